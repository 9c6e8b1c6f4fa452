import { statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { unreachable } from '#model/unreachable.ts';
import type {
	IndexAnswers,
	IndexCall,
	IndexCounts,
	IndexOptions,
	IndexReply,
	IndexRequest
} from '../messages.ts';
import { createAsking } from './asking.ts';
import { beginAnew, isDamage, openIndex, type OpenIndex } from './schema.ts';
import { createTables } from './tables.ts';
import { createVocabulary } from './vocabulary.ts';

/** The index's thread: node:sqlite is synchronous, and neither a search nor what is read in may hold up everybody. */

if (parentPort === null) throw new Error('this file runs as a worker thread');
const port = parentPort;
const { directory } = workerData as IndexOptions;

type Write = Exclude<IndexCall, { kind: 'search' | 'counts' }>;

function partsOf(open: OpenIndex) {
	const vocabulary = createVocabulary(open.database);
	const counted = open.database.prepare(
		`SELECT (SELECT count(*) FROM document) AS documents, (SELECT count(*) FROM section) AS sections,
			(SELECT count(*) FROM document WHERE head IS NULL AND kind <> 'session') AS unread`
	);
	return {
		open,
		tables: createTables(open.database, vocabulary),
		asking: createAsking(open.database, vocabulary),
		counts(): IndexCounts {
			const counts = counted.get() as unknown as Omit<IndexCounts, 'bytes'>;
			return { ...counts, bytes: open.path === null ? 0 : statSync(open.path).size };
		}
	};
}

let parts = partsOf(openIndex(directory));
/** What is to be written, one after the other. */
let writing: Promise<void> = Promise.resolve();
let closing = false;

function reply(message: IndexReply): void {
	port.postMessage(message);
}

/** Says that it cannot be done; where the file is damaged, begins an empty one, which is to be filled again. */
function failed(id: number, error: unknown): void {
	const reason = error instanceof Error ? error.message : String(error);
	reply({ kind: 'failed', id, reason });
	if (!isDamage(error)) return;
	parts = partsOf(beginAnew(parts.open, `it was damaged: ${reason}`));
	reply({ kind: 'begun anew', reason });
}

function written(call: Write): Generator<void, IndexAnswers[Write['kind']] | void> {
	switch (call.kind) {
		case 'session':
			return parts.tables.session(call.facts);
		case 'body':
			return parts.tables.body(call.body);
		case 'only':
			return parts.tables.only(new Set(call.sessions));
		default:
			return unreachable(call);
	}
}

/** In portions, between which searches have their turn. */
async function write(id: number, call: Write): Promise<void> {
	if (closing) return;
	try {
		const work = written(call);
		let step = work.next();
		while (step.done !== true) {
			await setImmediate();
			step = work.next();
		}
		reply({ kind: 'answered', id, answer: step.value ?? null });
	} catch (error) {
		failed(id, error);
	}
}

function answered(id: number, look: () => IndexAnswers['search' | 'counts']): void {
	try {
		reply({ kind: 'answered', id, answer: look() });
	} catch (error) {
		failed(id, error);
	}
}

port.on('message', (request: IndexRequest | 'close') => {
	if (request === 'close') {
		closing = true;
		void writing.then(() => {
			parts.open.database.close();
			reply({ kind: 'closed' });
			port.close();
		});
		return;
	}
	const { id, call } = request;
	if (call.kind === 'search') answered(id, () => parts.asking.ask(call.question));
	else if (call.kind === 'counts') answered(id, () => parts.counts());
	else writing = writing.then(() => write(id, call));
});

reply({ kind: 'opened', begunAnew: parts.open.begunAnew, inMemory: parts.open.path === null });
