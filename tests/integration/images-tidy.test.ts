import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { IdentityId } from '#model/ids.ts';
import { createBlockId } from '#model/page/block.ts';
import type { PageObject } from '#model/page/objects/object.ts';
import { createObjectMarker } from '#model/page/objects/write-object.ts';
import { parseDocumentName, type DocumentName } from '#protocol/documents.ts';
import { parseImageHash, type ImageHash } from '#protocol/images.ts';
import { BoardImages } from '../../server/blobs/board-images.ts';
import { KeptBlobs } from '../../server/blobs/kept-blobs.ts';
import { tidyImages, UNUSED_FOR_MS } from '../../server/blobs/tidy-images.ts';
import { DocumentPool } from '../../server/documents/pool.ts';
import { createSqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import type { Store } from '../../server/store/store.ts';
import { Versions } from '../../server/versions/versions.ts';
import { hashOf, png } from '../support/images.ts';
import { quietLog } from '../support/quiet-log.ts';
import { temporaryFolder, type Folder } from '../support/server.ts';

const DAY = 24 * 60 * 60_000;
const FAY = 'F'.repeat(22) as IdentityId;
const [A, B] = ['board-a', 'board-b'].map((name) => parseDocumentName(name)!) as [DocumentName, DocumentName];
const RED = png(4, 4, [255, 0, 0]);
const BLUE = png(4, 4, [0, 0, 255]);
const nameOf = (bytes: Uint8Array): ImageHash => parseImageHash(hashOf(bytes))!;

let folder: Folder;
let store: Store;
let pool: DocumentPool;
let now: number;
let versions: Versions;
let parts: Parameters<typeof tidyImages>[0];

beforeEach(async () => {
	folder = await temporaryFolder();
	now = Date.UTC(2026, 0, 1);
	store = await createSqliteStore({
		directory: folder.path,
		log: quietLog,
		onFatal: (error) => {
			throw error;
		}
	});
	pool = new DocumentPool({
		workers: 1,
		jobTimeoutMs: 20_000,
		heapMegabytes: 128,
		idleMs: 5_000,
		log: quietLog
	});
	const blobs = new KeptBlobs(store, () => now);
	const images = new BoardImages(store.records, blobs, () => now);
	versions = new Versions({ store, blobs, pool, now: () => now });
	parts = { store, blobs, images, versions, pool, log: quietLog, now: () => now };
});
afterEach(async () => {
	await pool.close();
	await store.close();
	await folder.remove();
});

/** Puts a board's document in the place of what it was. */
async function show(board: DocumentName, ...images: readonly Uint8Array[]): Promise<void> {
	const doc = new Y.Doc();
	images.forEach((bytes, n) =>
		doc.getArray('geometry').push([{ k: `shape-${n}`, v: { t: 'image', s: hashOf(bytes) } }])
	);
	await put(board, doc);
}

async function put(board: DocumentName, doc: Y.Doc): Promise<void> {
	const before = await store.documents.load(board);
	const opened = await store.documents.open(board, {
		appended: () => undefined,
		compacted: () => undefined,
		quarantined: () => undefined,
		reset: () => undefined
	});
	const position = await new Promise<never>((resolve, reject) =>
		opened.append(
			{
				at: now,
				updates: [{ update: Y.encodeStateAsUpdate(doc), author: null }],
				claims: new Map([[doc.clientID, null]])
			},
			{ written: (at) => resolve(at as never), durable: () => undefined, failed: reject }
		)
	);
	const snapshot = Y.encodeStateAsUpdate(doc);
	await store.documents.compact(board, { generation: before?.generation ?? 0, upTo: position, snapshot });
	opened.close();
}

async function daysLater(days: number): Promise<number> {
	now += days * DAY;
	return (await tidyImages(parts)).removed;
}

test('an image that a board shows stays, and one that it does not show goes after a month', async () => {
	await parts.images.add(A, RED, 'image/png', FAY, nameOf(RED));
	await parts.images.add(A, BLUE, 'image/png', FAY, nameOf(BLUE));
	await show(A, RED);
	expect(await daysLater(1)).toBe(0);
	expect(await daysLater(UNUSED_FOR_MS / DAY - 1)).toBe(0);
	expect(await daysLater(1)).toBe(1);
	expect([...(await parts.images.of(A)).keys()]).toEqual([nameOf(RED)]);
	expect(await parts.images.read(nameOf(BLUE))).toBeNull();
	expect(await daysLater(400)).toBe(0);
	expect(await parts.images.read(nameOf(RED))).not.toBeNull();
});

test('an image that comes back within the month stays', async () => {
	await parts.images.add(A, RED, 'image/png', FAY, nameOf(RED));
	await show(A);
	await daysLater(20);
	await show(A, RED);
	await daysLater(9);
	await show(A);
	expect(await daysLater(5)).toBe(0);
	expect(await parts.images.read(nameOf(RED))).not.toBeNull();
});

test('an image that somebody adds again stays', async () => {
	await parts.images.add(A, RED, 'image/png', FAY, nameOf(RED));
	await show(A);
	await daysLater(20);
	await parts.images.add(A, RED, 'image/png', FAY, nameOf(RED));
	expect(await daysLater(20)).toBe(0);
	expect(await parts.images.find(A, nameOf(RED))).not.toBeNull();
});

test('a board that lets go of an image does not take it from another', async () => {
	for (const board of [A, B]) await parts.images.add(board, RED, 'image/png', FAY, nameOf(RED));
	await show(A);
	await show(B, RED);
	await daysLater(1);
	expect(await daysLater(31)).toBe(1);
	expect(await parts.images.find(A, nameOf(RED))).toBeNull();
	expect(await parts.images.find(B, nameOf(RED))).not.toBeNull();
	expect(await parts.images.read(nameOf(RED))).not.toBeNull();
});

test('an image that only a version shows stays as long as the version', async () => {
	await parts.images.add(A, RED, 'image/png', FAY, nameOf(RED));
	await show(A, RED);
	const made = await versions.make(A, { id: FAY, name: 'Fay' }, { why: 'named', name: 'With red' });
	expect(made).toMatchObject({ ok: true, version: { name: 'With red' } });
	await show(A);
	await daysLater(1);
	expect(await daysLater(100)).toBe(0);
	expect(await parts.images.read(nameOf(RED))).not.toBeNull();
});

test('an image on a card stays as long as the card has it', async () => {
	const [card, other] = ['c', 'd'].map((letter) => letter.repeat(22)) as [string, string];
	for (const bytes of [RED, BLUE]) await parts.images.add(A, bytes, 'image/png', FAY, nameOf(bytes));
	const doc = new Y.Doc();
	doc.getArray('detail').push([
		{ k: `${card}/image/${hashOf(RED)}`, v: { w: 4, h: 4, alt: '' } },
		{ k: `${other}/tag/blue`, v: { label: 'blue' } }
	]);
	await put(A, doc);
	await daysLater(1);
	expect(await daysLater(31)).toBe(1);
	expect([...(await parts.images.of(A)).keys()]).toEqual([nameOf(RED)]);
});

test('of a board that cannot be opened, everything stays', async () => {
	await parts.images.add(A, RED, 'image/png', FAY, nameOf(RED));
	await show(A);
	await daysLater(1);
	await store.documents.quarantine(A, 'for the test');
	const broken = { ...parts, pool: { run: () => Promise.reject(new Error('it does not open')) } };
	now += 100 * DAY;
	expect((await tidyImages(broken)).removed).toBe(0);
	expect(await parts.images.read(nameOf(RED))).not.toBeNull();
});

test('the images and files of a page stay as long as it shows them', async () => {
	await parts.images.add(A, RED, 'image/png', FAY, nameOf(RED));
	await parts.images.add(A, BLUE, 'application/octet-stream', FAY, nameOf(BLUE));
	const page = new Y.Doc();
	const objects: readonly PageObject[] = [
		{ type: 'image', hash: hashOf(RED), w: 4, h: 4, alt: '', caption: '', width: 100 },
		{ type: 'file', hash: hashOf(BLUE), name: 'plan.pdf', size: 70 }
	];
	for (const object of objects)
		page.getText('page').insertEmbed(0, createObjectMarker(createBlockId(), object), {});
	await put(A, page);
	expect(await daysLater(1)).toBe(0);
	expect(await daysLater(100)).toBe(0);
	page.getText('page').delete(0, 1);
	await put(A, page);
	expect(await daysLater(1)).toBe(0);
	expect(await daysLater(UNUSED_FOR_MS / DAY)).toBe(1);
	expect([...(await parts.images.of(A)).keys()]).toEqual([nameOf(RED)]);
});
