import { unreachable } from '#model/unreachable.ts';
import { StoreError, type LogPosition } from '../store.ts';
import { isDamage, isFailedSync } from './codes.ts';
import type { OpenDatabase } from './database.ts';
import { createDocumentTable } from './documents.ts';
import type { Answers, Appends, Call, Failure, Outcome, Reply, Request } from './messages.ts';
import { createNamePages } from './name-pages.ts';
import { createRecordTable } from './records.ts';

type Work = Exclude<Request, { kind: 'close' }>;

export interface EngineOptions {
	readonly open: Pick<OpenDatabase, 'database' | 'wal'>;
	readonly reply: (reply: Reply) => void;
	/** Makes durable what was written to the file; an argument so that tests can let it fail. */
	readonly sync: (descriptor: number) => Promise<void>;
	readonly afterCommit?: () => void;
	/** Something in the database cannot be read. */
	readonly onDamage?: (message: string) => void;
}

export interface Engine {
	/** Does all of it in one transaction, answers, and then sees to its durability. */
	run(requests: readonly Work[]): void;
	/** Resolves when everything written is durable or the engine has failed for good. */
	idle(): Promise<void>;
	/** A sync failed elsewhere: nothing more is done or told. */
	fail(message: string): void;
}

/** The database's side of the store: group commit, then group sync. Runs in a thread of its own. */
export function createEngine({
	open: { database, wal },
	reply,
	sync,
	afterCommit,
	onDamage
}: EngineOptions): Engine {
	const begin = database.prepare('BEGIN IMMEDIATE');
	const commit = database.prepare('COMMIT');
	const probe = database.prepare('INSERT INTO damaged VALUES (0, ?, 0, 0, zeroblob(16384))');
	const unprobe = database.prepare('DELETE FROM damaged WHERE document = 0');
	const report = (details: object, message: string) => reply({ kind: 'report', details, message });
	const documents = createDocumentTable(database, report);
	const names = createNamePages(database);
	const records = createRecordTable(database, report);
	/** What a sync must come after: appends told as written, and answers that wait for it. */
	let written = 0;
	let held: Reply[] = [];
	let failed = false;
	let syncing: Promise<void> | null = null;

	function answer(call: Call): Answers[Call['kind']] {
		switch (call.kind) {
			case 'load':
				return documents.load(call.name);
			case 'head':
				return documents.head(call.name);
			case 'compact':
				return documents.compact(call);
			case 'quarantine':
				return documents.quarantine(call.name, call.reason);
			case 'check':
				// As much as an append would need, and gone again.
				probe.run('probe');
				unprobe.run();
				return null;
			case 'get':
				return records.get(call.collection, call.key);
			case 'put':
				return records.put(call);
			case 'remove':
				return records.remove(call.collection, call.key, call.expected);
			case 'list':
				return records.list(call.collection, call.prefix);
			case 'names':
				return names.after(call.after);
			case 'records':
				return records.after(call.collection, call.key);
			case 'restore document':
				return documents.restore(call);
			case 'restore record':
				return records.restore(call);
			default:
				return unreachable(call);
		}
	}

	/**
	 * Guards each entry by itself. When one cannot be written, the rest of that document's fail too: order is kept, no
	 * gap made. One that is refused for its claims takes no others with it.
	 */
	function appendAll({ names: named, documents: indexes, ends, bytes }: Appends): (LogPosition | Failure)[] {
		let broken: Map<string, Failure> | null = null;
		const outcomes: (LogPosition | Failure)[] = [];
		let start = 0;
		for (let index = 0; index < ends.length; index += 1) {
			const name = named[indexes[index] as number] as (typeof named)[number];
			const entry = bytes.subarray(start, ends[index]);
			start = ends[index] as number;
			const before = broken?.get(name);
			if (before !== undefined) {
				outcomes.push(before);
				continue;
			}
			try {
				outcomes.push(documents.append(name, entry));
			} catch (error) {
				if (!database.isTransaction) throw error;
				const failure = failureOf(error);
				outcomes.push(failure);
				if (failure.failure !== 'claimed') (broken ??= new Map()).set(name, failure);
			}
		}
		return outcomes;
	}

	/** A full disk may end the whole transaction; the caller then tries again one by one. */
	function guarded<T>(work: () => T): Outcome<T> {
		try {
			return { ok: true, value: work() };
		} catch (error) {
			if (!database.isTransaction) throw error;
			return { ok: false, ...failureOf(error) };
		}
	}

	function perform(request: Work): Reply {
		return request.kind === 'append'
			? { kind: 'written', outcomes: appendAll(request) }
			: { kind: 'answered', id: request.id, outcome: guarded(() => answer(request.call)) };
	}

	/** Replies go out after the commit: nothing is called written before it is. */
	function transact(requests: readonly Work[]): Reply[] {
		begin.run();
		try {
			const replies = requests.map(perform);
			commit.run();
			return replies;
		} catch (error) {
			if (database.isTransaction) database.exec('ROLLBACK');
			documents.forget();
			throw error;
		}
	}

	function runOne(request: Work): Reply {
		try {
			return transact([request])[0] as Reply;
		} catch (error) {
			if (isFailedSync(error)) throw error;
			const failure = failureOf(error);
			return request.kind === 'append'
				? { kind: 'written', outcomes: request.ends.map(() => failure) }
				: { kind: 'answered', id: request.id, outcome: { ok: false, ...failure } };
		}
	}

	/** Each in a transaction of its own; `null` after a failed fsync. */
	function runEach(requests: readonly Work[]): Reply[] | null {
		try {
			return requests.map(runOne);
		} catch {
			return null;
		}
	}

	function fail(message: string): void {
		if (failed) return;
		failed = true;
		reply({ kind: 'fatal', message });
	}

	async function syncAll(): Promise<void> {
		while ((written > 0 || held.length > 0) && !failed) {
			const count = written;
			const answers = held;
			written = 0;
			held = [];
			try {
				await sync(wal);
			} catch (error) {
				fail(messageOf(error));
				return;
			}
			if (count > 0) reply({ kind: 'durable', count });
			for (const each of answers) reply(each);
		}
	}

	function tell(request: Work, outcome: Reply): void {
		if (outcome.kind === 'written') written += outcome.outcomes.length;
		if (request.kind === 'call' && request.durable) held.push(outcome);
		else reply(outcome);
	}

	/** Its transaction need not be durable: without it, the entries are where they were. */
	function settle(): void {
		try {
			documents.settleSome();
		} catch (error) {
			if (isFailedSync(error)) fail(messageOf(error));
			else report(failureOf(error), 'new log entries could not be put in their place yet');
		}
	}

	function failureOf(error: unknown): Failure {
		const message = messageOf(error);
		if (error instanceof StoreError) return { failure: error.failure, message };
		if (!isDamage(error)) return { failure: 'unavailable', message };
		onDamage?.(message);
		return { failure: 'corrupt', message };
	}

	return {
		run(requests) {
			if (failed) return;
			let pairs: readonly Work[] = requests;
			let replies: Reply[];
			try {
				replies = transact(requests);
			} catch (error) {
				pairs = requests.flatMap(oneByOne);
				const each = isFailedSync(error) ? null : runEach(pairs);
				if (each === null) {
					fail(messageOf(error));
					return;
				}
				replies = each;
			}
			replies.forEach((each, index) => tell(pairs[index] as Work, each));
			syncing ??= syncAll().finally(() => (syncing = null));
			settle();
			afterCommit?.();
		},
		async idle() {
			while (syncing !== null) await syncing;
		},
		fail
	};
}

/** The entries of one request as requests of their own: in a full database the small ones may still fit. */
function oneByOne(request: Work): Work[] {
	if (request.kind === 'call') return [request];
	let start = 0;
	return request.ends.map((end, index) => {
		const bytes = request.bytes.slice(start, end);
		start = end;
		const name = request.names[request.documents[index] as number] as (typeof request.names)[number];
		return { kind: 'append', names: [name], documents: [0], ends: [bytes.length], bytes };
	});
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
