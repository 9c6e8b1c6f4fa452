import { HIGHEST_GRADE, type MarksOf } from './marks.ts';
import { byCard, placed, type ScaleResult, type Tally } from './tally.ts';

export function isGrade(grade: number): boolean {
	return Number.isInteger(grade) && grade >= 1 && grade <= HIGHEST_GRADE;
}

export function fitsScale({ grades }: MarksOf<'scale'>, budget: number): boolean {
	return grades.length <= budget && grades.every(({ grade }) => isGrade(grade));
}

/**
 * Majority judgment: a card's result is its lower median, the best grade that more than half of its voters give at
 * least, since nobody can move that by exaggerating. Between equal ones that has more votes above its median leads, unless
 * more lie below (the majority gauge). M. Balinski and R. Laraki, A theory of measuring, electing, and ranking, PNAS 104 (2007).
 */
export function countGrades(ballots: readonly MarksOf<'scale'>[]): Extract<Tally, { type: 'scale' }> {
	const results = Array.from(byCard(ballots.flatMap(({ grades }) => grades)), ([card, given]) => {
		const counts = Array.from(
			{ length: HIGHEST_GRADE },
			(_, index) => given.filter(({ grade }) => grade === index + 1).length
		);
		return { card, median: lowerMedian(given.map(({ grade }) => grade)), counts };
	});
	return { type: 'scale', cards: placed(results, (a, b) => b.median - a.median || gauge(b) - gauge(a)) };
}

function lowerMedian(grades: readonly number[]): number {
	const sorted = grades.toSorted((a, b) => a - b);
	return sorted[Math.ceil(sorted.length / 2) - 1]!;
}

/** The share above the median where that is more than below it, else less the share below it. */
function gauge({ median, counts }: Pick<ScaleResult, 'median' | 'counts'>): number {
	const sum = (of: readonly number[]): number => of.reduce((all, count) => all + count, 0);
	const [above, below] = [sum(counts.slice(median)), sum(counts.slice(0, median - 1))];
	return (above > below ? above : -below) / sum(counts);
}
