import type { IdentityId } from '../ids.ts';
import type { Role } from '../session/session.ts';
import { authorsAtReveal, writesAlone } from './engine.ts';
import { currentPhase, type Run } from './run.ts';

/** What may be said of writing that is hidden: how much of it there is, and who has not begun. Never more of anybody. */
export interface WritingNews {
	/** The cards of all together; `null`: the phase does not say. */
	readonly cards: number | null;
	/**
	 * Who has no card yet, for facilitators, so that they can see to it that everybody has the time and the pen. `few`: so
	 * few have written that the rest would tell whose the cards are. `null`: it is not told.
	 */
	readonly silent: readonly IdentityId[] | 'few' | null;
}

/**
 * Where nobody is ever to know who wrote what, at least so many must have written before anybody is told who has not: of
 * fewer, it would soon be clear. As many as a secret vote needs.
 */
const LEAST_WRITERS = 3;

/**
 * What somebody of this role is told now; `null`: nothing is hidden.
 * @param counts how many cards each has on their sheet; who is not in it has none
 * @param people who may write
 */
export function writingNews(
	run: Run,
	role: Role,
	counts: ReadonlyMap<IdentityId, number>,
	people: readonly IdentityId[]
): WritingNews | null {
	const now = currentPhase(run);
	if (now === null || !writesAlone(now.rules) || now.step.hiding.at !== 'hidden') return null;
	const { sees, reveal } = now.rules;
	const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
	const cards = sees.others === 'count' ? total : null;
	// What is for its author alone is nobody's business; what is shown card by card would be tied to whoever wrote last.
	const isUnnamed = authorsAtReveal(now.rules) === 'dropped';
	if (role !== 'facilitator' || reveal === 'never' || (isUnnamed && reveal === 'perItem'))
		return { cards, silent: null };
	const writers = [...counts.values()].filter((count) => count > 0).length;
	if (isUnnamed && writers < LEAST_WRITERS) return { cards, silent: 'few' };
	return { cards, silent: people.filter((person) => (counts.get(person) ?? 0) === 0) };
}
