import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRandom, type Random } from '../../tests/support/random.ts';
import type { BlobHash } from '../store/store.ts';
import { readBackupFile, writeBackupFile } from './backup-file.ts';
import { BackupWriter } from './backup-format.ts';

let folder: string;
let file: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'commonplace-'));
	file = join(folder, 'all.backup');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const never = () => new AbortController().signal;

/** Frames of records and blobs, some of which compress well and some of which do not at all. */
function* frames(random: Random): Generator<Uint8Array> {
	const writer = new BackupWriter();
	yield* writer.start(0);
	for (let index = 0; index < 40; index += 1) {
		const value = 'wörd '.repeat(random.below(60)) + Buffer.from(random.bytes(20)).toString('hex');
		yield* writer.item({ kind: 'record', record: { collection: 'c', key: `k${index}`, version: 1, value } });
	}
	for (const length of [0, 3000, 90_000]) {
		yield* writer.item({ kind: 'blob', hash: 'ab'.repeat(32) as BlobHash, bytes: random.bytes(length) });
	}
	yield* writer.end();
}

async function* later(parts: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	yield* parts;
}

/** How many items there are, or the sentence with which it is refused. */
async function read(): Promise<number | string> {
	let items = 0;
	try {
		for await (const _ of readBackupFile(file)) items += 1;
		return items;
	} catch (error) {
		return (error as Error).message.replace(file, 'The file');
	}
}

describe('reading', () => {
	// The seed holds a change that is none: words that repeat can be copied from either of two places before.
	test.each([
		[4109062457, 40],
		[undefined, 150]
	])(
		'a file with any byte changed is refused, unless it still says the same (seed %j)',
		{ timeout: 60_000 },
		async (seed, rounds) => {
			const random = createRandom(seed);
			const said = Buffer.concat([...frames(random)]);
			const whole = gzipSync(said, { level: 2 });
			for (let round = 0; round < rounds; round += 1) {
				const changed = Buffer.from(whole);
				// Behind gzip's own head, whose flags and time hold nothing of ours; half of them where it compresses well.
				const at = 10 + random.below((round % 2 === 0 ? 2000 : whole.length) - 10);
				changed[at] = changed[at]! ^ (1 + random.below(255));
				await writeFile(file, changed);
				const answer = await read();
				const where = `${random.seedText}, byte ${at}`;
				if (typeof answer === 'number') expect(gunzipSync(changed).equals(said), where).toBe(true);
				else expect(answer, where).toMatch(/^The file is (damaged|cut off|no backup)/);
			}
		}
	);

	test('a file that is cut off is refused, wherever it is', { timeout: 60_000 }, async () => {
		const random = createRandom();
		const whole = gzipSync(Buffer.concat([...frames(random)]), { level: 2 });
		for (const length of [100, random.below(whole.length - 200) + 100, whole.length - 9, whole.length - 1]) {
			await writeFile(file, whole.subarray(0, length));
			expect(await read(), `${random.seedText}, ${length} bytes`).toBe(
				'The file is cut off: its end is missing.'
			);
		}
	});

	test.each([
		['an empty file', Buffer.alloc(0)],
		['a picture', Buffer.from('\x89PNG\r\n\x1a\n and so on')],
		['another compressed file', gzipSync('once upon a time')]
	])('%s is no backup', async (_, bytes) => {
		await writeFile(file, bytes);
		expect(await read()).toMatch(/^The file is (no backup of Commonplace\.|cut off)/);
	});

	test('a folder and a name of nothing are refused with a sentence', async () => {
		expect(await read()).toBe('There is no file The file.');
		file = folder;
		expect(await read()).toMatch(/^The file cannot be read: /);
	});
});

describe('writing', () => {
	test('leaves one file that only its owner may read', async () => {
		const random = createRandom();
		const parts = [...frames(random)];
		expect(await writeBackupFile(file, later(parts), never())).toBe((await stat(file)).size);
		expect((await stat(file)).mode & 0o777).toBe(0o600);
		expect(gunzipSync(await readFile(file))).toEqual(Buffer.concat(parts));
		expect(await readdir(folder)).toEqual(['all.backup']);
		expect(await read()).toBe(43);
	});

	test.each(['fails', 'is interrupted'])(
		'when it %s, the file before stays, and nothing is beside it',
		async (how) => {
			await writeFile(file, 'the backup of yesterday');
			const interrupted = new AbortController();
			const parts = [...frames(createRandom())];
			async function* broken(): AsyncGenerator<Uint8Array> {
				for (const [index, part] of parts.entries()) {
					if (index === 20 && how === 'fails') throw new Error('the store is away');
					if (index === 20) interrupted.abort();
					yield part;
				}
			}
			await expect(writeBackupFile(file, broken(), interrupted.signal)).rejects.toThrow(
				/store is away|aborted/
			);
			expect(await readFile(file, 'utf8')).toBe('the backup of yesterday');
			expect(await readdir(folder)).toEqual(['all.backup']);
		}
	);
});
