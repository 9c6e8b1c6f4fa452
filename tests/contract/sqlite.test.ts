import type { DocumentName } from '#protocol/documents.ts';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../server/store/sqlite/database.ts';
import { createEngine } from '../../server/store/sqlite/engine.ts';
import { packEntry } from '../../server/store/entry-bytes.ts';
import type { Reply } from '../../server/store/sqlite/messages.ts';
import { createSqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import {
	appendTo,
	entryOf,
	named,
	openOn,
	storedUpdates,
	type DamagedPart,
	type StorePlace
} from './place.ts';
import { storeContract } from './store.ts';

async function temporaryDirectory(): Promise<string> {
	return mkdtemp(join(tmpdir(), 'commonplace-store-'));
}

const unexpected = (error: Error) => {
	throw error;
};

interface Folder extends StorePlace {
	readonly directory: string;
}

async function createPlace(): Promise<Folder> {
	const directory = await temporaryDirectory();
	return {
		directory,
		open: () => createSqliteStore({ directory, onFatal: unexpected }),
		dispose: () => rm(directory, { recursive: true, force: true })
	};
}

async function damage({ directory }: Folder, name: DocumentName, part: DamagedPart): Promise<void> {
	const database = new DatabaseSync(join(directory, 'commonplace.sqlite'));
	const id = database.prepare('SELECT id FROM document WHERE name = ?').get(name)?.id as number;
	const newest = (table: string, column: string) =>
		`${column} = (SELECT max(${column}) FROM ${table} WHERE document = :id)`;
	const statement = {
		log: `UPDATE log SET entry = :data WHERE document = :id AND ${newest('log', 'position')}`,
		snapshot: `UPDATE snapshot SET data = :data WHERE document = :id AND ${newest('snapshot', 'generation')}`,
		'all snapshots': 'UPDATE snapshot SET data = :data WHERE document = :id'
	}[part];
	database.prepare(statement).run({ id, data: Uint8Array.from([255, 254, 253]) });
	database.close();
}

storeContract('SQLite', createPlace, { nodes: false, damage });

describe('the embedded store', () => {
	async function directoryForTest(): Promise<string> {
		const directory = await temporaryDirectory();
		onTestFinished(() => rm(directory, { recursive: true, force: true }));
		return directory;
	}

	it('refuses a second server on the same data directory with a clear sentence', async () => {
		const directory = await directoryForTest();
		const store = await createSqliteStore({ directory, onFatal: unexpected });
		await expect(createSqliteStore({ directory, onFatal: unexpected })).rejects.toThrow(
			`another server is using the data directory ${directory}`
		);
		await store.close();
		await (await createSqliteStore({ directory, onFatal: unexpected })).close();
	}, 15_000);

	it('refuses what does not fit, keeps what does, and goes on when there is room again', async () => {
		const directory = await directoryForTest();
		const store = await createSqliteStore({ directory, onFatal: unexpected, maxBytes: 600_000 });
		onTestFinished(() => store.close());
		const append = async (document: string, size: number) =>
			appendTo(await openOn(store, document), entryOf(new Uint8Array(size)));
		const fitting = await append('small', 10);
		const big = await append('big', 2_000_000);
		const other = await append('other', 10);
		await expect(big.durable).rejects.toMatchObject({ failure: 'unavailable' });
		expect(big.calls).toEqual(['failed']);
		await Promise.all([fitting.durable, other.durable]);
		expect(await storedUpdates(store, 'small')).toHaveLength(1);
		expect(await store.documents.load(named('big'))).toBeNull();
		await (
			await append('later', 1000)
		).durable;
	});

	it('moves the write-ahead log into the database while appends go on, and begins it anew', async () => {
		const directory = await directoryForTest();
		const store = await createSqliteStore({ directory, onFatal: unexpected });
		onTestFinished(() => store.close());
		const document = await openOn(store, 'doc');
		const append = (size: number) => appendTo(document, entryOf(new Uint8Array(size))).durable;
		/** Another one each time the log begins. */
		const salt = async () =>
			(await readFile(join(directory, 'commonplace.sqlite-wal'))).toString('hex', 16, 24);
		await append(1);
		const first = await salt();
		for (let left = 250; left > 0; left -= 1) await append(100_000);
		let current = first;
		for (let left = 3000; left > 0 && current === first; left -= 1) {
			await append(1);
			current = await salt();
		}
		expect(current).not.toBe(first);
		expect((await stat(join(directory, 'commonplace.sqlite'))).size).toBeGreaterThan(10_000_000);
	});

	it('stops for good at the first failed fsync and never calls anything durable after it', async () => {
		const directory = await directoryForTest();
		const open = openDatabase({ directory, maxBytes: null, bootId: null, report: () => undefined });
		const replies: Reply[] = [];
		const engine = createEngine({
			open,
			reply: (reply) => replies.push(reply),
			sync: () => Promise.reject(new Error('EIO'))
		});
		const bytes = packEntry(entryOf(Uint8Array.of(1)));
		const append = {
			kind: 'append',
			names: [named('doc')],
			documents: [0],
			ends: [bytes.length],
			bytes
		} as const;
		engine.run([append]);
		await engine.idle();
		engine.run([append]);
		await engine.idle();
		open.close();
		expect(replies.map((reply) => reply.kind)).toEqual(['written', 'fatal']);
	});
});
