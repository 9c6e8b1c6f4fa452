/** Databases that an earlier release wrote, and what a store remembers of how it ended. */
import { execFile } from 'node:child_process';
import {
	copyFileSync,
	existsSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import type { Store } from '../../server/store/store.ts';
import {
	appendOnce,
	appendTo,
	bytes,
	collect,
	entryOf,
	named,
	openOn,
	SOMEONE,
	storedUpdates,
	updatesOf
} from './place.ts';

const FILE = 'commonplace.sqlite';

function folder(): string {
	const path = mkdtempSync(join(tmpdir(), 'commonplace-versions-'));
	onTestFinished(() => rmSync(path, { recursive: true, force: true }));
	return path;
}

function open(directory: string, bootId: string | null = 'boot'): Promise<Store> {
	return createSqliteStore({
		directory,
		bootId,
		onFatal: (error) => {
			throw error;
		}
	});
}

describe('a database of version 1', () => {
	/** As the first release left it: `gone` was compacted three times, `plain` never, `hurt` has damaged rows. */
	function writeVersion1(directory: string): void {
		const database = new DatabaseSync(join(directory, FILE));
		database.exec(`
			PRAGMA journal_mode = WAL;
			CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,
				generation INTEGER NOT NULL DEFAULT 0, up_to INTEGER NOT NULL DEFAULT 0) STRICT;
			CREATE TABLE snapshot (document INTEGER NOT NULL, generation INTEGER NOT NULL, up_to INTEGER NOT NULL,
				checksum INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (document, generation)) STRICT;
			CREATE TABLE log (document INTEGER NOT NULL, position INTEGER NOT NULL, at INTEGER NOT NULL, author TEXT,
				checksum INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (document, position)) STRICT, WITHOUT ROWID;
			CREATE TABLE record (collection TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
				json TEXT NOT NULL, PRIMARY KEY (collection, key)) STRICT, WITHOUT ROWID;
			PRAGMA user_version = 1;
			INSERT INTO document VALUES (1, 'gone', 3, 8), (2, 'plain', 0, 0), (3, 'hurt', 2, 11);
			INSERT INTO record VALUES ('c', 'k/1', 7, '{"a":1}');
		`);
		const log = database.prepare('INSERT INTO log VALUES (?, ?, ?, ?, ?, ?)');
		const addLog = (document: number, position: number, data: Uint8Array, damage = 0) =>
			log.run(
				document,
				position,
				1000 + position,
				position % 2 ? 'someone' : null,
				(crc32(data, crc32(`log ${position}`)) ^ damage) >>> 0,
				data
			);
		const snapshot = database.prepare('INSERT INTO snapshot VALUES (?, ?, ?, ?, ?)');
		const addSnapshot = (document: number, generation: number, upTo: number, data: Uint8Array, damage = 0) =>
			snapshot.run(
				document,
				generation,
				upTo,
				(crc32(data, crc32(`snapshot ${generation}`)) ^ damage) >>> 0,
				data
			);
		addSnapshot(1, 2, 4, bytes(102));
		addSnapshot(1, 3, 8, bytes(103));
		for (const position of [6, 8, 20]) addLog(1, position, bytes(position));
		for (const position of [3, 5]) addLog(2, position, bytes(position));
		addSnapshot(3, 1, 9, bytes(111));
		addSnapshot(3, 2, 11, bytes(112), 1);
		for (const position of [7, 9, 11, 12]) addLog(3, position, bytes(position));
		addLog(3, 13, bytes(13), 1);
		addLog(3, 14, bytes(14));
		database.close();
	}

	it('is brought up to date with all that it holds', async () => {
		const directory = folder();
		writeVersion1(directory);
		for (const again of [false, true]) {
			const store = await open(directory);
			const gone = await store.documents.load(named('gone'));
			expect(gone).toMatchObject({ generation: 3, snapshot: bytes(103), damage: null, mayHaveLost: false });
			expect(updatesOf(gone)).toEqual(again ? [[20], [1]] : [[20]]);
			const plain = await store.documents.load(named('plain'));
			expect(plain?.tail.slice(0, 2)).toEqual([
				{ position: 3, at: 1003, updates: [{ update: bytes(3), author: SOMEONE }], claims: new Map() },
				{ position: 5, at: 1005, updates: [{ update: bytes(5), author: SOMEONE }], claims: new Map() }
			]);
			expect(await collect(store.archive.records())).toEqual([
				{ collection: 'c', key: 'k/1', value: { a: 1 }, version: 7 }
			]);
			if (!again) {
				for (const name of ['gone', 'plain'])
					expect(await appendOnce(store, name, bytes(1))).toBeGreaterThan(5);
				// Nobody owns anything yet.
				const document = await openOn(store, 'plain');
				await appendTo(document, entryOf(bytes(2), new Map([[5, SOMEONE]]))).durable;
			} else expect(plain?.owners).toEqual(new Map([[5, SOMEONE]]));
			await store.close();
		}
	});

	it('keeps what is good of a damaged document, with the snapshot before', async () => {
		const directory = folder();
		writeVersion1(directory);
		const store = await open(directory);
		const hurt = await store.documents.load(named('hurt'));
		expect(hurt).toMatchObject({ generation: 1, snapshot: bytes(111), mayHaveLost: true });
		expect(hurt?.damage).toMatch(/2 entries.*snapshot/s);
		expect(updatesOf(hurt)).toEqual([[11], [12]]);
		await appendOnce(store, 'hurt', bytes(1));
		expect(await storedUpdates(store, 'hurt')).toEqual([[11], [12], [1]]);
		await store.close();
	});

	it('is refused when it belongs to a newer release', async () => {
		const directory = folder();
		const database = new DatabaseSync(join(directory, FILE));
		database.exec('PRAGMA user_version = 99; CREATE TABLE new_things (a)');
		database.close();
		await expect(open(directory)).rejects.toThrow('the database has version 99');
	});
});

describe('an end that was not clean', () => {
	/** Leaves a database as a killed process does. */
	async function killedStore(): Promise<string> {
		const [directory, killed] = [folder(), folder()];
		const store = await open(directory);
		await appendOnce(store, 'doc', bytes(1));
		for (const name of [FILE, `${FILE}-wal`]) copyFileSync(join(directory, name), join(killed, name));
		await store.close();
		return killed;
	}
	async function mayHaveLost(directory: string, bootId: string | null): Promise<boolean | undefined> {
		const store = await open(directory, bootId);
		const stored = await store.documents.load(named('doc'));
		expect(updatesOf(stored)).toEqual([[1]]);
		await appendOnce(store, 'later', bytes(2));
		expect((await store.documents.load(named('later')))?.mayHaveLost).toBe(false);
		await store.close();
		return stored?.mayHaveLost;
	}

	it('loses nothing while the machine stays up', async () => {
		expect(await mayHaveLost(await killedStore(), 'boot')).toBe(false);
	});

	it('may have lost something when the machine started again, also for those who ask after the next restart', async () => {
		const directory = await killedStore();
		expect(await mayHaveLost(directory, 'another boot')).toBe(true);
		const store = await open(directory, 'another boot');
		expect((await store.documents.load(named('doc')))?.mayHaveLost).toBe(true);
		await store.close();
	});

	it('counts as such where nobody knows whether the machine started again', async () => {
		expect(await mayHaveLost(await killedStore(), null)).toBe(true);
	});

	it('is not what a closed store leaves, whatever the machine did', async () => {
		const directory = folder();
		const store = await open(directory);
		await appendOnce(store, 'doc', bytes(1));
		await store.close();
		expect(await mayHaveLost(directory, 'another boot')).toBe(false);
	});

	it('in the middle of putting a salvaged database in its place is caught up with', async () => {
		const [salvaged, directory] = [folder(), folder()];
		const store = await open(salvaged);
		await appendOnce(store, 'doc', bytes(1));
		await store.close();
		renameSync(join(salvaged, FILE), join(directory, `${FILE}-salvaged`));
		writeFileSync(join(directory, FILE), readFileSync(join(import.meta.dirname, 'sqlite-versions.test.ts')));
		writeFileSync(join(directory, `${FILE}-wal`), 'of the damaged one');
		expect(await mayHaveLost(directory, 'boot')).toBe(false);
		expect(existsSync(join(directory, `${FILE}-salvaged`))).toBe(false);
	});
});

describe('the data directory', () => {
	it('is free again when the process that had it was killed', async () => {
		const directory = folder();
		const module = new URL('../../server/store/sqlite/sqlite-store.ts', import.meta.url).href;
		const script = `
			import { createSqliteStore } from ${JSON.stringify(module)};
			await createSqliteStore({ directory: ${JSON.stringify(directory)}, onFatal: () => undefined });
			process.stdout.write('open');
			setInterval(() => undefined, 1000);`;
		const path = join(directory, 'server.mjs');
		writeFileSync(path, script);
		const child = execFile(process.execPath, [path]);
		onTestFinished(() => void child.kill('SIGKILL'));
		const ended = new Promise((resolve) => child.once('exit', resolve));
		await new Promise((resolve) => child.stdout?.once('data', resolve));
		await expect(open(directory)).rejects.toThrow(`another server is using the data directory ${directory}`);
		child.kill('SIGKILL');
		await ended;
		await (await open(directory)).close();
	});

	it('is refused while a server of the first release uses it', async () => {
		const directory = folder();
		const first = new DatabaseSync(join(directory, FILE));
		first.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; CREATE TABLE t (a)');
		await expect(open(directory)).rejects.toThrow(`another server is using the data directory ${directory}`);
		first.close();
	});
});
