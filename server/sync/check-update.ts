import type { IdentityId } from '#model/ids.ts';
import type { StateVector } from '#protocol/sync.ts';
import type { DocumentBytes } from './document-bytes.ts';
import { withoutBlocks } from './merge-updates.ts';
import { isWithin } from './owners.ts';
import { scanUpdate, type ScannedUpdate } from './update-scan.ts';

/** What is to become of an update that somebody sent. */
export type Verdict =
	| { readonly kind: 'malformed' }
	/** All of it is here or on its way. */
	| { readonly kind: 'known' }
	| { readonly kind: 'read-only' }
	/** It builds on something that is missing here. */
	| { readonly kind: 'gap' }
	| { readonly kind: 'take'; readonly update: Uint8Array; readonly scanned: ScannedUpdate }
	/** It brings something under client ids of others; `rest` is what is left without that and can be taken. */
	| { readonly kind: 'foreign'; readonly rest: Extract<Verdict, { kind: 'take' }> | null };

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
	{ author, canWrite, mayVouch }: Asking
): Verdict {
	const scanned = scanUpdate(update);
	if (scanned === null) return { kind: 'malformed' };
	if (bytes.known.covers(scanned, ahead)) return { kind: 'known' };
	if (!canWrite) return { kind: 'read-only' };
	const foreign = mayVouch
		? null
		: bytes.owners.foreign(scanned, author, (block) => isWithin(block, bytes.known.stateVector, ahead));
	if (foreign !== null) {
		const rest = withoutBlocks({ update, scanned }, new Set(foreign));
		const verdict = rest && checkUpdate(rest, bytes, ahead, { author, canWrite, mayVouch });
		return { kind: 'foreign', rest: verdict?.kind === 'take' ? verdict : null };
	}
	if (bytes.known.lacks(scanned, ahead)) return { kind: 'gap' };
	return { kind: 'take', update, scanned };
}
