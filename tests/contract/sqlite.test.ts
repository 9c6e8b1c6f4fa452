import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DocumentName } from '#protocol/documents.ts';
import { openDatabase } from '../../server/store/sqlite/database.ts';
import { createEngine } from '../../server/store/sqlite/engine.ts';
import type { Reply } from '../../server/store/sqlite/messages.ts';
import { createSqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import { storeContract, type StorePlace } from './store.ts';

async function temporaryDirectory(): Promise<string> {
	return mkdtemp(join(tmpdir(), 'commonplace-store-'));
}

const unexpected = (error: Error) => {
	throw error;
};

async function createPlace(): Promise<StorePlace> {
	const directory = await temporaryDirectory();
	return {
		open: () => createSqliteStore({ directory, onFatal: unexpected }),
		async damage(name, part) {
			const database = new DatabaseSync(join(directory, 'commonplace.sqlite'));
			const id = database.prepare('SELECT id FROM document WHERE name = ?').get(name)?.id as number;
			const data = Uint8Array.from([255, 254, 253]);
			if (part === 'snapshot')
				database.prepare('UPDATE snapshot SET data = ? WHERE document = ?').run(data, id);
			else {
				database
					.prepare(
						'UPDATE log SET data = ? WHERE document = ? AND position = (SELECT max(position) FROM log WHERE document = ?)'
					)
					.run(data, id, id);
			}
			database.close();
		},
		dispose: () => rm(directory, { recursive: true, force: true })
	};
}

storeContract('SQLite', createPlace);

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

	it('keeps the log between the last two snapshots, so that the one before can be restored', async () => {
		const directory = await directoryForTest();
		const store = await createSqliteStore({ directory, onFatal: unexpected });
		const name = 'doc' as DocumentName;
		for (let generation = 0; generation < 3; generation += 1) {
			const appending = store.documents.append(name, {
				update: Uint8Array.of(generation),
				author: null,
				at: 0
			});
			const upTo = await appending.written;
			await store.documents.compact(name, { generation, upTo, snapshot: Uint8Array.of(100 + generation) });
		}
		await store.close();
		const database = new DatabaseSync(join(directory, 'commonplace.sqlite'));
		const snapshots = database.prepare('SELECT generation, data FROM snapshot ORDER BY generation').all();
		const log = database.prepare('SELECT data FROM log').all();
		database.close();
		expect(snapshots.map((row) => [row.generation, [...(row.data as Uint8Array)]])).toEqual([
			[2, [101]],
			[3, [102]]
		]);
		expect(log.map((row) => [...(row.data as Uint8Array)])).toEqual([[2]]);
	});

	it('refuses what does not fit, keeps what does, and goes on when there is room again', async () => {
		const directory = await directoryForTest();
		const store = await createSqliteStore({ directory, onFatal: unexpected, maxBytes: 600_000 });
		const append = (document: string, size: number) =>
			store.documents.append(document as DocumentName, { update: new Uint8Array(size), author: null, at: 0 });
		const fitting = append('small', 10);
		const big = append('big', 2_000_000);
		const afterBig = append('big', 10);
		const other = append('other', 10);
		await expect(big.written).rejects.toMatchObject({ failure: 'unavailable' });
		await expect(big.durable).rejects.toMatchObject({ failure: 'unavailable' });
		await Promise.all([fitting.durable, other.durable]);
		// Order within a document is kept: what follows a refused entry may have been stored, but never instead of it.
		await Promise.allSettled([afterBig.durable]);
		expect((await store.documents.load('small' as DocumentName))?.tail).toHaveLength(1);
		await append('later', 1000).durable;
		await store.close();
	});

	it('stops for good at the first failed fsync and never calls anything durable after it', async () => {
		const directory = await directoryForTest();
		const open = openDatabase(directory, null);
		const replies: Reply[] = [];
		const engine = createEngine({
			open,
			reply: (reply) => replies.push(reply),
			sync: () => Promise.reject(new Error('EIO'))
		});
		const header = { name: 'doc' as DocumentName, author: null, at: 0, length: 1 };
		engine.run([{ kind: 'append', first: 1, entries: [header], bytes: Uint8Array.of(1) }]);
		await engine.idle();
		engine.run([{ kind: 'append', first: 2, entries: [header], bytes: Uint8Array.of(2) }]);
		await engine.idle();
		open.database.close();
		expect(replies.map((reply) => reply.kind)).toEqual(['appended', 'fatal']);
	});
});
