import type { DocumentName } from '#protocol/documents.ts';
import { StoreError, type LogPosition } from '../store.ts';
import { RedisAway, type RedisArgument, type RedisLink } from './connect.ts';
import type { DocumentKeys } from './keys.ts';
import { readPosition } from './messages.ts';
import { unavailable, type Outgoing } from './outgoing.ts';
import { listOf, textOf } from './reply.ts';
import { APPEND, runScript } from './scripts.ts';

/** What one call carries at most; the first entry always goes along. */
const CALL_ENTRIES = 128;
const CALL_BYTES = 1024 * 1024;
const RETRY_MS = 100;

export interface OutboxSurroundings {
	readonly link: Pick<RedisLink, 'run'>;
	/** This process, in Redis. */
	readonly writer: string;
	/** Grows with every call of this process. */
	readonly nextCall: () => number;
	/** Which Redis is there; `null`: none, or nobody knows. */
	readonly server: () => string | null;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
	/** Stored at this position. `outgoing` may have been given up meanwhile. */
	readonly stored: (outgoing: Outgoing, position: LogPosition, born: string) => void;
	/** No longer held here, whatever became of it. */
	readonly released: (outgoing: Outgoing) => void;
}

interface Call {
	readonly number: number;
	readonly entries: readonly Outgoing[];
}

/**
 * The appends of one document, on their way to Redis: one call at a time, so that they stay in order whatever breaks,
 * and all that comes meanwhile is the next. A call without an answer is repeated under its number, which Redis carries
 * out once.
 */
export class Outbox {
	readonly #name: DocumentName;
	readonly #keys: DocumentKeys;
	readonly #around: OutboxSurroundings;
	#waiting: Outgoing[] = [];
	#call: Call | null = null;
	#isSending = false;
	#retry: NodeJS.Timeout | null = null;

	constructor(name: DocumentName, keys: DocumentKeys, around: OutboxSurroundings) {
		this.#name = name;
		this.#keys = keys;
		this.#around = around;
	}

	get isEmpty(): boolean {
		return this.#call === null && this.#waiting.length === 0 && !this.#isSending;
	}

	/** The entries of a call that has no answer yet. */
	callOf(number: number): readonly Outgoing[] | null {
		return this.#call?.number === number ? this.#call.entries : null;
	}

	/** The entry with these bytes among those without an answer. */
	find(bytes: Buffer): Outgoing | null {
		return this.#call?.entries.find((each) => each.isWaiting && each.bytes.equals(bytes)) ?? null;
	}

	add(outgoing: Outgoing): void {
		this.#waiting.push(outgoing);
		this.send();
	}

	/** Sends what waits, when Redis is there. */
	send(): void {
		if (this.#isSending || this.#around.server() === null) return;
		this.#call ??= this.#nextCall();
		if (this.#call === null) return;
		if (this.#retry !== null) clearTimeout(this.#retry);
		this.#retry = null;
		this.#isSending = true;
		void this.#carryOut(this.#call);
	}

	/** Gives up what was handed over before this time on the monotonic clock. */
	giveUp(before: number): void {
		const late = (outgoing: Outgoing) => outgoing.since < before;
		if (this.#call?.entries.some(late) === true) {
			// It may still arrive: then its entries are told as if they were another node's.
			this.#end(this.#call, unavailable('Redis did not answer in time'));
			this.#call = null;
		}
		const expired = this.#waiting.filter(late);
		if (expired.length === 0) return;
		this.#waiting = this.#waiting.filter((outgoing) => !late(outgoing));
		for (const outgoing of expired) this.#fail(outgoing, unavailable('Redis is away'));
	}

	#nextCall(): Call | null {
		if (this.#waiting.length === 0) return null;
		let count = 0;
		let bytes = 0;
		for (const outgoing of this.#waiting) {
			bytes += outgoing.bytes.length;
			if (count > 0 && (count === CALL_ENTRIES || bytes > CALL_BYTES)) break;
			count += 1;
		}
		return { number: this.#around.nextCall(), entries: this.#waiting.splice(0, count) };
	}

	async #carryOut(call: Call): Promise<void> {
		try {
			const server = this.#around.server();
			const reply = await runScript(
				this.#around.link,
				APPEND,
				[this.#keys.log, this.#keys.meta, this.#keys.owners],
				this.#argumentsOf(call)
			);
			const [born, answer] = listOf(reply).map(textOf);
			for (const outgoing of call.entries) outgoing.answered(server);
			this.#answered(call, born as string, answer as string);
		} catch (error) {
			if (error instanceof RedisAway) this.#retrySoon();
			else {
				this.#finish(call);
				this.#end(call, new StoreError('unavailable', reasonOf(error), { cause: error }));
			}
		} finally {
			this.#isSending = false;
		}
		if (this.#retry === null) this.send();
	}

	#answered(call: Call, born: string, answer: string): void {
		this.#finish(call);
		if (answer === 'late') {
			this.#end(call, unavailable(`an append to document ${this.#name} was overtaken by a later one`));
			return;
		}
		answer.split(' ').forEach((text, index) => {
			const outgoing = call.entries[index];
			if (outgoing === undefined) return;
			const position = readPosition(text);
			if (position === null) this.#fail(outgoing, claimed(this.#name));
			else {
				this.#around.released(outgoing);
				this.#around.stored(outgoing, position, born);
			}
		});
	}

	#finish(call: Call): void {
		if (this.#call === call) this.#call = null;
	}

	#end(call: Call, error: StoreError): void {
		for (const outgoing of call.entries) this.#fail(outgoing, error);
	}

	#fail(outgoing: Outgoing, error: StoreError): void {
		this.#around.released(outgoing);
		outgoing.failed(error);
	}

	#retrySoon(): void {
		this.#retry ??= setTimeout(() => {
			this.#retry = null;
			this.send();
		}, RETRY_MS);
	}

	#argumentsOf({ number, entries }: Call): RedisArgument[] {
		const now = String(this.#around.now());
		const mark = `${this.#around.writer}.${number}`;
		const args: RedisArgument[] = [this.#keys.channel, this.#around.writer, String(number), mark, now];
		args.push(String(entries.length));
		for (const { bytes, entry } of entries) {
			args.push(bytes, String(entry.claims.size));
			for (const [client, owner] of entry.claims) args.push(String(client), owner ?? '');
		}
		return args;
	}
}

function claimed(name: DocumentName): StoreError {
	return new StoreError('claimed', `a client id in an entry for document ${name} belongs to somebody else`);
}

function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
