import { t as running } from '$lib/messages/problem-running.ts';
import { t } from '$lib/messages/problem-steering.ts';
import type { PhasePlan } from '#model/session/phase-groups.ts';
import { unreachable } from '#model/unreachable.ts';
import type { NextThing } from './next-thing.ts';

/** What the button says. `items`: how many a vote would be on; `topics`: how many groups there are to choose from. */
export function labelOf(
	thing: Exclude<NextThing, { do: 'nothing' | 'wait-for-bring' }>,
	items: number,
	topics: number
): string {
	switch (thing.do) {
		case 'reveal':
			return running.reveal;
		case 'open-vote':
			return items === 0 ? running.noItems : running.openVote(items);
		case 'close-vote':
			return running.closeVote;
		case 'plan-groups':
			return planLabel(thing.plan, topics);
		case 'open-groups':
			return t.openGroups;
		case 'begin-chosen':
			return t.beginChosen;
		case 'reopen-groups':
			return t.reopenGroups;
		case 'bring':
			return thing.isUnderWay ? t.endAndBring : t.bring;
		default:
			return unreachable(thing);
	}
}

function planLabel(plan: PhasePlan, topics: number): string {
	switch (plan.make) {
		case 'new':
			return plan.place === 'choosing' ? t.offerGroups(topics || plan.count) : t.formGroups(plan.count);
		case 'joint':
			return t.joinGroups(plan.of.length);
		case 'rotated':
			return t.rotations[plan.rotation];
		default:
			return unreachable(plan);
	}
}
