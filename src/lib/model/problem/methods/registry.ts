import type { Method } from '../method.ts';
import { afterActionReview } from './after-action-review.ts';
import { agreeTerms } from './agree-terms.ts';
import { brainwriting } from './brainwriting.ts';
import { caseClinic } from './case-clinic.ts';
import { leanCoffee } from './lean-coffee.ts';
import { nominalGroup } from './nominal-group.ts';
import { oneTwoFourAll } from './one-two-four-all.ts';
import { peerAssist } from './peer-assist.ts';
import { reverseIt } from './reverse-it.ts';
import { solveAProblem } from './solve-a-problem.ts';
import { troika } from './troika.ts';
import { worldCafe } from './world-cafe.ts';

/**
 * Every version of every method that ships. Versions are never taken out: runs pin them. All their words together are large, so
 * a browser fetches this module when somebody chooses a method, or opens a board that one of them runs on.
 */
export const METHODS: readonly Method[] = [
	solveAProblem,
	oneTwoFourAll,
	brainwriting,
	nominalGroup,
	leanCoffee,
	troika,
	caseClinic,
	peerAssist,
	afterActionReview,
	reverseIt,
	worldCafe,
	agreeTerms
];

/** The latest version of each: what somebody who begins now chooses from. */
export function latestMethods(): readonly Method[] {
	return METHODS.filter(({ id, version }) =>
		METHODS.every((other) => other.id !== id || other.version <= version)
	);
}

export function findMethod(id: unknown, version: unknown): Method | null {
	return METHODS.find((method) => method.id === id && method.version === version) ?? null;
}
