/**
 * The embedded store: how long until an append is written and until it is durable, in one document and over many, how
 * much of a core the process uses for it, how large the write-ahead log gets, and what it does when as much comes as
 * fits; and what the same transactions cost with `synchronous=FULL`, which syncs within each COMMIT.
 *
 * `STORE_SECONDS` says for how long the steady loads run.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DocumentName } from '#protocol/documents.ts';
import { createSqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import type { LogEntry, OpenDocument, Store } from '../../server/store/store.ts';
import { percentile } from './figures.ts';

const SECONDS = Number(process.env.STORE_SECONDS ?? 5);
const FLOOD = { appends: 50_000, atOnce: 64 };
const UPDATE = new Uint8Array(60).fill(7);
const ENTRY: LogEntry = {
	at: 1_700_000_000_000,
	updates: [{ update: UPDATE, author: null }],
	claims: new Map()
};
const DEAF = {
	appended: () => undefined,
	compacted: () => undefined,
	quarantined: () => undefined,
	reset: () => undefined
};

const directory = mkdtempSync(join(tmpdir(), 'commonplace-bench-'));
const store = await createSqliteStore({
	directory,
	onFatal: (error) => {
		throw error;
	}
});
try {
	await flood(store, 2_000);
	await steady(store, 60, 1);
	await steady(store, 500, 1);
	await steady(store, 4_000, 500);
	const rate = await flood(store, FLOOD.appends);
	say(`as much as fits, ${FLOOD.atOnce} at once: ${rate} durable appends a second`);
	commits('NORMAL');
	commits('FULL');
} finally {
	await store.close();
	rmSync(directory, { recursive: true, force: true });
}

/** Appends at an even rate, spread over so many documents. */
async function steady(to: Store, perSecond: number, documents: number): Promise<void> {
	const open = await Promise.all(
		Array.from({ length: documents }, (_, index) => to.documents.open(nameOf(`steady-${index}`), DEAF))
	);
	const written: number[] = [];
	const durable: number[] = [];
	const total = perSecond * SECONDS;
	const done = Promise.withResolvers<void>();
	const cpu = process.cpuUsage();
	const begin = performance.now();
	let largestLog = 0;
	for (let sent = 0; sent < total;) {
		const due = Math.min(total, Math.ceil(((performance.now() - begin) / 1000) * perSecond));
		for (; sent < due; sent += 1) {
			const start = performance.now();
			open[sent % documents]?.append(ENTRY, {
				written: () => void written.push(performance.now() - start),
				durable: () => {
					if (durable.push(performance.now() - start) === total) done.resolve();
				},
				failed: done.reject
			});
		}
		largestLog = Math.max(largestLog, logBytes());
		await new Promise((resolve) => setTimeout(resolve, 1));
	}
	await done.promise;
	const { user, system } = process.cpuUsage(cpu);
	const share = (user + system) / 1000 / (performance.now() - begin);
	for (const document of open) document.close();
	say(
		`${perSecond} appends a second over ${documents} documents for ${SECONDS} s: written ${times(written)}; ` +
			`durable ${times(durable)}; ${(share * 100).toFixed(1)} % of a core; ` +
			`write-ahead log up to ${(largestLog / 2 ** 20).toFixed(1)} MiB`
	);
}

function logBytes(): number {
	return statSync(join(directory, 'commonplace.sqlite-wal'), { throwIfNoEntry: false })?.size ?? 0;
}

/** Durable appends a second. */
async function flood(to: Store, appends: number): Promise<number> {
	const document = await to.documents.open(nameOf('flood'), DEAF);
	const begin = performance.now();
	let left = appends;
	const worker = async () => {
		while (left > 0) {
			left -= 1;
			await durably(document);
		}
	};
	await Promise.all(Array.from({ length: FLOOD.atOnce }, worker));
	return Math.round((appends / (performance.now() - begin)) * 1000);
}

function durably(document: OpenDocument): Promise<void> {
	return new Promise((resolve, reject) =>
		document.append(ENTRY, { written: () => undefined, durable: resolve, failed: reject })
	);
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
	return `p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)} ms`;
}

function nameOf(text: string): DocumentName {
	return text as DocumentName;
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
