import { unreachable } from '../unreachable.ts';
import type { Phase, PhaseKind } from './method.ts';
import { ALONE, ALONE_UNNAMED, MAY, OPEN, TO_ONESELF, VOTING } from './methods/building-blocks.ts';

/*
 * What a phase usually is, so that whoever makes a method says what it is for and changes what differs.
 */

/** What a phase of this kind begins with. `id`, words and minutes stay what they are. */
export function ofKind({ id, title, prompt, minutes }: Phase, kind: PhaseKind): Phase {
	const bare: Phase = {
		id,
		title,
		kind,
		prompt,
		minutes,
		onEnd: 'ask',
		can: MAY.writeTogether,
		sees: OPEN,
		reveal: 'manual'
	};
	switch (kind) {
		case 'write':
			return { ...bare, onEnd: 'extend', can: MAY.writeOwn, sees: ALONE };
		case 'turns':
			return { ...bare, can: MAY.arrange, turns: { order: 'roundRobin', seconds: 60, pass: true } };
		case 'group':
			return { ...bare, can: MAY.arrange };
		case 'vote':
			return {
				...bare,
				can: MAY.vote,
				sees: VOTING,
				vote: { type: 'dot', budget: 3, secret: true, minVoters: 3 }
			};
		case 'breakout':
			return { ...bare, groups: { by: 'size', size: 3, rotate: 'newPairs' } };
		case 'decide':
			return { ...bare, output: { pageSection: 'decision' } };
		case 'act':
			return { ...bare, output: { pageSection: 'actions' } };
		case 'draft':
			return { ...bare, output: { pageSection: 'whatToDo' } };
		case 'discuss':
			return bare;
		default:
			return unreachable(kind);
	}
}

/** Where people write, and what becomes of who wrote what: the four that a form offers by name. */
export const WRITINGS = ['together', 'named', 'unnamed', 'oneself'] as const;
export type Writing = (typeof WRITINGS)[number];

const SEEN = { together: OPEN, named: ALONE, unnamed: ALONE_UNNAMED, oneself: TO_ONESELF } as const;

/** Which of the four a phase is; `null`: something else, that was set by hand. */
export function writingOf({ sees, reveal, can }: Pick<Phase, 'sees' | 'reveal' | 'can'>): Writing | null {
	const { others, authors } = sees;
	const writes = Object.values(can).some((actions) => actions.includes('create'));
	if (others === 'text')
		return authors === 'always' && reveal !== 'perItem' && reveal !== 'never' ? 'together' : null;
	if (!writes) return null;
	if (reveal === 'never') return authors === 'never' ? 'oneself' : null;
	switch (authors) {
		case 'never':
			return 'unnamed';
		case 'onReveal':
			return 'named';
		case 'always':
			return null;
		default:
			return unreachable(authors);
	}
}

/** The same phase with another of the four; what may be seen of votes, and who has a part in it, stays. */
export function withWriting(phase: Phase, writing: Writing): Phase {
	const sees = { ...SEEN[writing], tallies: phase.sees.tallies };
	if (writing === 'together') {
		const { cap: _cap, ...open } = phase;
		return { ...open, sees, reveal: 'manual' };
	}
	const reveal = writing === 'oneself' ? 'never' : phase.reveal === 'never' ? 'manual' : phase.reveal;
	const mayWrite = Object.values(phase.can).some((actions) => actions.includes('create'));
	return { ...phase, sees, reveal, can: mayWrite ? phase.can : MAY.writeOwn };
}
