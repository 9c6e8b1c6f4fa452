import { t } from '$lib/messages/problem-running.ts';
import { gridPlace } from '#model/problem/ballots/impact-effort.ts';
import { HIGHEST_GRADE } from '#model/problem/ballots/marks.ts';
import { majorityGrade } from '#model/problem/ballots/scale.ts';
import type { VoteRules } from '#model/problem/method.ts';

type VoteType = VoteRules['type'];

/** What the numbers of a result are called, in the order in which `cellsOf` has them. */
export function columnsOf(type: VoteType): readonly string[] {
	if (type === 'impactEffort') return [t.impact, t.effort];
	return type === 'consent' ? [t.points.consent, t.reservations, t.objections] : [t.points[type]];
}

/** A tally's numbers as people read them. */
export function cellsOf(type: VoteType, numbers: readonly number[]): readonly (number | string)[] {
	if (type === 'consent') return numbers.slice(0, 3);
	if (type === 'scale') return [majorityGrade(numbers) || '–'];
	if (type !== 'impactEffort') return [numbers[0] ?? 0];
	const place = gridPlace(numbers);
	return place === null ? ['–', '–'] : [place.impact, place.effort];
}

/** How long a tally's bar is, beside those of the same vote. */
export function lengthOf(type: VoteType, numbers: readonly number[]): number {
	if (type === 'scale') return majorityGrade(numbers);
	if (type === 'impactEffort') return gridPlace(numbers)?.impact ?? 0;
	return numbers[0] ?? 0;
}

/** What the longest bar stands for at least: a grade's is told by the best grade, other results by each other. */
export function longestOf(type: VoteType): number {
	return type === 'scale' || type === 'impactEffort' ? HIGHEST_GRADE : 1;
}
