import type { CardId } from '../card.ts';
import type { GridSpot } from '../card-details.ts';
import { HIGHEST_GRADE, type MarksOf } from './marks.ts';
import { isGrade } from './scale.ts';
import { histogram } from './tally.ts';

export function fitsImpactEffort({ placements }: MarksOf<'impactEffort'>, budget: number): boolean {
	return (
		placements.length <= budget &&
		placements.every(({ impact, effort }) => isGrade(impact) && isGrade(effort))
	);
}

/** How many put it at each impact, and at each effort; where it stands then says `gridPlace`. */
export function countPlacements(
	card: CardId,
	ballots: readonly MarksOf<'impactEffort'>[]
): readonly number[] {
	const given = ballots.flatMap(({ placements }) => placements.filter((one) => one.card === card));
	return [
		...histogram(
			given.map(({ impact }) => impact),
			HIGHEST_GRADE
		),
		...histogram(
			given.map(({ effort }) => effort),
			HIGHEST_GRADE
		)
	];
}

/**
 * Where a card stands between impact and effort: the median of where people put it, on each axis by itself. The numbers
 * are an order and no measure, so that a mean would say nothing (S. Stevens, On the theory of scales of measurement,
 * Science 103, 1946). The grid is from D. Gray, S. Brown and J. Macanufo, Gamestorming (2010). `null`: nobody placed it.
 */
export function gridPlace(
	numbers: readonly number[]
): { readonly impact: number; readonly effort: number } | null {
	const impact = median(numbers.slice(0, HIGHEST_GRADE));
	const effort = median(numbers.slice(HIGHEST_GRADE));
	return impact === null || effort === null ? null : { impact, effort };
}

/** Where that is on the grid: each grade has a fifth of it, and a card stands in the middle of its own. */
export function gridSpot(numbers: readonly number[]): GridSpot | null {
	const place = gridPlace(numbers);
	const within = (grade: number): number => (grade - 0.5) / HIGHEST_GRADE;
	return place && { impact: within(place.impact), effort: within(place.effort) };
}

/** Which of two cards leads: the one that brings most for its effort, and of equal ones that brings more. */
export function comparePlacements(a: readonly number[], b: readonly number[]): number {
	const [one, other] = [gridPlace(a), gridPlace(b)];
	if (one === null || other === null) return Number(one === null) - Number(other === null);
	return other.impact - other.effort - (one.impact - one.effort) || other.impact - one.impact;
}

/** A half where an even number of people part in the middle. */
function median(counts: readonly number[]): number | null {
	const sorted = counts.flatMap((count, index) => Array.from({ length: count }, () => index + 1));
	if (sorted.length === 0) return null;
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
