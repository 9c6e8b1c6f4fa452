import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { DocumentName } from '#protocol/documents.ts';
import type { StoreCommand } from '../../server/admin/commands.ts';
import { createSqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import type { Store } from '../../server/store/store.ts';
import { adminOf, type Said } from '../support/admin-access.ts';
import { appendTo, fillStore, writeDocument, writeSession } from '../support/filled-store.ts';
import { createRandom } from '../support/random.ts';
import { temporaryFolder, type Folder } from '../support/server.ts';

let folder: Folder;
let store: Store;
beforeEach(async () => {
	folder = await temporaryFolder();
	store = await open();
});
afterEach(async () => {
	await store.close();
	await folder.remove();
});

function open(): Promise<Store> {
	return createSqliteStore({
		directory: folder.path,
		onFatal: (error) => {
			throw error;
		}
	});
}

async function command(given: Exclude<StoreCommand, { kind: 'backup' }>): Promise<Said> {
	const admin = adminOf(store);
	try {
		return await admin.run({ kind: 'store', command: given });
	} finally {
		await admin.close();
	}
}

const doc = 'doc' as DocumentName;

/** Updates of a document with this text, one for each word. */
function history(words: readonly string[]): Uint8Array[] {
	const written = new Y.Doc();
	const updates: Uint8Array[] = [];
	written.on('update', (update: Uint8Array) => updates.push(update));
	for (const word of words) written.getText('text').insert(written.getText('text').length, word);
	return updates;
}

async function textOf(name: DocumentName): Promise<string> {
	const { snapshot, tail } = (await store.documents.load(name))!;
	const read = new Y.Doc();
	if (snapshot !== null) Y.applyUpdate(read, snapshot);
	for (const { updates } of tail) for (const { update } of updates) Y.applyUpdate(read, update);
	return read.getText('text').toJSON();
}

describe('verify', () => {
	test('finds nothing in a store that is well but what was put into quarantine', async () => {
		const names = await fillStore(store, createRandom());
		expect((await command({ kind: 'verify' })).problems).toEqual([
			`Document ${names.at(-1)}: it is in quarantine (it stalled the server — for a minute).`
		]);
		await store.documents.quarantine(names.at(-1)!, null);
		const { lines, problems } = await command({ kind: 'verify' });
		expect(problems).toEqual([]);
		expect(lines).toEqual([
			expect.stringMatching(/^Verified 16 documents, \d+ records, 4 blobs: all is well\.$/)
		]);
	});

	test('finds an update that the sync endpoint would refuse, and says that it does not open', async () => {
		await appendTo(store, doc, [
			{ update: history(['a'])[0]!, author: null },
			{ update: Uint8Array.of(1, 200, 3), author: null }
		]);
		const { lines, problems } = await command({ kind: 'verify' });
		expect(problems[0]).toBe('Document doc: its update 2 does not pass the check.');
		expect(problems[1]).toMatch(/^Document doc: it does not open: /);
		expect(lines).toEqual(['Verified 1 document, 0 records, 0 blobs: 2 problems.']);
	});

	test('finds a document that lacks its beginning', async () => {
		const [, second] = history(['a', 'b']);
		await appendTo(store, doc, [{ update: second!, author: null }]);
		expect((await command({ kind: 'verify' })).problems).toEqual([
			expect.stringMatching(/^Document doc: it lacks what clients \d+ wrote first\.$/)
		]);
	});

	test('finds bytes that do not fit their checksums', async () => {
		for (const name of ['hurt', 'well']) {
			for (const update of history(['a', 'b', 'c']))
				await appendTo(store, name as DocumentName, [{ update, author: null }]);
		}
		const blob = await store.blobs.put(randomBytes(1000));
		await store.close();
		const database = new DatabaseSync(join(folder.path, 'commonplace.sqlite'));
		database.exec(
			`UPDATE log SET entry = CAST(substr(entry, 1, length(entry) - 1) || x'ff' AS BLOB)
			WHERE position = 2 AND document = (SELECT id FROM document WHERE name = 'hurt')`
		);
		database.close();
		await writeFile(join(folder.path, 'blobs', blob.slice(0, 2), blob), randomBytes(1000));
		store = await open();
		const { problems } = await command({ kind: 'verify' });
		expect(problems).toHaveLength(2);
		expect(problems[0]).toMatch(/^Document hurt: its log breaks off/);
		expect(problems[1]).toMatch(new RegExp(`^Blob ${blob}: `));
	});

	test('finds a record that does not fit its key, which a backup leaves out', async () => {
		for (const key of ['one', 'two']) await store.records.put('c', key, key, 0);
		await store.close();
		const database = new DatabaseSync(join(folder.path, 'commonplace.sqlite'));
		database.exec(`UPDATE record SET key = 'onE' WHERE key = 'one'`);
		database.close();
		store = await open();
		const { problems, lines } = await command({ kind: 'verify' });
		expect(problems).toEqual(['Record c onE: it is damaged, in its content or in this key.']);
		expect(lines).toEqual(['Verified 0 documents, 1 record, 0 blobs: 1 problem.']);
		const admin = adminOf(store);
		const said = await admin.run({ kind: 'backup', file: join(folder.path, 'all.backup') });
		await admin.close();
		expect(said.problems).toEqual(['Record c onE is damaged and is not in the backup.']);
	});

	test('finds a session whose board’s document is not there, and a document of no session', async () => {
		const [board] = await writeSession(store);
		const admin = adminOf({
			...store,
			archive: {
				...store.archive,
				async *documents() {
					for await (const name of store.archive.documents()) if (name !== board) yield name;
				}
			},
			documents: {
				...store.documents,
				load: async (name) => (name === board ? null : store.documents.load(name))
			}
		});
		await store.records.put('document', 'stray', { session: 'A'.repeat(22), board: 'B'.repeat(22) }, 0);
		await store.records.put('sheet', 'board/author', { document: 'nowhere' }, 0);
		const { problems } = await admin.run({ kind: 'store', command: { kind: 'verify' } });
		await admin.close();
		expect(problems).toEqual([
			`Record document stray: its session ${'A'.repeat(22)} is not there.`,
			expect.stringMatching(
				new RegExp(`^Record session .*: the document ${board} of its board "The whiteboard" is not there\\.$`)
			),
			'Record sheet board/author: its document nowhere is not there.'
		]);
	});
});

describe('inspect', () => {
	test('tells whose a document is and how large, and not what is in it', async () => {
		const [board] = await writeSession(store);
		const { lines, problems } = await command({ kind: 'inspect', document: board! });
		expect(problems).toEqual([]);
		expect(lines).toEqual([
			`document     ${board}`,
			expect.stringMatching(/^board {8}whiteboard "The whiteboard" of session .{22} "Tuesday circle"$/),
			'generation   0',
			'snapshot     none',
			expect.stringMatching(/^tail {9}1 entry, 1 update, \d+ B$/),
			'last change  2023-11-14T22:13:20.000Z',
			'owners       0 client ids of 0 people',
			'quarantine   no',
			expect.stringMatching(/^opens {8}in \d+\.\d ms$/),
			expect.stringMatching(/^content {6}\d+ B when compacted, \d+ structs?$/),
			'clients      1'
		]);
	});

	test('of a name that is none is refused with a sentence', async () => {
		await expect(command({ kind: 'inspect', document: doc })).rejects.toThrow('There is no document doc.');
	});
});

describe('compact', () => {
	test('keeps what a document says, in one snapshot', async () => {
		for (const update of history(['one ', 'two ', 'three']))
			await appendTo(store, doc, [{ update, author: null }]);
		const { lines } = await command({ kind: 'compact', document: doc });
		expect(lines).toEqual([expect.stringMatching(/^Document doc: \d+ B became \d+ B\.$/)]);
		expect(await store.documents.load(doc)).toMatchObject({ generation: 1, tail: [] });
		expect(await textOf(doc)).toBe('one two three');
		expect((await command({ kind: 'compact', document: doc })).lines).toEqual([
			'Document doc has nothing to compact.'
		]);
	});

	test('of all leaves out what does not open, and says so', async () => {
		const random = createRandom();
		const text = await writeDocument(store, 'good' as DocumentName, random);
		await appendTo(store, 'bad' as DocumentName, [{ update: Uint8Array.of(1, 200, 3), author: null }]);
		const { lines, problems } = await command({ kind: 'compact', document: null });
		expect(problems).toEqual([expect.stringMatching(/^Document bad was not compacted and stays as it is: /)]);
		expect(lines).toEqual([expect.stringMatching(/^Compacted [01] of 2 documents: /)]);
		expect(await textOf('good' as DocumentName), random.seedText).toBe(text);
		expect((await store.documents.load('bad' as DocumentName))?.tail).toHaveLength(1);
	});
});

describe('quarantine', () => {
	test('closes a document until it is released', async () => {
		await appendTo(store, doc, [{ update: history(['a'])[0]!, author: null }]);
		const { lines } = await command({ kind: 'quarantine', document: doc, reason: 'poison' });
		expect(lines).toEqual(['Document doc is in quarantine; 0 connections closed.']);
		expect((await store.documents.load(doc))?.quarantine).toBe('poison');
		expect((await command({ kind: 'release', document: doc })).lines).toEqual([
			'Document doc may be opened.'
		]);
		expect((await store.documents.load(doc))?.quarantine).toBeNull();
	});

	test('of a name that is none is refused', async () => {
		const refused = command({ kind: 'quarantine', document: doc, reason: 'poison' });
		await expect(refused).rejects.toThrow('There is no document doc.');
	});
});
