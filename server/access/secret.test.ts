import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { memoryRecords } from '../../tests/support/memory-records.ts';
import { loadSecret, loadSharedSecret } from './secret.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'commonplace-secret-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a key is made once, for its owner only, and kept', async () => {
	const secret = await loadSecret(join(folder, 'data'), null);
	expect(secret).toMatch(/^[\w-]{43}$/);
	expect((await stat(join(folder, 'data', 'secret'))).mode & 0o777).toBe(0o600);
	expect(await loadSecret(join(folder, 'data'), null)).toBe(secret);
	expect(await loadSecret(join(folder, 'elsewhere'), null)).not.toBe(secret);
});

test('a configured key is used, and none is written', async () => {
	expect(await loadSecret(folder, 'configured')).toBe('configured');
	await expect(stat(join(folder, 'secret'))).rejects.toThrow('ENOENT');
});

test('a key that was never written is made, a damaged one is never replaced', async () => {
	await writeFile(join(folder, 'secret'), '');
	expect(await loadSecret(folder, null)).toMatch(/^[\w-]{43}$/);
	await writeFile(join(folder, 'secret'), 'half of it\n');
	await expect(loadSecret(folder, null)).rejects.toThrow('is damaged');
	expect(await readFile(join(folder, 'secret'), 'utf8')).toBe('half of it\n');
});

test('nodes that start at once agree on one key', async () => {
	const records = memoryRecords();
	const secrets = await Promise.all([1, 2, 3].map(() => loadSharedSecret(records, folder, null)));
	expect(new Set(secrets).size).toBe(1);
	expect(secrets[0]).toMatch(/^[\w-]{43}$/);
	expect(await loadSharedSecret(records, folder, 'configured')).toBe('configured');
});

test('a key that was kept beside the data goes with it to a shared store', async () => {
	const kept = await loadSecret(folder, null);
	const records = memoryRecords();
	expect(await loadSharedSecret(records, folder, null)).toBe(kept);
	expect(await loadSharedSecret(records, join(folder, 'elsewhere'), null)).toBe(kept);
});

test('a damaged shared key is never replaced', async () => {
	const records = memoryRecords();
	await records.put('deployment', 'secret', { secret: 'short' }, 0);
	await expect(loadSharedSecret(records, folder, null)).rejects.toThrow('is damaged');
});
