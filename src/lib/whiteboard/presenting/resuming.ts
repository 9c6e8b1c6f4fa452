import * as v from 'valibot';
import { isShapeId, type ShapeId } from '#model/whiteboard/ids.ts';
import type { Showing } from '../finding/finding.svelte.ts';

/** A tab that was closed for longer than this and comes back begins anew. */
const STANDS_MS = 60_000;
const KEY = 'commonplace:presenting';

type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const Kept = v.object({
	document: v.string(),
	/** Milliseconds since 1970. */
	at: v.number(),
	showing: v.variant('at', [
		v.object({ at: v.literal('leading'), from: v.nullable(v.custom<ShapeId>(isShapeId)) }),
		v.object({ at: v.literal('watching'), who: v.string() })
	])
});

/**
 * Writes down what this tab shows as it goes, so that it goes on with it after a reload. Only then: a copy of the tab has a
 * copy of its storage, and must not present too.
 */
export function keepForReload(storage: TabStorage, document: string, showing: Showing, at: number): void {
	storage.setItem(KEY, JSON.stringify({ document, at, showing }));
}

/** What this tab showed of the document when it was left a moment ago; `null` for nothing. It is told once. */
export function takeAfterReload(storage: TabStorage, document: string, now: number): Showing | null {
	const stored = storage.getItem(KEY);
	if (stored === null) return null;
	storage.removeItem(KEY);
	const kept = v.safeParse(v.pipe(v.string(), v.parseJson(), Kept), stored);
	if (!kept.success || kept.output.document !== document) return null;
	return Math.abs(now - kept.output.at) < STANDS_MS ? kept.output.showing : null;
}

/** `sessionStorage` where the browser gives it, else nothing that lasts. */
export function tabStorage(): TabStorage {
	try {
		return window.sessionStorage;
	} catch {
		return { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };
	}
}
