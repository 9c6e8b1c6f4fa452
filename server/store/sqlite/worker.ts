import { fdatasync, fdatasyncSync } from 'node:fs';
import { promisify } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { createCheckpoints } from './checkpoints.ts';
import { openDatabase, type OpenDatabase } from './database.ts';
import { createEngine } from './engine.ts';
import { createFileSync } from './file-sync.ts';
import { inspectAtNextStart } from './recovery.ts';
import type { Reply, Request, WorkerOptions } from './messages.ts';

/** The database's thread: node:sqlite is synchronous and would hold up every connection on the main one. */

if (parentPort === null) throw new Error('this file runs as a worker thread');
const port = parentPort;

const report = (details: object, message: string) => reply({ kind: 'report', details, message });

function reply(message: Reply): void {
	port.postMessage(message, transferable(message));
}

function transferable(message: Reply): ArrayBuffer[] {
	if (message.kind !== 'answered' || !message.outcome.ok) return [];
	const { value } = message.outcome;
	if (typeof value !== 'object' || value === null || !('ends' in value)) return [];
	const parts = value.snapshot === null ? [value.bytes] : [value.snapshot, value.bytes];
	return parts.map((part) => part.buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}

function serve(open: OpenDatabase): void {
	const checkpoints = createCheckpoints(open, {
		syncFailed: (message) => engine.fail(message),
		delayed: (reason) => report({ reason }, 'a checkpoint failed')
	});
	const engine = createEngine({
		open,
		reply,
		sync: createFileSync({
			now: () => performance.now(),
			here: fdatasyncSync,
			beside: promisify(fdatasync)
		}),
		afterCommit: () => checkpoints.afterCommit(),
		onDamage: (reason) => {
			if (!damaged)
				report({ reason }, 'the database is damaged; the next start saves what can be read of it');
			damaged = true;
			inspectAtNextStart(open.path);
		}
	});
	let damaged = false;
	let waiting: Exclude<Request, { kind: 'close' }>[] = [];
	// What arrives within one turn of this thread's loop, and while the commit before it ran, is one transaction.
	const flush = () => {
		const requests = waiting;
		waiting = [];
		if (requests.length > 0) engine.run(requests);
	};
	const close = async () => {
		flush();
		await engine.idle();
		await checkpoints.close();
		open.close();
		reply({ kind: 'closed' });
		port.close();
	};
	port.on('message', (request: Request) => {
		if (request.kind === 'close') {
			void close();
			return;
		}
		if (waiting.length === 0) setImmediate(flush);
		waiting.push(request);
	});
	reply({ kind: 'opened' });
}

try {
	serve(openDatabase({ ...(workerData as WorkerOptions), report }));
} catch (error) {
	reply({ kind: 'refused', message: error instanceof Error ? error.message : String(error) });
	port.close();
}
