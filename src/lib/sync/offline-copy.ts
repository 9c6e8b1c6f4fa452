import * as Y from 'yjs';

/**
 * The copy of a document on this device, in IndexedDB: what was made offline survives a reload or a crashed tab. One
 * database for all documents, so that what waits can be listed. Several tabs may have one document open.
 */
export interface OfflineCopy {
	/** Resolves when the copy is in the document: how many unsaved changes an earlier visit left. Never rejects. */
	readonly loaded: Promise<{ readonly unsaved: number }>;
	/** Remembers how many changes the server has not acknowledged. */
	rememberUnsaved(changes: number): void;
	/** Puts this in the place of what is in the document; from then on nothing more is kept. Whether the device took it. */
	replaceWith(update: Uint8Array): Promise<boolean>;
	/** The tab is going: begins to write what waits, without waiting for what is being written. */
	writeNow(): void;
	/** Resolves when everything up to now is written or has failed. */
	settled(): Promise<void>;
	close(): Promise<void>;
}

/** Of a document that leaves nothing on this device. */
export const NO_COPY: OfflineCopy = {
	loaded: Promise.resolve({ unsaved: 0 }),
	rememberUnsaved: () => undefined,
	replaceWith: () => Promise.resolve(false),
	writeNow: () => undefined,
	settled: () => Promise.resolve(),
	close: () => Promise.resolve()
};

const DATABASE = 'commonplace';
const DATABASE_VERSION = 1;
/** One row an update: `{ document, update }`, numbered in the order of writing. */
const UPDATES = 'updates';
const BY_DOCUMENT = 'document';
/** One row a document, under its name. */
const DOCUMENTS = 'documents';
/** So many rows are folded into one at the next quiet moment. */
const FOLD_ABOVE_ROWS = 300;

interface UpdateRow {
	readonly document: string;
	readonly update: Uint8Array;
}

interface DocumentRow {
	readonly unsaved: number;
}

export interface OfflineCopyOptions {
	readonly name: string;
	readonly doc: Y.Doc;
	/** Called once, when the device's storage refuses (private window, quota, damage): from then on nothing is kept. */
	readonly onFailure: (error: unknown) => void;
	/** Updates with this origin came out of a copy; they need not be written again. */
	readonly origin: object;
}

export function openOfflineCopy(options: OfflineCopyOptions): OfflineCopy {
	const { name, doc, origin, onFailure } = options;
	const database = openDatabase();
	/** For those who cannot wait. */
	let opened: IDBDatabase | null = null;
	database.then(
		(db) => (opened = db),
		() => undefined
	);
	/** Rows whose content is in `doc`; any other row of this document is from another tab. */
	const seen = new Set<number>();
	let waiting: Uint8Array[] = [];
	let unsaved: number | null = null;
	let failed = false;

	const fail = (error: unknown): void => {
		if (failed) return;
		failed = true;
		waiting = [];
		onFailure(error);
	};

	const loaded = database
		.then((db) => load(db, name))
		.then(
			({ rows, keys, unsaved: before }) => {
				for (const key of keys) seen.add(key);
				Y.transact(doc, () => rows.forEach((row) => Y.applyUpdate(doc, row.update, origin)), origin, false);
				return { unsaved: before };
			},
			(error: unknown) => {
				fail(error);
				return { unsaved: 0 };
			}
		);

	const writeWaiting = async (db: IDBDatabase): Promise<void> => {
		const updates = waiting;
		const count = unsaved;
		waiting = [];
		unsaved = null;
		for (const key of await write(db, name, updates, count)) seen.add(key);
	};

	// One transaction at a time; what arrives meanwhile goes into the next one.
	let writing: Promise<void> = loaded.then(() => undefined);
	let scheduled = false;
	const schedule = (): void => {
		if (scheduled || failed) return;
		scheduled = true;
		writing = writing.then(async () => {
			scheduled = false;
			try {
				const db = await database;
				await writeWaiting(db);
				if (seen.size > FOLD_ABOVE_ROWS) await fold(db, name, doc, seen, origin);
			} catch (error) {
				fail(error);
			}
		});
	};

	const onUpdate = (update: Uint8Array, updateOrigin: unknown): void => {
		if (updateOrigin === origin || failed) return;
		waiting.push(update);
		schedule();
	};
	doc.on('update', onUpdate);

	return {
		loaded,
		rememberUnsaved(changes) {
			unsaved = changes;
			schedule();
		},
		async replaceWith(update) {
			doc.off('update', onUpdate);
			await writing;
			return database
				.then((db) => replace(db, name, seen, update))
				.then(
					() => true,
					() => false
				);
		},
		writeNow() {
			if (opened === null || failed || (waiting.length === 0 && unsaved === null)) return;
			// A browser finishes the transactions of a page that is gone, but begins none for it.
			writeWaiting(opened).catch(fail);
		},
		settled: () => writing,
		async close() {
			doc.off('update', onUpdate);
			await writing;
			await database.then(
				(db) => db.close(),
				() => undefined
			);
		}
	};
}

function openDatabase(): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(DATABASE, DATABASE_VERSION);
		request.onupgradeneeded = () => {
			request.result.createObjectStore(UPDATES, { autoIncrement: true }).createIndex(BY_DOCUMENT, 'document');
			request.result.createObjectStore(DOCUMENTS);
		};
		request.onsuccess = () => {
			// A newer version of the app in another tab wants to change the schema: give way, it keeps the data.
			request.result.onversionchange = () => request.result.close();
			resolve(request.result);
		};
		request.onerror = () => reject(request.error ?? new Error('IndexedDB refused to open'));
		request.onblocked = () => reject(new Error('IndexedDB is blocked by an older tab'));
	});
}

async function load(
	db: IDBDatabase,
	name: string
): Promise<{ rows: UpdateRow[]; keys: number[]; unsaved: number }> {
	const transaction = db.transaction([UPDATES, DOCUMENTS], 'readonly');
	const index = transaction.objectStore(UPDATES).index(BY_DOCUMENT);
	const [rows, keys, row] = await Promise.all([
		answer<UpdateRow[]>(index.getAll(name)),
		answer<number[]>(index.getAllKeys(name)),
		answer<DocumentRow | undefined>(transaction.objectStore(DOCUMENTS).get(name))
	]);
	return { rows, keys, unsaved: row?.unsaved ?? 0 };
}

/** The keys of the new rows. Resolves when the transaction is complete: then the rows survive the tab. */
async function write(
	db: IDBDatabase,
	name: string,
	updates: readonly Uint8Array[],
	unsaved: number | null
): Promise<number[]> {
	const transaction = db.transaction([UPDATES, DOCUMENTS], 'readwrite');
	const rows = transaction.objectStore(UPDATES);
	const keys = updates.map((update) =>
		answer<number>(rows.add({ document: name, update } satisfies UpdateRow))
	);
	if (unsaved !== null) transaction.objectStore(DOCUMENTS).put({ unsaved } satisfies DocumentRow, name);
	const [written] = await Promise.all([Promise.all(keys), completion(transaction)]);
	return written;
}

/** Replaces all rows of the document by one, after taking in what other tabs wrote: their rows are deleted too. */
async function fold(
	db: IDBDatabase,
	name: string,
	doc: Y.Doc,
	seen: Set<number>,
	origin: object
): Promise<void> {
	const transaction = db.transaction(UPDATES, 'readwrite');
	const store = transaction.objectStore(UPDATES);
	const index = store.index(BY_DOCUMENT);
	const [rows, keys] = await Promise.all([
		answer<UpdateRow[]>(index.getAll(name)),
		answer<number[]>(index.getAllKeys(name))
	]);
	rows.forEach((row, at) => {
		if (!seen.has(keys[at]!)) Y.applyUpdate(doc, row.update, origin);
	});
	const whole: UpdateRow = { document: name, update: Y.encodeStateAsUpdate(doc) };
	const key = answer<number>(store.add(whole));
	for (const old of keys) store.delete(old);
	const [kept] = await Promise.all([key, completion(transaction)]);
	seen.clear();
	seen.add(kept);
}

/** Rows that other tabs wrote stay. */
async function replace(
	db: IDBDatabase,
	name: string,
	seen: ReadonlySet<number>,
	update: Uint8Array
): Promise<void> {
	const transaction = db.transaction(UPDATES, 'readwrite');
	const rows = transaction.objectStore(UPDATES);
	for (const key of seen) rows.delete(key);
	rows.add({ document: name, update } satisfies UpdateRow);
	await completion(transaction);
}

/** The library types what comes out of a database as `any`; only this module puts anything in. */
function answer<T>(request: IDBRequest): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result as T);
		request.onerror = () => reject(request.error ?? new Error('IndexedDB request failed'));
	});
}

function completion(transaction: IDBTransaction): Promise<void> {
	return new Promise((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB transaction failed'));
		transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB transaction aborted'));
	});
}
