/**
 * Bytes of the database and of its write-ahead log are changed behind the store's back. It must start, serve nothing that
 * was not written so, keep every document that was not hit, and go on working.
 */
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { IdentityId } from '#model/ids.ts';
import { createSqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import type { Store, StoredDocument } from '../../server/store/store.ts';
import { createRandom, type Random } from '../support/random.ts';
import { appendOnce, appendTo, entryOf, named, openOn, storedUpdates, updatesOf } from './place.ts';

const FILE = 'commonplace.sqlite';
const PAGE_BYTES = 4096;
const DOCUMENTS = 40;
const RECORDS = 150;
const ROUNDS = Number(process.env.DAMAGE_ROUNDS ?? 25);

/** What a document is made of: every update, in order, and the snapshots with how many updates they hold. */
interface Written {
	readonly name: string;
	readonly updates: Uint8Array[];
	readonly snapshots: Map<number, { bytes: Uint8Array; holds: number }>;
}

function folder(): string {
	const path = mkdtempSync(join(tmpdir(), 'commonplace-damage-'));
	onTestFinished(() => rmSync(path, { recursive: true, force: true }));
	return path;
}

async function open(directory: string, reports: string[] = [], details: object[] = []): Promise<Store> {
	const hear = (detail: object, message: string) => {
		details.push(detail);
		reports.push(message);
	};
	return createSqliteStore({
		directory,
		onFatal: (error) => {
			throw error;
		},
		log: { info: hear, warn: hear, error: hear }
	});
}

/** Bytes that say all over whose they are. */
function marked(mark: string, length: number): Uint8Array {
	return Buffer.alloc(length, mark);
}

/** Documents of all kinds: long and short logs, with none, one and several snapshots, small and large. */
async function fill(store: Store, random: Random, afterEach: (document: Written) => void = () => undefined) {
	const documents: Written[] = [];
	for (let number = 0; number < DOCUMENTS; number += 1) {
		const written: Written = { name: `name-${number}-`, updates: [], snapshots: new Map() };
		documents.push(written);
		const mark = `data-${number}-`;
		const document = await openOn(store, written.name);
		const compactions = random.below(4);
		for (let generation = 0; generation <= compactions; generation += 1) {
			let upTo = 0;
			for (let left = 1 + random.below(12); left > 0; left -= 1) {
				const update = marked(mark, 20 + random.below(random.below(8) === 0 ? 9000 : 200));
				const claims = new Map([[random.below(2 ** 32), `${mark}author` as IdentityId]]);
				upTo = await appendTo(document, entryOf(update, claims)).durable;
				written.updates.push(update);
				afterEach(written);
			}
			if (generation === compactions) break;
			const bytes = marked(`${mark}snapshot${generation}`, 30 + random.below(20_000));
			const compaction = { generation, upTo: upTo as never, snapshot: bytes };
			expect(await store.documents.compact(named(written.name), compaction)).toBe(true);
			written.snapshots.set(generation + 1, { bytes, holds: written.updates.length });
		}
		document.close();
	}
	for (let number = 0; number < RECORDS; number += 1) {
		await store.records.put('c', `all/record-${number}-`, { number }, 0);
	}
	return documents;
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/** That what is served was written, in this order, without a gap; whether it is all there. */
function isWhole(stored: StoredDocument, { updates, snapshots, name }: Written, seed: string): boolean {
	const found = [...snapshots].find(
		([, { bytes }]) => stored.snapshot !== null && same(bytes, stored.snapshot)
	);
	if (stored.snapshot !== null)
		expect(found, `${name} has a snapshot that was written, ${seed}`).toBeDefined();
	const held = found?.[1].holds ?? 0;
	const served = stored.tail.flatMap((entry) => entry.updates.map(({ update }) => update));
	for (const [index, update] of served.entries()) {
		expect(
			same(update, updates[held + index] ?? Buffer.of()),
			`${name}, update ${held + index}, ${seed}`
		).toBe(true);
	}
	return (found?.[0] ?? 0) === snapshots.size && held + served.length === updates.length;
}

/** Which of these it loses is its to say; it must load the others whole, and take new entries where it loads. */
async function examine(
	store: Store,
	documents: readonly Written[],
	excused: (written: Written) => boolean,
	seed: string
) {
	const examineOne = async (written: Written): Promise<boolean> => {
		const stored = await store.documents.load(named(written.name)).catch((error: unknown) => {
			expect(error).toMatchObject({ failure: 'corrupt' });
			return null;
		});
		const whole = stored !== null && isWhole(stored, written, seed);
		if (!whole) expect(excused(written), `${written.name} was not hit, ${seed}`).toBe(true);
		if (whole && stored.damage !== null) expect(excused(written), `${stored.damage}, ${seed}`).toBe(true);
		if (stored === null) return false;
		await appendOnce(store, written.name, Buffer.from('after the damage'));
		const updates = await storedUpdates(store, written.name);
		expect(updates.slice(0, -1), `it keeps what it had, ${seed}`).toEqual(updatesOf(stored));
		return whole;
	};
	const outcomes = await Promise.all(documents.map(examineOne));
	return outcomes.filter((whole) => !whole).length;
}

describe('damage to the database', () => {
	it('never stops a start, and costs only the documents that it hits', async () => {
		const random = createRandom();
		const source = folder();
		const filled = await open(source);
		const documents = await fill(filled, random);
		await filled.close();
		const pristine = readFileSync(join(source, FILE));

		for (let round = 0; round < ROUNDS; round += 1) {
			const seed = `${random.seedText}, round ${round}`;
			const directory = folder();
			const bytes = Buffer.from(pristine);
			const { touched, kept } = harm(bytes, random);
			writeFileSync(join(directory, FILE), kept);
			const pages = [...touched].map((page) => pristine.subarray((page - 1) * PAGE_BYTES, page * PAGE_BYTES));
			const hits = (mark: string) => pages.filter((page) => page.includes(mark)).length;

			const reports: string[] = [];
			const store = await open(directory, reports);
			// A document's row is there twice, by id and by name.
			const excused = ({ name }: Written) => hits(name.replace('name', 'data')) > 0 || hits(name) > 1;
			const lost = await examine(store, documents, excused, seed);
			if (lost > 0) expect(reports.length, seed).toBeGreaterThan(0);
			const numbers = Array.from({ length: RECORDS }, (_, number) => number);
			const keys = numbers.map((number) => `all/record-${number}-`);
			const records = await Promise.all(keys.map((key) => store.records.get('c', key).catch(() => null)));
			for (const [number, record] of records.entries()) {
				if (record !== null) expect(record, seed).toMatchObject({ value: { number }, version: 1 });
				else expect(hits(`record-${number}-`), `record ${number}, ${seed}`).toBeGreaterThan(0);
			}
			await store.records.list('c', 'all/');
			await store.check();
			await store.close();
		}
	}, 600_000);

	/** Which pages it touched, and what is left of the file. */
	function harm(bytes: Buffer, random: Random): { touched: Set<number>; kept: Buffer } {
		const pageOf = (at: number) => Math.floor(at / PAGE_BYTES) + 1;
		const touched = new Set<number>();
		const change = (at: number, value: number) => {
			bytes[at] = value;
			touched.add(pageOf(at));
		};
		switch (random.below(5)) {
			case 0: {
				for (let left = 1 + random.below(8); left > 0; left -= 1) {
					const at = random.below(bytes.length);
					change(at, (bytes[at] as number) ^ (1 << random.below(8)));
				}
				return { touched, kept: bytes };
			}
			case 1: {
				const start = random.below(bytes.length);
				const end = Math.min(bytes.length, start + 1 + random.below(3 * PAGE_BYTES));
				for (let at = start; at < end; at += 1) change(at, random.below(256));
				return { touched, kept: bytes };
			}
			case 2: {
				const page = random.below(bytes.length / PAGE_BYTES);
				for (let at = page * PAGE_BYTES; at < (page + 1) * PAGE_BYTES; at += 1) change(at, 0);
				return { touched, kept: bytes };
			}
			case 3: {
				for (let at = 0; at < 1 + random.below(200); at += 1) change(at, random.below(256));
				return { touched, kept: bytes };
			}
			default: {
				const end = random.below(bytes.length);
				for (let page = pageOf(end); page <= bytes.length / PAGE_BYTES; page += 1) touched.add(page);
				return { touched, kept: bytes.subarray(0, end) };
			}
		}
	}

	it('sets the damaged files aside and says what it saved', async () => {
		const directory = folder();
		const filled = await open(directory);
		await appendOnce(filled, 'doc', Buffer.from('kept'));
		await filled.close();
		const bytes = readFileSync(join(directory, FILE));
		bytes.fill(170, 0, 100);
		writeFileSync(join(directory, FILE), bytes);

		const reports: string[] = [];
		const store = await open(directory, reports);
		expect(reports).toEqual(['the database was damaged: what could be read is saved, the rest set aside']);
		const stored = await store.documents.load(named('doc'));
		expect(updatesOf(stored)).toEqual([[...Buffer.from('kept')]]);
		expect(stored?.mayHaveLost).toBe(true);
		await store.close();
		const aside = readdirSync(directory).filter((name) => name.startsWith('damaged-'));
		expect(aside).toHaveLength(1);
		expect(same(readFileSync(join(directory, aside[0]!, FILE)), bytes)).toBe(true);
	});
});

describe('damage to a record', () => {
	it.each([
		['in its content', `UPDATE record SET json = '"otherwise"' WHERE key = 'one'`, 'one'],
		['in its key', `UPDATE record SET key = 'onE' WHERE key = 'one'`, 'onE']
	])('%s is told at the start, and hurts no other', async (_, change, foundAs) => {
		const directory = folder();
		const filled = await open(directory);
		for (const key of ['none', 'one', 'two']) await filled.records.put('c', key, key, 0);
		await filled.close();
		const database = new DatabaseSync(join(directory, FILE));
		database.exec(change);
		database.close();

		const reports: string[] = [];
		const details: object[] = [];
		const store = await open(directory, reports, details);
		expect(reports).toEqual(['records are damaged: their content, or the keys by which they would be found']);
		expect(details).toEqual([{ records: [{ collection: 'c', key: foundAs }], count: 1 }]);
		for (const key of ['none', 'two']) expect((await store.records.get('c', key))?.value).toBe(key);
		await expect(store.records.get('c', foundAs)).rejects.toMatchObject({ failure: 'corrupt' });
		await store.close();
	});
});

describe('damage to the write-ahead log', () => {
	it('keeps all that was committed before it, and says that there was more', async () => {
		const random = createRandom();
		const source = folder();
		const filled = await open(source);
		const sizes: { name: string; count: number; size: number }[] = [];
		const log = join(source, `${FILE}-wal`);
		const documents = await fill(filled, random, ({ name, updates }) =>
			sizes.push({ name, count: updates.length, size: statSync(log).size })
		);
		// As a killed process leaves them.
		const killed = folder();
		for (const name of [FILE, `${FILE}-wal`]) copyFileSync(join(source, name), join(killed, name));
		await filled.close();
		const pristine = readFileSync(join(killed, `${FILE}-wal`));

		for (let round = 0; round < ROUNDS; round += 1) {
			const seed = `${random.seedText}, round ${round}`;
			const directory = folder();
			mkdirSync(directory, { recursive: true });
			copyFileSync(join(killed, FILE), join(directory, FILE));
			const bytes = Buffer.from(pristine);
			const at = random.below(bytes.length);
			const cut = round % 2 === 0;
			if (!cut) bytes[at] = (bytes[at] as number) ^ (1 << random.below(8));
			writeFileSync(join(directory, `${FILE}-wal`), cut ? bytes.subarray(0, at) : bytes);

			const reports: string[] = [];
			const store = await open(directory, reports);
			// What a document must have at least.
			const least = new Map<string, number>();
			for (const { name, count, size } of sizes) if (size <= at) least.set(name, count);
			const examineOne = async (written: Written) => {
				const stored = await store.documents.load(named(written.name));
				const [snapshot] = [...written.snapshots.values()].filter(
					({ bytes: each }) => stored?.snapshot != null && same(each, stored.snapshot)
				);
				if (stored !== null) isWhole(stored, written, seed);
				const count = (snapshot?.holds ?? 0) + updatesOf(stored).length;
				expect(count, `${written.name}, ${seed}`).toBeGreaterThanOrEqual(least.get(written.name) ?? 0);
				if (stored !== null) expect(stored.damage, seed).toBeNull();
			};
			await Promise.all(documents.map(examineOne));
			// A log that merely ends early is what a kill leaves.
			const last = bytes.length - at <= PAGE_BYTES + 24;
			if (!cut && !last) expect(reports.length, seed).toBeGreaterThan(0);
			if (!cut && !last) expect(existsSync(join(directory, `${FILE}-wal`)), seed).toBe(true);
			await appendOnce(store, 'new', Buffer.from('after the damage'));
			await store.close();
		}
	}, 600_000);

	it('does not bring back at the next start what was gone at this one', async () => {
		const source = folder();
		const filled = await open(source);
		await filled.records.put('c', 'k', 'kept', 0);
		const [database, log] = [FILE, `${FILE}-wal`].map((name) => readFileSync(join(source, name)));
		await filled.close();
		const frames = Math.floor(log!.length / (PAGE_BYTES + 24));
		expect(frames).toBeGreaterThan(5);
		// The last ones, of which a start writes the same bytes as the one before.
		for (let frame = frames - 5; frame < frames; frame += 1) {
			const damaged = Buffer.from(log!);
			damaged[32 + frame * (PAGE_BYTES + 24) + 1000]! ^= 1;
			let files = [database!, damaged];
			const seen: unknown[] = [];
			for (let start = 0; start < 2; start += 1) {
				const directory = folder();
				const names = [FILE, `${FILE}-wal`].map((name) => join(directory, name));
				for (const [index, name] of names.entries()) writeFileSync(name, files[index]!);
				const store = await open(directory);
				seen.push((await store.records.get('c', 'k'))?.value);
				// As if it were killed now.
				files = names.map((name) => readFileSync(name));
				await store.close();
			}
			expect(seen[1], `frame ${frame} of ${frames}`).toBe(seen[0]);
		}
	});
});
