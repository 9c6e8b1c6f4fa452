import * as Y from 'yjs';
import { scanUpdate, STORED_LIMITS } from '../sync/update-scan.ts';
import type { Examination, JobParts, Opening } from './jobs.ts';

/** Checks the bytes as the sync endpoint does, then opens the document. */
export function examine(
	{ snapshot, updates }: JobParts,
	withDocument: (look: (doc: Y.Doc) => Opening) => Opening
): Examination {
	const malformed = [snapshot, ...updates].flatMap((bytes, index) =>
		bytes === null || scanUpdate(bytes, STORED_LIMITS) !== null ? [] : [index]
	);
	const started = performance.now();
	try {
		const opening = withDocument((doc) => describe(doc, performance.now() - started));
		return { malformed, opening };
	} catch (error) {
		return {
			malformed,
			opening: { ok: false, reason: error instanceof Error ? error.message : String(error) }
		};
	}
}

function describe(doc: Y.Doc, durationMs: number): Opening {
	const { clients, pendingStructs } = doc.store;
	let structs = 0;
	for (const own of clients.values()) structs += own.length;
	return {
		ok: true,
		incomplete: [...(pendingStructs?.missing.keys() ?? [])],
		structs,
		clients: clients.size,
		bytes: Y.encodeStateAsUpdate(doc).length,
		durationMs
	};
}
