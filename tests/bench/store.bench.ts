/**
 * The embedded store: how long until an append is written and until it is durable, under a steady load and when as much comes as
 * fits; and what the same transactions cost with `synchronous=FULL`, which syncs within each COMMIT.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DocumentName } from '#protocol/documents.ts';
import { createSqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import type { Store } from '../../server/store/store.ts';
import { percentile } from './figures.ts';

const STEADY = { perSecond: 500, seconds: 4 };
const FLOOD = { appends: 20_000, atOnce: 64 };
const UPDATE = new Uint8Array(60).fill(7);
const name = 'doc' as DocumentName;

const directory = mkdtempSync(join(tmpdir(), 'commonplace-bench-'));
const store = await createSqliteStore({
	directory,
	onFatal: (error) => {
		throw error;
	}
});
try {
	await flood(store, 2_000);
	await steady(store);
	const rate = await flood(store, FLOOD.appends);
	say(`as much as fits, ${FLOOD.atOnce} at once: ${rate} durable appends a second`);
	commits('NORMAL');
	commits('FULL');
} finally {
	await store.close();
	rmSync(directory, { recursive: true, force: true });
}

async function steady({ documents }: Store): Promise<void> {
	const written: number[] = [];
	const durable: number[] = [];
	const pending: Promise<void>[] = [];
	const total = STEADY.perSecond * STEADY.seconds;
	const begin = performance.now();
	for (let sent = 0; sent < total;) {
		const due = Math.min(total, Math.ceil(((performance.now() - begin) / 1000) * STEADY.perSecond));
		for (; sent < due; sent += 1) {
			const start = performance.now();
			const appending = documents.append(name, { update: UPDATE, author: null, at: 0 });
			void appending.written.then(() => written.push(performance.now() - start));
			pending.push(appending.durable.then(() => void durable.push(performance.now() - start)));
		}
		await new Promise((resolve) => setTimeout(resolve, 1));
	}
	await Promise.all(pending);
	say(`${STEADY.perSecond} appends a second: written ${times(written)}; durable ${times(durable)}`);
}

/** Durable appends a second. */
async function flood({ documents }: Store, appends: number): Promise<number> {
	const begin = performance.now();
	let left = appends;
	const worker = async () => {
		while (left > 0) {
			left -= 1;
			await documents.append(name, { update: UPDATE, author: null, at: 0 }).durable;
		}
	};
	await Promise.all(Array.from({ length: FLOOD.atOnce }, worker));
	return Math.round((appends / (performance.now() - begin)) * 1000);
}

/** Transactions of one row each, one after the other: what a COMMIT takes in this mode. */
function commits(mode: 'NORMAL' | 'FULL'): void {
	const database = new DatabaseSync(join(directory, `${mode}.sqlite`));
	database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${mode}; CREATE TABLE log (data BLOB)`);
	const insert = database.prepare('INSERT INTO log VALUES (?)');
	const took: number[] = [];
	for (let round = 0; round < 500; round += 1) {
		const start = performance.now();
		insert.run(UPDATE);
		took.push(performance.now() - start);
	}
	database.close();
	say(`a COMMIT with synchronous=${mode}: ${times(took)}`);
}

function times(values: number[]): string {
	const at = (share: number) => percentile(values, share).toFixed(2);
	return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`;
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
