import { afterEach, beforeEach } from 'vitest';
import type { IdentityId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type {
	AppendListener,
	DocumentListener,
	LogEntry,
	LogPosition,
	OpenDocument,
	Store,
	StoredDocument,
	StoreError
} from '../../server/store/store.ts';

/** A place where a store keeps its things, that outlives the stores opened on it. */
export interface StorePlace {
	/** Opens a store; with `Abilities.nodes`, also while others are open, as another node would. */
	open(): Promise<Store>;
	dispose(): Promise<void>;
}

/** What only some stores can do, or let a test do. */
export interface Abilities<Place extends StorePlace> {
	/** Several nodes share one place. */
	readonly nodes: boolean;
	/**
	 * Changes stored bytes of this document behind the closed stores' backs: of its newest log entry, of its newest
	 * snapshot, or of all its snapshots. Left out where that cannot be done.
	 */
	readonly damage?: (place: Place, name: DocumentName, part: DamagedPart) => Promise<void>;
}

export type DamagedPart = 'log' | 'snapshot' | 'all snapshots';

/** The place and the store of the test that runs; `store` is another one after `reopen`. */
export interface UnderTest<Place extends StorePlace = StorePlace> {
	readonly place: Place;
	readonly store: Store;
	/** What another node would open; closed after the test. */
	openAnother(): Promise<Store>;
	reopen(whileClosed?: () => Promise<void>): Promise<void>;
}

/** Opens a store on a place of its own before each test and closes all after it. */
export function storeForEachTest<Place extends StorePlace>(
	createPlace: () => Promise<Place>
): UnderTest<Place> {
	let place: Place;
	let stores: Store[] = [];
	beforeEach(async () => {
		place = await createPlace();
		stores = [await place.open()];
	});
	afterEach(async () => {
		for (const store of stores) await store.close();
		await place.dispose();
	});
	return {
		get place() {
			return place;
		},
		get store() {
			return stores[0] as Store;
		},
		async openAnother() {
			const another = await place.open();
			stores.push(another);
			return another;
		},
		async reopen(whileClosed) {
			for (const store of stores) await store.close();
			await whileClosed?.();
			stores = [await place.open()];
		}
	};
}

export const AT = 1_700_000_000_000;
export const SOMEONE = 'someone' as IdentityId;
export const ANOTHER = 'another' as IdentityId;

export const named = (text: string) => text as DocumentName;
export const bytes = (...values: number[]) => Uint8Array.from(values);

/** An entry of one update by `SOMEONE`. */
export function entryOf(update: Uint8Array, claims: LogEntry['claims'] = new Map()): LogEntry {
	return { at: AT, updates: [{ update, author: SOMEONE }], claims };
}

const DEAF: DocumentListener = {
	appended: () => undefined,
	compacted: () => undefined,
	quarantined: () => undefined,
	reset: () => undefined
};

export function openOn(store: Store, document: string, listener = DEAF): Promise<OpenDocument> {
	return store.documents.open(named(document), listener);
}

/** One append and its listener's calls; `durable` rejects when it fails. */
export interface Appending {
	readonly durable: Promise<LogPosition>;
	readonly calls: ('written' | 'durable' | 'failed')[];
}

/** `told` hears every call of every listener in turn. */
export function appendTo(
	document: OpenDocument,
	entry: LogEntry,
	told: (call: string, position: LogPosition | null) => void = () => undefined
): Appending {
	const { promise, resolve, reject } = Promise.withResolvers<LogPosition>();
	// Whoever looks at the calls only must not bring the test down.
	promise.catch(() => undefined);
	const calls: Appending['calls'] = [];
	let at: LogPosition | null = null;
	const tell = (call: (typeof calls)[number]) => {
		calls.push(call);
		told(call, at);
	};
	const listener: AppendListener = {
		written(position) {
			at = position;
			tell('written');
		},
		durable() {
			tell('durable');
			if (at === null) reject(new Error('told as durable before it was written'));
			else resolve(at);
		},
		failed(error: StoreError) {
			tell('failed');
			reject(error);
		}
	};
	document.append(entry, listener);
	return { durable: promise, calls };
}

/** Opens, appends one update, waits until it is durable and closes. */
export async function appendOnce(store: Store, document: string, update: Uint8Array): Promise<LogPosition> {
	const open = await openOn(store, document);
	const position = await appendTo(open, entryOf(update)).durable;
	open.close();
	return position;
}

/** Each update of the tail, as numbers. */
export function updatesOf(stored: StoredDocument | null): number[][] {
	return stored?.tail.flatMap((entry) => entry.updates.map(({ update }) => [...update])) ?? [];
}

export async function storedUpdates(store: Store, document: string): Promise<number[][]> {
	return updatesOf(await store.documents.load(named(document)));
}

export async function collect<T>(all: AsyncIterable<T>): Promise<T[]> {
	const collected: T[] = [];
	for await (const each of all) collected.push(each);
	return collected;
}
