import type { IdentityId } from '../ids.ts';

/** Somebody offers to facilitate because no facilitator is here; it is theirs at `dueAt` unless a facilitator is back. */
export interface Claim {
	readonly by: IdentityId;
	readonly at: number;
	readonly dueAt: number;
}

/** Long enough for a facilitator who only reloads, and for everybody to see who it will be. */
export const CLAIM_AFTER_MS = 60_000;

/**
 * It comes true within seconds where anybody is, who could refuse it. Where that did not happen everybody had gone, and nobody
 * becomes a facilitator of what is over.
 */
export const CLAIM_LAPSES_AFTER_MS = 10 * 60_000;
