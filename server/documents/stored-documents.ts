import type { SessionId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { Store } from '../store/store.ts';
import type { DocumentPool } from './pool.ts';
import { partsOf } from './stored-parts.ts';

export interface StoredDocumentsParts {
	readonly documents: Pick<Store['documents'], 'load'>;
	readonly pool: Pick<DocumentPool, 'run'>;
}

/** The page as HTML. */
export async function renderPage(
	{ documents, pool }: StoredDocumentsParts,
	name: DocumentName,
	session: SessionId
): Promise<string> {
	return pool.run({
		kind: 'render-page',
		parts: partsOf(await documents.load(name)),
		document: name,
		session
	});
}

/** One update that holds all of some documents; `null` when nothing was ever written in any of them. */
export async function copyOf(
	{ documents, pool }: StoredDocumentsParts,
	names: readonly DocumentName[]
): Promise<Uint8Array | null> {
	const updates: Uint8Array[] = [];
	for (const name of names) {
		const stored = await documents.load(name);
		if (stored !== null) updates.push((await pool.run({ kind: 'compact', parts: partsOf(stored) })).snapshot);
	}
	if (updates.length < 2) return updates[0] ?? null;
	return (await pool.run({ kind: 'compact', parts: { snapshot: null, updates } })).snapshot;
}

/** The first content of a new board that asks what this problem board asks; `null`: there is none that can be read. */
export async function askedAnew(
	{ documents, pool }: StoredDocumentsParts,
	name: DocumentName
): Promise<Uint8Array | null> {
	const stored = await documents.load(name);
	if (stored === null || stored.quarantine !== null) return null;
	return pool.run({ kind: 'ask-anew', parts: partsOf(stored) });
}
