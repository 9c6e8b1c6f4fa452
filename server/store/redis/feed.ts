import type { DocumentName } from '#protocol/documents.ts';
import type { Log } from '../../log.ts';
import type { DocumentListener, LogPosition, StoredEntry } from '../store.ts';
import { RedisAway, RedisRefusal, type RedisLink } from './connect.ts';
import { readEntryBytes } from './entries.ts';
import type { DocumentKeys } from './keys.ts';
import type { FeedMessage } from './messages.ts';
import type { Outgoing } from './outgoing.ts';
import { entriesOf, listOf, pairsOf, positionOf, textOrNull } from './reply.ts';

/** An own entry waits so long for those of other nodes before it; then they are read. */
const HELD_BACK_MS = 50;
const READ_ENTRIES = 256;
/** A server that is there but not ready to answer is asked again. */
const ASK_AGAIN_MS = 500;

export interface FeedSurroundings {
	readonly link: Pick<RedisLink, 'run'>;
	readonly writer: string;
	readonly log: Log;
	/** The entries of one of this node's calls without an answer, or one of them by its bytes. */
	readonly callOf: (call: number) => readonly Outgoing[] | null;
	readonly find: (bytes: Buffer) => Outgoing | null;
	/** Tells whoever appended it, and asks for what makes it durable. */
	readonly written: (outgoing: Outgoing, position: LogPosition) => void;
}

/** Where the log of a document ends. */
export interface LogEnd {
	/** `null`: nothing was ever appended. */
	readonly born: string | null;
	readonly last: number;
}

/** What a document's log is to go on from, and whether at all. */
interface Standing extends LogEnd {
	readonly quarantine: string | null;
}

/**
 * What one open document is told of its log, in order and without gaps. Three sources bring it: replies to this node's
 * own appends, messages on the document's channel (this node's echo among them), and, where these leave a gap, the
 * stream itself. Nothing is queued: what comes too early is forgotten, and read when its time has come.
 */
export class Feed {
	readonly #name: DocumentName;
	readonly #keys: DocumentKeys;
	readonly #listener: DocumentListener;
	readonly #around: FeedSurroundings;
	/** What this document's own appender waits for, by position; stored, but not yet its turn. */
	readonly #early = new Map<number, Outgoing>();
	#at: 'opening' | 'following' | 'uncertain' | 'closed' = 'opening';
	#born: string | null = null;
	#told = 0;
	/** The highest position that was heard of. */
	#seen = 0;
	#reading = false;
	#checking: 'no' | 'yes' | 'again' = 'no';
	#mustReset = false;
	/** While it opens, the connection broke. */
	#missedSome = false;
	#holding: NodeJS.Timeout | null = null;
	#asking: NodeJS.Timeout | null = null;

	constructor(name: DocumentName, keys: DocumentKeys, listener: DocumentListener, around: FeedSurroundings) {
		this.#name = name;
		this.#keys = keys;
		this.#listener = listener;
		this.#around = around;
	}

	/** From here on, what comes after `end` is told. */
	follow({ born, last }: LogEnd): void {
		this.#born = born;
		this.#told = last;
		this.#at = 'following';
		if (this.#missedSome) this.check(false);
		else this.#readOn();
	}

	close(): void {
		this.#at = 'closed';
		if (this.#holding !== null) clearTimeout(this.#holding);
		if (this.#asking !== null) clearTimeout(this.#asking);
		for (const [position, outgoing] of this.#early) this.#around.written(outgoing, position as LogPosition);
		this.#early.clear();
	}

	/** An append of this document was stored; nobody has told so yet. */
	stored(outgoing: Outgoing, position: LogPosition, born: string): void {
		if (this.#at === 'closed' || this.#at === 'opening' || position <= this.#told) {
			this.#around.written(outgoing, position);
			if (position <= this.#told) this.check(false);
			return;
		}
		this.#early.set(position, outgoing);
		if (!this.#isSameLog(born)) return this.check(false);
		this.#tellEarly();
		if (this.#early.size > 0) {
			this.#holding ??= setTimeout(() => {
				this.#holding = null;
				for (const early of this.#early.keys()) this.heardOf(early);
			}, HELD_BACK_MS);
		}
	}

	/** There is an entry at this position. */
	heardOf(position: number): void {
		this.#seen = Math.max(this.#seen, position);
		this.#readOn();
	}

	message(message: FeedMessage): void {
		if (this.#at === 'closed') return;
		// A hint: perhaps it was released meanwhile, and those who are disconnected for it do not come back by themselves.
		if (message.kind === 'quarantined') {
			if (message.writer !== this.#around.writer) this.check(false);
			return;
		}
		if (message.kind === 'compacted') {
			if (message.writer !== this.#around.writer && this.#at !== 'opening') {
				this.#listener.compacted(message.generation);
			}
			return;
		}
		if (this.#at === 'following' && !this.#isSameLog(message.born)) return this.check(false);
		const own = message.writer === this.#around.writer ? this.#around.callOf(message.call) : null;
		message.positions.forEach((position, index) => {
			if (position === null || position <= this.#told) return;
			this.#seen = Math.max(this.#seen, position);
			if (this.#at !== 'following' || position !== this.#told + 1) return;
			const bytes = message.bytes?.[index];
			const outgoing = own?.[index] ?? this.#early.get(position);
			if (outgoing !== undefined) this.#tell(position, outgoing);
			else if (bytes !== undefined) this.#tell(position, bytes);
		});
		this.#tellEarly();
		this.#readOn();
	}

	/** A connection broke: what is heard now may not be what follows. Until `check`, nothing is told. */
	doubt(): void {
		this.#missedSome = true;
		if (this.#at === 'following') this.#at = 'uncertain';
	}

	/** Looks whether the log goes on where this one stands. @param otherServer it is known to be another Redis. */
	check(otherServer: boolean): void {
		this.#missedSome = true;
		if (this.#at === 'closed' || this.#at === 'opening') return;
		this.#mustReset ||= otherServer;
		this.#at = 'uncertain';
		if (this.#checking !== 'no') this.#checking = 'again';
		else void this.#check();
	}

	async #check(): Promise<void> {
		do {
			this.#checking = 'yes';
			try {
				const standing = await readStanding(this.#around.link, this.#keys);
				if (this.#isChecking('yes')) this.#goOnFrom(standing);
			} catch (error) {
				this.#askAgain(error);
			}
		} while (this.#isChecking('again'));
		this.#checking = 'no';
	}

	#askAgain(error: unknown): void {
		if (!(error instanceof RedisAway)) {
			this.#around.log.error({ document: this.#name, reason: String(error) }, 'cannot follow a log');
		}
		this.#asking ??= setTimeout(() => {
			this.#asking = null;
			this.check(false);
		}, ASK_AGAIN_MS);
	}

	#isChecking(state: 'yes' | 'again'): boolean {
		return this.#checking === state;
	}

	#goOnFrom(end: Standing): void {
		if (this.#at !== 'uncertain') return;
		this.#at = 'following';
		if (end.quarantine !== null) this.#listener.quarantined(end.quarantine);
		if (!this.#mustReset && end.last >= this.#told && this.#isSameLog(end.born)) {
			this.#tellEarly();
			this.heardOf(end.last);
			return;
		}
		this.#mustReset = false;
		this.#born = end.born;
		this.#told = end.last;
		this.#seen = end.last;
		for (const [position, outgoing] of [...this.#early]) {
			if (position > end.last) continue;
			this.#early.delete(position);
			this.#around.written(outgoing, position as LogPosition);
		}
		this.#listener.reset();
	}

	#isSameLog(born: string | null): boolean {
		this.#born ??= this.#told === 0 ? born : null;
		return this.#born === born;
	}

	#tellEarly(): void {
		for (;;) {
			const outgoing = this.#at === 'following' ? this.#early.get(this.#told + 1) : undefined;
			if (outgoing === undefined) return;
			this.#tell((this.#told + 1) as LogPosition, outgoing);
		}
	}

	#tell(position: LogPosition, what: Outgoing | Buffer): void {
		const entry = this.#entryOf(position, what);
		this.#told = position;
		this.#early.delete(position);
		if (entry === 'own') this.#around.written(what as Outgoing, position);
		else if (entry !== null) this.#listener.appended(entry);
		else {
			this.#around.log.error({ document: this.#name, position }, 'a log entry is damaged');
			this.check(true);
		}
	}

	#entryOf(position: LogPosition, what: Outgoing | Buffer): StoredEntry | 'own' | null {
		if (Buffer.isBuffer(what)) return readEntryBytes(this.#name, position, what);
		return what.isWaiting && what.from === this ? 'own' : { ...what.entry, position };
	}

	/** Reads what was heard of and not told. */
	#readOn(): void {
		if (this.#at === 'following' && this.#seen > this.#told && !this.#reading) void this.#read();
	}

	async #read(): Promise<void> {
		this.#reading = true;
		try {
			while (this.#at === 'following' && this.#seen > this.#told) {
				if (!(await this.#readSome())) this.check(false);
			}
		} catch (error) {
			this.doubt();
			this.#askAgain(error);
		} finally {
			this.#reading = false;
		}
	}

	/** Whether it goes on from where this one stands. */
	async #readSome(): Promise<boolean> {
		const { log } = this.#keys;
		const range = ['XRANGE', log, `1-${this.#told + 1}`, '+', 'COUNT', String(READ_ENTRIES)];
		let read = false;
		for (const [position, bytes] of entriesOf(await this.#around.link.run(log, range))) {
			read = true;
			if (this.#at !== 'following') break;
			if (position <= this.#told) continue;
			if (position > this.#told + 1) {
				// Compacted away, or set aside: what is missing here is in what is stored.
				this.check(true);
				break;
			}
			this.#tell(position as LogPosition, this.#early.get(position) ?? this.#around.find(bytes) ?? bytes);
			this.#tellEarly();
		}
		return read;
	}
}

/** Rejects as `RedisLink.run` does. */
async function readStanding(link: Pick<RedisLink, 'run'>, keys: DocumentKeys): Promise<Standing> {
	const [meta, last] = await Promise.all([
		link.run(keys.meta, ['HMGET', keys.meta, 'born', 'quarantine']),
		readLast(link, keys.log)
	]);
	const [born = null, quarantine = null] = listOf(meta).map(textOrNull);
	return { born, last, quarantine };
}

/** Rejects as `RedisLink.run` does. */
export async function readEnd(link: Pick<RedisLink, 'run'>, keys: DocumentKeys): Promise<LogEnd> {
	const { born, last } = await readStanding(link, keys);
	return { born, last };
}

/** The last position ever given, also when it is no longer in the log. */
export async function readLast(link: Pick<RedisLink, 'run'>, log: string): Promise<number> {
	try {
		for (const [name, value] of pairsOf(await link.run(log, ['XINFO', 'STREAM', log]))) {
			if (name === 'last-generated-id') return positionOf(value);
		}
		return 0;
	} catch (error) {
		if (error instanceof RedisRefusal && error.message.includes('no such key')) return 0;
		throw error;
	}
}
