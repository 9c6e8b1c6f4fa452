import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { IdentityId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { createRandom } from '../../tests/support/random.ts';
import type { BlobHash, LogPosition } from '../store/store.ts';
import { BackupWriter, FORMAT, readBackup, type Item } from './backup-format.ts';
import { AdminProblem } from './problem.ts';

const ITEMS: Item[] = [
	{ kind: 'record', record: { collection: 'session', key: 'a/ü', version: 3, value: { n: [1, null, 'é'] } } },
	{
		kind: 'document',
		name: 'empty' as DocumentName,
		document: { snapshot: null, tail: [], owners: new Map(), quarantine: null }
	},
	{
		kind: 'document',
		name: 'full' as DocumentName,
		document: {
			snapshot: Uint8Array.of(1, 2, 3),
			quarantine: 'too large',
			owners: new Map([
				[2 ** 32 - 1, 'ann' as IdentityId],
				[7, null]
			]),
			tail: [
				{
					position: 9_007_199_254_740_000 as LogPosition,
					at: 1_700_000_000_000,
					claims: new Map([[7, null]]),
					updates: [
						{ author: null, update: Uint8Array.of() },
						{ author: 'ann' as IdentityId, update: Uint8Array.of(0, 0) }
					]
				}
			]
		}
	},
	{ kind: 'blob', hash: 'ab'.repeat(32) as BlobHash, bytes: Uint8Array.of(9, 9) }
];

function encoded(items: readonly Item[] = ITEMS): Buffer {
	const writer = new BackupWriter();
	return Buffer.concat([...writer.start(0), ...items.flatMap((item) => writer.item(item)), ...writer.end()]);
}

/** In pieces of this length. */
async function* pieces(bytes: Buffer, length = 7): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function read(bytes: Buffer, length = 7): Promise<Item[]> {
	const items: Item[] = [];
	for await (const item of readBackup(pieces(bytes, length), 'The file')) items.push(item);
	return items;
}

/** The sentence with which it is refused. */
async function refusal(bytes: Buffer): Promise<string> {
	const error: unknown = await read(bytes).catch((reason: unknown) => reason);
	if (error instanceof AdminProblem) return error.message;
	throw new Error(`not refused with a sentence: ${String(error)}`);
}

/** The same, whether bytes are in a Buffer or not. */
function plain(value: unknown): unknown {
	if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
	if (value instanceof Map) return [...value];
	if (Array.isArray(value)) return value.map(plain);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}

test.each([1, 7, 64, 100_000])('what was written is read again, in pieces of %i bytes', async (length) => {
	expect(plain(await read(encoded(), length))).toEqual(plain(ITEMS));
});

describe('a file that is not whole is refused with a sentence:', () => {
	test('cut off anywhere', async () => {
		const whole = encoded();
		for (let length = 19; length < whole.length; length += 1)
			expect(await refusal(whole.subarray(0, length))).toBe('The file is cut off: its end is missing.');
	});

	test('any byte of it changed', async () => {
		const random = createRandom();
		const whole = encoded();
		for (let at = 0; at < whole.length; at += 1) {
			const changed = Buffer.from(whole);
			changed[at] = changed[at]! ^ (1 + random.below(255));
			const sentence = await refusal(changed);
			expect(sentence, `${random.seedText}, byte ${at}`).toMatch(/is damaged|is no backup|is cut off/);
		}
	});

	test('a frame left out, twice, or elsewhere', async () => {
		const writer = new BackupWriter();
		const start = Buffer.concat(writer.start(0));
		const [record, empty, full, blob] = ITEMS.map((item) => Buffer.concat(writer.item(item))) as [
			Buffer,
			Buffer,
			Buffer,
			Buffer
		];
		const end = Buffer.concat(writer.end());
		for (const frames of [
			[start, record, full, blob, end],
			[start, record, empty, empty, full, blob, end],
			[start, empty, record, full, blob, end],
			[start, record, empty, full, blob, end, end]
		])
			expect(await refusal(Buffer.concat(frames))).toMatch(/is damaged/);
	});

	test('something else altogether', async () => {
		expect(await refusal(Buffer.from('SQLite format 3\0 and so on'))).toBe(
			'The file is no backup of Commonplace.'
		);
		expect(await refusal(Buffer.alloc(0))).toBe('The file is no backup of Commonplace.');
	});

	test('the format of a newer release', async () => {
		const newer = JSON.stringify({ format: FORMAT + 1, madeAt: '2030-01-01T00:00:00.000Z' });
		const head = Buffer.alloc(13);
		head.writeUInt8(1, 0);
		head.writeUInt32LE(newer.length, 1);
		head.writeUInt32LE(crc32(newer), 5);
		head.writeUInt32LE(crc32(head.subarray(0, 9)), 9);
		const sentence = await refusal(
			Buffer.concat([Buffer.from('COMMONPLACE BACKUP\n'), head, Buffer.from(newer)])
		);
		expect(sentence).toBe('The file was made by a newer release (format 2; this one reads 1).');
	});
});
