import { isAgreed } from '#model/problem/ballots/consent.ts';
import { gridPlace } from '#model/problem/ballots/impact-effort.ts';
import { majorityGrade } from '#model/problem/ballots/scale.ts';
import type { VoteRules } from '#model/problem/method.ts';

/** What a vote came to for one card; `numbers`: see `Tally`. */
export function voteInWords(type: VoteRules['type'], numbers: readonly number[]): string {
	const [first = 0, second = 0, third = 0] = numbers;
	switch (type) {
		case 'dot':
			return `${counted(first, 'dot')} from ${people(second)}`;
		case 'approval':
			return `approved by ${people(first)}`;
		case 'rank':
			return `${counted(first, 'point')}, first for ${people(second)}`;
		case 'scale':
			return first + numbers.slice(1).reduce((sum, count) => sum + count, 0) === 0
				? 'no grades'
				: `grade ${majorityGrade(numbers)} of 5`;
		case 'impactEffort': {
			const place = gridPlace(numbers);
			return place === null ? 'not placed' : `impact ${place.impact} and effort ${place.effort} of 5`;
		}
		case 'consent':
			return isAgreed(numbers)
				? `agreed, with ${counted(second, 'reservation')}`
				: `not agreed: ${counted(third, 'objection')}`;
	}
}

function counted(count: number, what: string): string {
	return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function people(count: number): string {
	return count === 1 ? '1 person' : `${count} people`;
}
