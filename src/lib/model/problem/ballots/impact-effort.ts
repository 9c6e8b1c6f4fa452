import type { MarksOf } from './marks.ts';
import { isGrade } from './scale.ts';
import { byCard, placed, type Tally } from './tally.ts';

export function fitsImpactEffort({ placements }: MarksOf<'impactEffort'>, budget: number): boolean {
	return (
		placements.length <= budget &&
		placements.every(({ impact, effort }) => isGrade(impact) && isGrade(effort))
	);
}

/**
 * Where a card stands between impact and effort is the median of where people put it, on each axis by itself: the numbers
 * are an order and no measure, so that a mean would say nothing (S. Stevens, On the theory of scales of measurement,
 * Science 103, 1946). What brings most for its effort leads, and among equals what brings more. The grid: D. Gray, S. Brown
 * and J. Macanufo, Gamestorming (2010), Impact & Effort Matrix.
 */
export function countPlacements(
	ballots: readonly MarksOf<'impactEffort'>[]
): Extract<Tally, { type: 'impactEffort' }> {
	const cards = byCard(ballots.flatMap(({ placements }) => placements));
	const results = Array.from(cards, ([card, given]) => ({
		card,
		impact: median(given.map(({ impact }) => impact)),
		effort: median(given.map(({ effort }) => effort)),
		voters: given.length
	}));
	const compare = (a: (typeof results)[0], b: (typeof results)[0]): number =>
		b.impact - b.effort - (a.impact - a.effort) || b.impact - a.impact;
	return { type: 'impactEffort', cards: placed(results, compare) };
}

function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
