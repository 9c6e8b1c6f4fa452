import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSecret } from './secret.ts';

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
