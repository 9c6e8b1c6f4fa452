import type { StoredDocument } from '../store/store.ts';
import type { JobParts } from './jobs.ts';

/** What a job opens of a stored document; of `null`, an empty one. */
export function partsOf(stored: StoredDocument | null): JobParts {
	if (stored === null) return { snapshot: null, updates: [] };
	const { snapshot, tail } = stored;
	return { snapshot, updates: tail.flatMap(({ updates }) => updates.map(({ update }) => update)) };
}
