import { unreachable } from '#model/unreachable.ts';
import { StoreError, type LogPosition } from '../store.ts';
import { errorCode, extendedErrorCode, type OpenDatabase } from './database.ts';
import { createDocumentTable } from './documents.ts';
import type { Answers, Call, Failure, Outcome, Reply, Request } from './messages.ts';
import { createRecordTable } from './records.ts';

type Work = Exclude<Request, { kind: 'close' }>;

export interface EngineOptions {
	readonly open: OpenDatabase;
	readonly reply: (reply: Reply) => void;
	/** Makes durable what was written to the file; an argument so that tests can let it fail. */
	readonly sync: (descriptor: number) => Promise<void>;
}

export interface Engine {
	/** Does all of it in one transaction, answers, and then sees to its durability. */
	run(requests: readonly Work[]): void;
	/** Resolves when everything written is durable or the engine has failed for good. */
	idle(): Promise<void>;
}

const SQLITE_CORRUPT = 11;
const SQLITE_IOERR_FSYNC = 1034;
const SQLITE_IOERR_DIR_FSYNC = 1290;

/** The database's side of the store: group commit, then group sync. Runs in a thread of its own. */
export function createEngine({ open: { database, wal }, reply, sync }: EngineOptions): Engine {
	const documents = createDocumentTable(database);
	const records = createRecordTable(database);
	let committed = 0;
	let synced = 0;
	let failed = false;
	let syncing: Promise<void> | null = null;

	function answer(call: Call): Answers[Call['kind']] {
		switch (call.kind) {
			case 'load':
				return documents.load(call.name);
			case 'compact':
				return documents.compact(call);
			case 'names':
				return documents.names();
			case 'get':
				return records.get(call.collection, call.key);
			case 'put':
				return records.put(call);
			case 'remove':
				return records.remove(call.collection, call.key, call.expected);
			case 'list':
				return records.list(call.collection, call.prefix);
			default:
				return unreachable(call);
		}
	}

	/** Guards each entry by itself. After a failure, the rest of that document's entries fail too: order is kept, no gap made. */
	function appendAll(request: Extract<Work, { kind: 'append' }>): Outcome<LogPosition>[] {
		const broken = new Map<string, Failure>();
		let offset = 0;
		return request.entries.map((header) => {
			const data = request.bytes.subarray(offset, (offset += header.length));
			const before = broken.get(header.name);
			if (before !== undefined) return { ok: false, ...before };
			const outcome = guarded(() => documents.append(header, data));
			if (!outcome.ok) broken.set(header.name, outcome);
			return outcome;
		});
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
			? { kind: 'appended', first: request.first, outcomes: appendAll(request) }
			: { kind: 'answered', id: request.id, outcome: guarded(() => answer(request.call)) };
	}

	/** Replies go out after the commit: nothing is called written before it is. */
	function transact(requests: readonly Work[]): Reply[] {
		database.exec('BEGIN IMMEDIATE');
		try {
			const replies = requests.map(perform);
			database.exec('COMMIT');
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
			if (isFatal(error)) throw error;
			const outcome = { ok: false, ...failureOf(error) } as const;
			return request.kind === 'append'
				? { kind: 'appended', first: request.first, outcomes: request.entries.map(() => outcome) }
				: { kind: 'answered', id: request.id, outcome };
		}
	}

	/** `null` after a failed fsync. */
	function runEach(requests: readonly Work[]): Reply[] | null {
		try {
			return requests.flatMap(oneByOne).map(runOne);
		} catch {
			return null;
		}
	}

	function fail(error: unknown): void {
		failed = true;
		reply({ kind: 'fatal', message: error instanceof Error ? error.message : String(error) });
	}

	async function syncAll(): Promise<void> {
		while (synced < committed && !failed) {
			const target = committed;
			try {
				await sync(wal);
			} catch (error) {
				fail(error);
				return;
			}
			synced = target;
			reply({ kind: 'durable', upTo: target });
		}
	}

	return {
		run(requests) {
			if (failed) return;
			let replies: Reply[];
			try {
				replies = transact(requests);
			} catch (error) {
				const each = isFatal(error) ? null : runEach(requests);
				if (each === null) {
					fail(error);
					return;
				}
				replies = each;
			}
			for (const each of replies) reply(each);
			committed = lastId(requests) ?? committed;
			syncing ??= syncAll().finally(() => (syncing = null));
		},
		async idle() {
			while (syncing !== null) await syncing;
		}
	};
}

/** The entries of one request as requests of their own: in a full database the small ones may still fit. */
function oneByOne(request: Work): Work[] {
	if (request.kind === 'call') return [request];
	let offset = 0;
	return request.entries.map((header, index) => ({
		kind: 'append',
		first: request.first + index,
		entries: [header],
		bytes: request.bytes.subarray(offset, (offset += header.length))
	}));
}

function lastId(requests: readonly Work[]): number | undefined {
	const last = requests.at(-1);
	return last?.kind === 'append' ? last.first + last.entries.length - 1 : last?.id;
}

function failureOf(error: unknown): Failure {
	const message = error instanceof Error ? error.message : String(error);
	if (error instanceof StoreError) return { failure: error.failure, message };
	return { failure: errorCode(error) === SQLITE_CORRUPT ? 'corrupt' : 'unavailable', message };
}

function isFatal(error: unknown): boolean {
	const code = extendedErrorCode(error);
	return code === SQLITE_IOERR_FSYNC || code === SQLITE_IOERR_DIR_FSYNC;
}
