import type { RecordStore, StoredRecord } from '../../server/store/store.ts';

/** Records in memory, for nodes in one process. */
export function memoryRecords(): RecordStore {
	const records = new Map<string, StoredRecord>();
	const pathOf = (collection: string, key: string) => `${collection} ${key}`;
	const versionOf = (path: string) => records.get(path)?.version ?? 0;
	return {
		get: async (collection, key) => records.get(pathOf(collection, key)) ?? null,
		put: async (collection, key, value, expected) => {
			const path = pathOf(collection, key);
			if (versionOf(path) !== expected) return null;
			records.set(path, { key, value, version: expected + 1 });
			return expected + 1;
		},
		remove: async (collection, key, expected) => {
			const path = pathOf(collection, key);
			return versionOf(path) === expected && records.delete(path);
		},
		list: async (collection, prefix) =>
			[...records]
				.filter(([path]) => path.startsWith(pathOf(collection, prefix)))
				.map(([, record]) => record)
				.toSorted((a, b) => (a.key < b.key ? -1 : 1))
	};
}
