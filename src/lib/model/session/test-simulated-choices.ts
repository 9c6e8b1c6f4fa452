import { createId, type BoardId, type GroupId } from '../ids.ts';
import type { Marks } from '../problem/ballots/marks.ts';
import type { CardId } from '../problem/card.ts';
import type { VoteRules } from '../problem/method.ts';
import type { NewGroup } from './commands/rounds.ts';
import { shuffled } from './grouping/chance.ts';
import type { PhasePlan } from './phase-groups.ts';

/* What simulated people bring along: their votes, and the groups that they are planned into. */

/** Marks by chance, as somebody might put them down. */
export function anyMarks({ type, budget }: VoteRules, items: readonly CardId[], random: () => number): Marks {
	const cards = shuffled(items, random).slice(0, 1 + Math.floor(random() * budget));
	const grade = (): number => 1 + Math.floor(random() * 5);
	switch (type) {
		case 'dot':
			return { type, dots: cards.slice(0, budget).map((card) => ({ card, count: 1 })) };
		case 'approval':
		case 'rank':
			return { type, cards };
		case 'scale':
			return { type, grades: cards.map((card) => ({ card, grade: grade() })) };
		case 'impactEffort':
			return { type, placements: cards.map((card) => ({ card, impact: grade(), effort: grade() })) };
		case 'consent':
			return { type, answers: cards.map((card) => ({ card, answer: 'consent', reason: '' })) };
	}
}

/** Groups as a plan wants them, with boards where they are new. */
export function newGroups(plan: PhasePlan): NewGroup[] {
	const many =
		plan.make === 'new' ? plan.count : plan.make === 'joint' ? plan.of.length : plan.from.groups.length;
	return Array.from({ length: many }, (_, index) => ({
		id: createId<GroupId>(),
		name: `Group ${index + 1}`,
		board:
			plan.make === 'rotated'
				? null
				: { id: createId<BoardId>(), kind: 'problem' as const, title: `Board ${index + 1}`, like: null }
	}));
}
