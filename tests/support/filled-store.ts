import * as Y from 'yjs';
import { createId, type BoardId, type IdentityId, type SessionId } from '#model/ids.ts';
import { BARE } from '#model/session/session.ts';
import { sharedDocument, type DocumentName } from '#protocol/documents.ts';
import { seedDocument } from '../../server/documents/seeds.ts';
import type { LogPosition, Owners, Store } from '../../server/store/store.ts';
import type { Random } from './random.ts';

/** Appends to a document as a room does; resolves when it is durable. */
export async function appendTo(
	store: Store,
	name: DocumentName,
	updates: readonly { readonly update: Uint8Array; readonly author: IdentityId | null }[],
	{ claims = new Map(), at = 1_700_000_000_000 }: { claims?: Owners; at?: number } = {}
): Promise<LogPosition> {
	const open = await store.documents.open(name, {
		appended: () => undefined,
		compacted: () => undefined,
		quarantined: () => undefined,
		reset: () => undefined
	});
	try {
		return await new Promise((resolve, reject) => {
			let position: LogPosition;
			open.append(
				{ at, updates, claims },
				{
					written: (place) => void (position = place),
					durable: () => resolve(position),
					failed: reject
				}
			);
		});
	} finally {
		open.close();
	}
}

/** A document of several people's real edits: some compacted, some after it. What it holds as text. */
export async function writeDocument(store: Store, name: DocumentName, random: Random): Promise<string> {
	const doc = new Y.Doc();
	doc.clientID = 1 + random.below(2 ** 31);
	const claimed = new Set<number>();
	const author = createId<IdentityId>();
	const edits = 1 + random.below(12);
	for (let edit = 0; edit < edits; edit += 1) {
		const before = Y.encodeStateVector(doc);
		const text = doc.getText('text');
		for (let word = random.below(5); word >= 0; word -= 1)
			text.insert(random.below(text.length + 1), `wörd ${random.below(1000)} `);
		if (text.length > 20 && random.below(3) === 0) text.delete(random.below(10), 5);
		const update = Y.encodeStateAsUpdate(doc, before);
		const claims = claimed.has(doc.clientID) ? new Map() : new Map([[doc.clientID, author]]);
		claimed.add(doc.clientID);
		const upTo = await appendTo(store, name, [{ update, author }], { claims, at: 1_700_000_000_000 + edit });
		if (edit === 3) {
			const snapshot = Y.encodeStateAsUpdate(doc);
			await store.documents.compact(name, { generation: 0, upTo, snapshot });
		}
	}
	const content = doc.getText('text').toJSON();
	doc.destroy();
	return content;
}

/** A session with two boards, as the server stores one; the names of their documents. */
export async function writeSession(store: Store): Promise<DocumentName[]> {
	const session = createId<SessionId>();
	const creator = createId<IdentityId>();
	const boards = (['whiteboard', 'page'] as const).map((kind) => ({
		id: createId<BoardId>(),
		kind,
		title: `The ${kind}`,
		createdAt: 1,
		createdBy: creator,
		archivedAt: null,
		locked: false
	}));
	for (const { id, kind } of boards) {
		await appendTo(store, sharedDocument(id), [{ update: seedDocument(kind), author: null }]);
		await store.records.put('document', id, { session, board: id }, 0);
	}
	const value = {
		id: session,
		title: 'Tuesday circle',
		terms: '',
		code: 'K7QF2M9D',
		createdAt: 1,
		createdBy: creator,
		boards,
		links: [],
		...BARE
	};
	await store.records.put('session', session, value, 0);
	return boards.map(({ id }) => sharedDocument(id));
}

/** Something of everything that a store can hold. */
export async function fillStore(store: Store, random: Random): Promise<DocumentName[]> {
	const names = [...(await writeSession(store)), ...(await writeSession(store))];
	for (let index = 0; index < 12; index += 1) {
		const name = `random-${random.below(2 ** 31)}-${index}` as DocumentName;
		await writeDocument(store, name, random);
		names.push(name);
	}
	await store.documents.quarantine(names.at(-1)!, 'it stalled the server — for a minute');
	for (let index = 0; index < 30; index += 1) {
		const key = `${random.below(3)}/${index}`;
		for (let version = 0; version <= random.below(4); version += 1)
			await store.records.put(`collection-${random.below(3)}`, key, { n: version, ü: ['é', null] }, version);
	}
	for (const length of [0, 1, 70_000, random.below(300_000)]) await store.blobs.put(random.bytes(length));
	return names;
}

/** Everything that is in a store, in one form for all stores: positions and generations are each store's own. */
export async function contentOf(store: Store) {
	const hex = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('hex');
	const sorted = <K, V>(map: ReadonlyMap<K, V>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
	const documents: Record<string, unknown> = {};
	for await (const name of store.archive.documents()) {
		const stored = (await store.documents.load(name))!;
		documents[name] = {
			snapshot: hex(stored.snapshot),
			quarantine: stored.quarantine,
			owners: sorted(stored.owners),
			tail: stored.tail.map(({ at, claims, updates }) => ({
				at,
				claims: sorted(claims),
				updates: updates.map(({ author, update }) => ({ author, update: hex(update) }))
			}))
		};
	}
	const records: Record<string, unknown> = {};
	for await (const { collection, key, value, version } of store.archive.records())
		records[`${collection}: ${key}`] = { value, version };
	const blobs: string[] = [];
	for await (const hash of store.archive.blobs()) {
		await store.blobs.get(hash);
		blobs.push(hash);
	}
	return { documents, records, blobs: blobs.sort() };
}
