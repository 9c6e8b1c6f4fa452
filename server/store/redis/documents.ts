import { randomUUID } from 'node:crypto';
import type { DocumentName } from '#protocol/documents.ts';
import type {
	AppendListener,
	DocumentListener,
	DocumentStore,
	LogEntry,
	LogPosition,
	OpenDocument
} from '../store.ts';
import { createEntryWriter, snapshotBytes } from './entries.ts';
import { Feed, readEnd } from './feed.ts';
import { closed, confirmed, patiently, type Ground } from './ground.ts';
import { documentKeys, type DocumentKeys } from './keys.ts';
import { loadDocument, setAside } from './load.ts';
import { readMessage } from './messages.ts';
import { Outbox } from './outbox.ts';
import { Outgoing, unavailable } from './outgoing.ts';
import { numberOf, textOrNull } from './reply.ts';
import { COMPACT, QUARANTINE, runScript } from './scripts.ts';

const LEASE_MS = 5_000;
const STAGED_MS = 60_000;
/** Calls of a writer that has not written for so long are not asked about again. */
const WRITERS_MS = 60 * 60 * 1000;
const SWEEP_EVERY_MS = 250;

export interface WaitingLimits {
	/** Bytes of appends without an answer: of one document, and of all. */
	readonly documentBytes: number;
	readonly allBytes: number;
}

/** What this process has open or on its way, of one document. */
interface Live {
	readonly keys: DocumentKeys;
	readonly outbox: Outbox;
	readonly feeds: Set<Feed>;
	readonly hear: (message: Buffer) => void;
	/** Also those that are about to be opened. */
	opened: number;
	waitingBytes: number;
}

/** The documents' part of the store, and what its owner needs of it. */
export interface RedisDocuments extends DocumentStore {
	/** Bytes of appends without an answer. */
	waitingBytes(): number;
	/** Resolves when nothing waits for an answer any more; that is within the patience. */
	settled(): Promise<void>;
	close(): void;
}

export function createDocuments(ground: Ground, limits: WaitingLimits): RedisDocuments {
	const { link, feedLink, identity, writer, clock } = ground;
	const entryBytes = createEntryWriter();
	const live = new Map<DocumentName, Live>();
	const idle: (() => void)[] = [];
	let waitingBytes = 0;
	let calls = 0;

	function liveOf(name: DocumentName): Live {
		const known = live.get(name);
		if (known !== undefined) return known;
		const keys = documentKeys(name);
		const feeds = new Set<Feed>();
		const outbox = new Outbox(name, keys, {
			link,
			writer,
			nextCall: () => ++calls,
			server: () => identity.current(),
			now: ground.now,
			stored: (outgoing, position, born) => {
				const from = outgoing.from as Feed;
				if (outgoing.isWaiting) from.stored(outgoing, position, born);
				else {
					confirm(outgoing);
					from.heardOf(position);
				}
				for (const feed of feeds) if (feed !== from) feed.heardOf(position);
			},
			released: (outgoing) => {
				made.waitingBytes -= outgoing.bytes.length;
				waitingBytes -= outgoing.bytes.length;
				// Not before whoever hears of it has heard.
				queueMicrotask(() => {
					tidy(name, made);
					if (waitingBytes === 0) for (const done of idle.splice(0)) done();
				});
			}
		});
		const hear = (bytes: Buffer) => {
			const message = readMessage(bytes);
			if (message !== null) for (const feed of feeds) feed.message(message);
		};
		const made: Live = { keys, outbox, feeds, hear, opened: 0, waitingBytes: 0 };
		live.set(name, made);
		return made;
	}

	function tidy(name: DocumentName, document: Live): void {
		if (document.opened > 0 || !document.outbox.isEmpty || live.get(name) !== document) return;
		live.delete(name);
		// When that fails, the connection is gone, and the subscription with it.
		feedLink.unsubscribe(document.keys.channel, document.hear).catch(() => undefined);
	}

	function written(outgoing: Outgoing, position: LogPosition): void {
		outgoing.written(position);
		confirm(outgoing);
	}

	/** Once it was told as written and the reply is here as well. */
	function confirm(outgoing: Outgoing): void {
		if (outgoing.answeredBy === null) return;
		ground.confirmer.confirm(outgoing.answeredBy, (error) => {
			if (error === null) outgoing.durable();
			else outgoing.failed(error);
		});
	}

	async function open(name: DocumentName, listener: DocumentListener): Promise<OpenDocument> {
		const document = liveOf(name);
		document.opened += 1;
		const feed = new Feed(name, document.keys, listener, {
			link,
			writer,
			log: ground.log,
			callOf: (call) => document.outbox.callOf(call),
			find: (bytes) => document.outbox.find(bytes),
			written
		});
		// Listens before it loads, so that nothing is missed between the two.
		document.feeds.add(feed);
		let isOpen = true;
		const close = () => {
			if (!isOpen) return;
			isOpen = false;
			feed.close();
			document.feeds.delete(feed);
			document.opened -= 1;
			tidy(name, document);
		};
		try {
			const loaded = await patiently(ground, async () => {
				await feedLink.subscribe(document.keys.channel, document.hear);
				const found = await loadDocument(link, name, ground.now());
				await setAside(link, name, found.damaged, ground.now());
				return found;
			});
			feed.follow(loaded.end);
			return {
				stored: loaded.stored,
				append: (entry, appendListener) => append(name, document, feed, entry, appendListener),
				close
			};
		} catch (error) {
			close();
			throw error;
		}
	}

	function append(
		name: DocumentName,
		document: Live,
		feed: Feed,
		entry: LogEntry,
		listener: AppendListener
	): void {
		const outgoing = new Outgoing(entry, entryBytes(name, entry), listener, clock(), feed);
		const size = outgoing.bytes.length;
		const isTooMuch =
			waitingBytes > 0 &&
			(waitingBytes + size > limits.allBytes ||
				(document.waitingBytes > 0 && document.waitingBytes + size > limits.documentBytes));
		if (ground.isClosed() || isTooMuch) {
			const error = ground.isClosed() ? closed() : unavailable('too much waits for Redis already');
			queueMicrotask(() => outgoing.failed(error));
			return;
		}
		const current = live.get(name) ?? document;
		live.set(name, current);
		current.waitingBytes += size;
		waitingBytes += size;
		current.outbox.add(outgoing);
	}

	const feeds = () => [...live.values()].flatMap((document) => [...document.feeds]);
	const checkAll = (changed: boolean) => {
		for (const feed of feeds()) feed.check(changed);
	};
	const doubtAll = () => {
		for (const feed of feeds()) feed.doubt();
	};
	link.onAway(doubtAll);
	feedLink.onAway(doubtAll);
	feedLink.onReady(() => {
		// Otherwise as soon as it is known whose data would be compared.
		if (identity.current() !== null) checkAll(false);
	});
	identity.onKnown((changed) => {
		checkAll(changed);
		for (const { outbox } of live.values()) outbox.send();
	});
	const sweep = setInterval(() => {
		if (waitingBytes === 0) return;
		for (const { outbox } of live.values()) outbox.giveUp(clock() - ground.patienceMs);
	}, SWEEP_EVERY_MS);

	return {
		open,
		load: async (name) => (await patiently(ground, () => loadDocument(link, name, ground.now()))).stored,
		head: (name) =>
			patiently(ground, async () => {
				const { born, last } = await readEnd(link, documentKeys(name));
				return born === null ? null : `${born}.${last}`;
			}),
		mayCompact: (name) =>
			patiently(ground, async () => {
				const { lease } = documentKeys(name);
				const claim = ['SET', lease, writer, 'NX', 'GET', 'PX', String(LEASE_MS)];
				const holder = textOrNull(await link.run(lease, claim));
				return holder === null || holder === writer;
			}),
		async compact(name, { generation, upTo, snapshot }) {
			const keys = documentKeys(name);
			const next = generation + 1;
			const isDone = await patiently(ground, async () => {
				const staged = keys.staged(randomUUID());
				const bytes = snapshotBytes(name, next, snapshot);
				await link.run(staged, ['SET', staged, bytes, 'PX', String(STAGED_MS)]);
				return runScript(
					link,
					COMPACT,
					[keys.meta, keys.log, staged, keys.snapshot(next), keys.snapshot(generation - 1)],
					[
						String(generation),
						String(upTo),
						keys.channel,
						writer,
						String(ground.now()),
						String(ground.now() - WRITERS_MS)
					]
				);
			});
			if (numberOf(isDone) === 0) return false;
			await confirmed(ground);
			return true;
		},
		async quarantine(name, reason) {
			const { meta, channel } = documentKeys(name);
			const args = [channel, writer, ...(reason === null ? [] : [reason])];
			await patiently(ground, () => runScript(link, QUARANTINE, [meta], args));
			await confirmed(ground);
		},
		waitingBytes: () => waitingBytes,
		settled: () =>
			waitingBytes === 0 ? Promise.resolve() : new Promise<void>((resolve) => idle.push(resolve)),
		close() {
			clearInterval(sweep);
			for (const feed of feeds()) feed.close();
			live.clear();
		}
	};
}
