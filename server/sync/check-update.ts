import * as Y from 'yjs';
import type { IdentityId } from '#model/ids.ts';
import type { StateVector } from '#protocol/sync.ts';
import type { DocumentBytes } from './document-bytes.ts';
import { cutUpdate } from './merge-updates.ts';
import { isWithin } from './owners.ts';
import { scanUpdate, type ClientBlock, type ScannedUpdate } from './update-scan.ts';

/** What is to become of an update that somebody sent. */
export type Verdict =
	| { readonly kind: 'malformed' }
	/** All of it is here or on its way. */
	| { readonly kind: 'known' }
	| { readonly kind: 'read-only' }
	/** It builds on something that is missing here. */
	| { readonly kind: 'gap' }
	| Taken
	/** It brings something under client ids of others; `rest` is what is left without that and can be taken. */
	| { readonly kind: 'foreign'; readonly rest: Taken | null };

interface Taken {
	readonly kind: 'take';
	readonly update: Uint8Array;
	readonly scanned: ScannedUpdate;
}

export interface Asking {
	readonly author: IdentityId | null;
	readonly canWrite: boolean;
	/** The store may have lost what this person saw: they may bring back what others wrote. */
	readonly mayVouch: boolean;
}

/** The check before anything else happens to an update: bounded, without opening the document. `ahead`: clocks on their way. */
export function checkUpdate(
	update: Uint8Array,
	bytes: DocumentBytes,
	ahead: StateVector,
	asking: Asking
): Verdict {
	const scanned = scanUpdate(update);
	if (scanned === null) return { kind: 'malformed' };
	const { known, owners } = bytes;
	if (known.covers(scanned, ahead)) return { kind: 'known' };
	if (!asking.canWrite) return { kind: 'read-only' };
	const foreign = asking.mayVouch
		? null
		: owners.foreign(scanned, asking.author, (block) => isWithin(block, known.stateVector, ahead));
	if (foreign !== null) {
		const verdict = checkRest(cutUpdate({ update, scanned }, new Set(foreign)), bytes, ahead, asking);
		return { kind: 'foreign', rest: verdict.kind === 'take' ? verdict : null };
	}
	// What lies behind a hole would wait in every reader for what may never come.
	if (scanned.blocks.some(({ hole }) => hole !== undefined)) {
		return checkRest(cutUpdate({ update, scanned }, NONE), bytes, ahead, asking);
	}
	if (known.lacks(scanned, ahead)) return { kind: 'gap' };
	const repeating = scanned.blocks.filter(
		({ client, from }) => from < clockOf(client, known.stateVector, ahead)
	);
	if (repeating.length === 0) return { kind: 'take', update, scanned };
	return takeNews({ update, scanned }, repeating, known.stateVector, ahead);
}

const NONE: ReadonlySet<ClientBlock> = new Set();
const NOTHING: StateVector = new Map();

function checkRest(
	rest: Uint8Array | null,
	bytes: DocumentBytes,
	ahead: StateVector,
	asking: Asking
): Verdict {
	return rest === null ? { kind: 'known' } : checkUpdate(rest, bytes, ahead, asking);
}

/**
 * Only what is new: a struct that repeats known clocks with other content makes Yjs build on something that is not what
 * it says, and throw. Cut at the known clock, it hangs on what is really there. Blocks that are known to their end are
 * left out, so that no clock is in the log twice; but not those that are only on their way, since an acknowledgement
 * of this update must not count on them.
 */
function takeNews(
	whole: Pick<Taken, 'update' | 'scanned'>,
	repeating: readonly ClientBlock[],
	known: StateVector,
	ahead: StateVector
): Verdict {
	const stored = new Set(repeating.filter((block) => isWithin(block, known, NOTHING)));
	const partly = repeating.filter((block) => !isWithin(block, known, ahead));
	if (stored.size + partly.length === 0) return { ...whole, kind: 'take' };
	const clocks = new Map([...stored, ...partly].map(({ client }) => [client, clockOf(client, known, ahead)]));
	const news =
		partly.length === 0 ? cutUpdate(whole, stored) : Y.diffUpdate(whole.update, Y.encodeStateVector(clocks));
	if (news === null) return { kind: 'known' };
	const scanned = scanUpdate(news);
	return scanned === null ? { kind: 'malformed' } : { kind: 'take', update: news, scanned };
}

function clockOf(client: number, known: StateVector, ahead: StateVector): number {
	return Math.max(known.get(client) ?? 0, ahead.get(client) ?? 0);
}
