import type { DocumentName } from '#protocol/documents.ts';
import { parseImageHash, type ImageHash } from '#protocol/images.ts';

/** Images that the server does not have yet, kept on this device over a reload and a closed browser. */
export interface WaitingImages {
	/** Those of one board. Empty where the device's storage refuses. */
	of(document: DocumentName): Promise<ReadonlyMap<ImageHash, Blob>>;
	/** Whether the device took it. */
	add(document: DocumentName, hash: ImageHash, blob: Blob): Promise<boolean>;
	remove(document: DocumentName, hash: ImageHash): Promise<void>;
}

const DATABASE = 'commonplace-images';
const VERSION = 1;
/** `<document>/<hash>` → Blob */
const WAITING = 'waiting';

export function openWaitingImages(): WaitingImages {
	let opened: Promise<IDBDatabase> | null = null;

	async function inStore<T>(
		mode: IDBTransactionMode,
		act: (store: IDBObjectStore) => IDBRequest<T>
	): Promise<T> {
		const database = await (opened ??= open());
		return new Promise((resolve, reject) => {
			const transaction = database.transaction(WAITING, mode);
			const request = act(transaction.objectStore(WAITING));
			// Only a complete transaction survives the tab.
			transaction.oncomplete = () => resolve(request.result);
			transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB gave up'));
			transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB failed'));
		});
	}

	return {
		async of(document) {
			const range = IDBKeyRange.bound(`${document}/`, `${document}/~`);
			const images = new Map<ImageHash, Blob>();
			try {
				const [keys, blobs] = await Promise.all([
					inStore('readonly', (store) => store.getAllKeys(range)),
					inStore('readonly', (store) => store.getAll(range) as IDBRequest<unknown[]>)
				]);
				keys.forEach((key, at) => {
					const hash = typeof key === 'string' ? parseImageHash(key.slice(document.length + 1)) : null;
					const blob = blobs[at];
					if (hash !== null && blob instanceof Blob) images.set(hash, blob);
				});
			} catch {
				// A private window, say: then nothing was kept either.
			}
			return images;
		},
		add: (document, hash, blob) =>
			inStore('readwrite', (store) => store.put(blob, `${document}/${hash}`)).then(
				() => true,
				() => false
			),
		remove: (document, hash) =>
			inStore('readwrite', (store) => store.delete(`${document}/${hash}`)).then(
				() => undefined,
				() => undefined
			)
	};
}

function open(): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(DATABASE, VERSION);
		request.onupgradeneeded = () => request.result.createObjectStore(WAITING);
		request.onsuccess = () => {
			// A newer version of the app in another tab: give way, it keeps the data.
			request.result.onversionchange = () => request.result.close();
			resolve(request.result);
		};
		request.onerror = () => reject(request.error ?? new Error('IndexedDB refused to open'));
		request.onblocked = () => reject(new Error('IndexedDB is blocked by an older tab'));
	});
}
