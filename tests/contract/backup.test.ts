import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DocumentName } from '#protocol/documents.ts';
import { loadSharedSecret, secretFile, type SecretFile } from '../../server/access/secret.ts';
import { createRedisStore } from '../../server/store/redis/redis-store.ts';
import { createSqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import type { Store } from '../../server/store/store.ts';
import { adminOf, type Said } from '../support/admin-access.ts';
import { appendTo, contentOf, fillStore } from '../support/filled-store.ts';
import { quietLog } from '../support/quiet-log.ts';
import { createRandom } from '../support/random.ts';
import { startRedis } from '../support/redis.ts';
import { temporaryFolder, type Folder } from '../support/server.ts';
import { collect } from './place.ts';

let folder: Folder;
let file: string;
const closing: (() => Promise<void>)[] = [];
beforeEach(async () => {
	folder = await temporaryFolder();
	file = join(folder.path, 'all.backup');
});
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
	await folder.remove();
});

async function sqlite(name: string): Promise<Store> {
	const store = await createSqliteStore({
		directory: join(folder.path, name),
		onFatal: (error) => {
			throw error;
		}
	});
	closing.push(() => store.close());
	return store;
}

/** One that nobody else has used. */
async function redisStore(): Promise<Store> {
	const redis = await startRedis();
	closing.push(() => redis.dispose());
	const store = await createRedisStore({ url: redis.url, node: 'test', log: quietLog });
	closing.push(() => store.close());
	return store;
}

async function command(
	store: Store,
	secret: SecretFile | null,
	invocation: Parameters<ReturnType<typeof adminOf>['run']>[0]
): Promise<Said> {
	const admin = adminOf(store, secret);
	try {
		return await admin.run(invocation);
	} finally {
		await admin.close();
	}
}
const backup = (store: Store, secret: SecretFile | null = null) =>
	command(store, secret, { kind: 'backup', file });
const restore = (store: Store, merge = false, secret: SecretFile | null = null) =>
	command(store, secret, { kind: 'restore', file, merge });

const stores = { SQLite: sqlite, Redis: redisStore };
const WAYS = [
	['SQLite', 'SQLite'],
	['SQLite', 'Redis'],
	['Redis', 'SQLite'],
	['Redis', 'Redis']
] as const;

test.each(WAYS)('what %s holds comes to %s byte for byte, and can be written to', async (from, to) => {
	const random = createRandom();
	const first = await stores[from]('first');
	const names = await fillStore(first, random);
	const content = await contentOf(first);
	const said = await backup(first);
	expect(said.problems).toEqual([]);
	expect(said.lines[0]).toMatch(/^Backed up \d+ records, 16 documents, 4 blobs\.$/);
	expect((await stat(file)).mode & 0o777).toBe(0o600);

	const second = await stores[to]('second');
	expect((await restore(second)).lines[0]).toBe(said.lines[0]!.replace('Backed up', 'Restored'));
	expect(await contentOf(second), random.seedText).toEqual(content);

	const name = names[0]!;
	const before = (await second.documents.load(name))!.tail.length;
	await appendTo(second, name, [{ update: Uint8Array.of(0, 0), author: null }]);
	expect((await second.documents.load(name))!.tail).toHaveLength(before + 1);
});

test('a restore into a store that has data is refused, and changes nothing', async () => {
	const store = await sqlite('store');
	await fillStore(store, createRandom());
	await backup(store);
	const content = await contentOf(store);
	await expect(restore(store)).rejects.toThrow('The store has data already.');
	expect(await contentOf(store)).toEqual(content);
});

test('merging adds what is not there and leaves alone what is', async () => {
	const first = await sqlite('first');
	const name = 'shared' as DocumentName;
	await fillStore(first, createRandom());
	await appendTo(first, name, [{ update: Uint8Array.of(0, 0), author: null }]);
	await first.records.put('collection', 'shared', 'from the backup', 0);
	await backup(first);

	const second = await sqlite('second');
	await appendTo(second, name, [{ update: Uint8Array.of(0, 0), author: null }], { at: 99 });
	await second.records.put('collection', 'shared', 'was here before', 0);
	const { lines } = await restore(second, true);
	expect(lines[1]).toBe('Left as they were: 1 record, 1 document, 0 blobs.');
	expect((await second.records.get('collection', 'shared'))?.value).toBe('was here before');
	expect((await second.documents.load(name))?.tail.map(({ at }) => at)).toEqual([99]);
	expect(Object.keys((await contentOf(second)).documents)).toHaveLength(17);

	// Again: everything is there, so an interrupted restore can be repeated.
	expect((await restore(second, true)).lines[0]).toBe('Restored 0 records, 0 documents, 0 blobs.');
});

describe('a file that is not whole is refused, and nothing is written:', () => {
	async function refusal(change: (bytes: Buffer) => Buffer): Promise<string> {
		await writeFile(file, change(await readFile(file)));
		const store = await sqlite('target');
		const error: unknown = await restore(store).catch((reason: unknown) => reason);
		expect(await contentOf(store)).toEqual({ documents: {}, records: {}, blobs: [] });
		return error instanceof Error ? error.message : String(error);
	}
	beforeEach(async () => {
		const store = await sqlite('source');
		await fillStore(store, createRandom());
		await backup(store);
	});

	test('cut off in the middle', async () => {
		expect(await refusal((bytes) => bytes.subarray(0, bytes.length / 2))).toBe(
			`${file} is cut off: its end is missing.`
		);
	});

	test('a byte changed', async () => {
		const random = createRandom();
		const sentence = await refusal((bytes) => {
			// Behind gzip's own head, whose flags and time hold nothing of ours.
			const at = 10 + random.below(bytes.length - 10);
			bytes[at] = bytes[at]! ^ (1 + random.below(255));
			return bytes;
		});
		expect(sentence, random.seedText).toMatch(/is damaged: its checksums do not fit|is cut off|is no backup/);
	});
});

describe('the key of the cookies', () => {
	const KEY = 'k'.repeat(43);
	const OTHER = 'o'.repeat(43);
	const fileIn = (name: string) => secretFile(join(folder.path, name));
	/** As a node of a shared store reads it, with no file of its own. */
	const sharedKey = (store: Store) => loadSharedSecret(store.records, join(folder.path, 'no files'), null);

	test.each(WAYS)('comes from %s to %s', async (from, to) => {
		const first = await stores[from]('first');
		if (from === 'SQLite') await fileIn('first').write(KEY);
		else await first.records.put('deployment', 'secret', { secret: KEY }, 0);
		const said = await backup(first, from === 'SQLite' ? fileIn('first') : null);
		expect(said).toMatchObject({
			problems: [],
			lines: [expect.stringContaining('1 record,'), expect.anything()]
		});

		const second = await stores[to]('second');
		const { lines } = await restore(second, false, to === 'SQLite' ? fileIn('second') : null);
		expect(lines[0]).toContain('Restored 1 record,');
		expect(await (to === 'SQLite' ? fileIn('second').read() : sharedKey(second))).toBe(KEY);
		if (to === 'SQLite') {
			expect((await stat(join(folder.path, 'second', 'secret'))).mode & 0o777).toBe(0o600);
			expect(await collect(second.archive.records()), 'in one place only').toEqual([]);
		}
	});

	test('takes the place of one that nobody needs, and leaves one alone that somebody may', async () => {
		const first = await sqlite('first');
		await fileIn('first').write(KEY);
		await first.records.put('collection', 'key', 'value', 0);
		await backup(first, fileIn('first'));

		const second = await sqlite('second');
		await fileIn('second').write(OTHER);
		const merged = await restore(second, true, fileIn('second'));
		expect(merged.lines[1]).toContain('Left as they were: 1 record,');
		expect(await fileIn('second').read()).toBe(OTHER);
		await writeFile(join(folder.path, 'second', 'secret'), 'half of it');
		await restore(second, true, fileIn('second'));
		expect(await fileIn('second').read(), 'a damaged one opens nothing').toBe(KEY);

		const third = await sqlite('third');
		await fileIn('third').write(OTHER);
		await restore(third, false, fileIn('third'));
		expect(await fileIn('third').read(), 'its store was empty').toBe(KEY);
	});

	test('that is damaged is told, and the rest backed up', async () => {
		const store = await sqlite('store');
		await fillStore(store, createRandom());
		await writeFile(join(folder.path, 'store', 'secret'), 'half of it');
		const { problems, lines } = await backup(store, fileIn('store'));
		expect(problems).toEqual([
			expect.stringMatching(/^The key of the cookies is not in the backup: .* is damaged/)
		]);
		expect(lines[0]).toContain('16 documents');
	});
});

test('a backup that cannot be written leaves the one before as it was, and nothing beside it', async () => {
	const store = await sqlite('store');
	await fillStore(store, createRandom());
	await writeFile(file, 'the backup of yesterday');
	const admin = adminOf({
		...store,
		blobs: { ...store.blobs, get: () => Promise.reject(new Error('the disk broke')) }
	});
	await expect(admin.run({ kind: 'backup', file })).rejects.toThrow('the disk broke');
	await admin.close();
	expect(await readFile(file, 'utf8')).toBe('the backup of yesterday');
	expect((await readdir(folder.path)).sort()).toEqual(['all.backup', 'store']);
});

test('a backup of an empty store is one, and says that something may be wrong', async () => {
	expect((await backup(await sqlite('empty'))).problems).toEqual([
		'The store is empty: see whether DATA_DIR or REDIS_URL names the right one.'
	]);
	await restore(await sqlite('other'));
});
