import type { CardId } from '../card.ts';
import { HIGHEST_GRADE, type MarksOf } from './marks.ts';
import { histogram } from './tally.ts';

export function isGrade(grade: number): boolean {
	return Number.isInteger(grade) && grade >= 1 && grade <= HIGHEST_GRADE;
}

export function fitsScale({ grades }: MarksOf<'scale'>, budget: number): boolean {
	return grades.length <= budget && grades.every(({ grade }) => isGrade(grade));
}

/** How many gave each grade; what they come to says `majorityGrade`. */
export function countGrades(card: CardId, ballots: readonly MarksOf<'scale'>[]): readonly number[] {
	const given = ballots.flatMap(({ grades }) => grades.filter((one) => one.card === card));
	return histogram(
		given.map(({ grade }) => grade),
		HIGHEST_GRADE
	);
}

/**
 * Majority judgment: a card's result is its lower median, the best grade that more than half of its voters give at
 * least, since nobody can move that by exaggerating. M. Balinski and R. Laraki, A theory of measuring, electing, and
 * ranking, PNAS 104 (2007). 0: nobody gave any.
 */
export function majorityGrade(counts: readonly number[]): number {
	const half = Math.ceil(sum(counts) / 2);
	return half === 0 ? 0 : counts.findIndex((_, index) => sum(counts.slice(0, index + 1)) >= half) + 1;
}

/**
 * Which of two cards leads: the one with the better majority grade; between equal ones that with more votes above it, unless
 * more lie below (the majority gauge of the same authors).
 */
export function compareGrades(a: readonly number[], b: readonly number[]): number {
	return majorityGrade(b) - majorityGrade(a) || gauge(b) - gauge(a);
}

/** The share above the majority grade where that is more than below it, else less the share below it. */
function gauge(counts: readonly number[]): number {
	const grade = majorityGrade(counts);
	if (grade === 0) return 0;
	const [above, below] = [sum(counts.slice(grade)), sum(counts.slice(0, grade - 1))];
	return (above > below ? above : -below) / sum(counts);
}

function sum(of: readonly number[]): number {
	return of.reduce((all, one) => all + one, 0);
}
