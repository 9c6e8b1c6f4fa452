import { expect, test } from 'vitest';
import { createId, type BoardId, type IdentityId } from '../ids.ts';
import { begun, revealing } from './course.ts';
import { rulesOfMethod, type PhaseRules, type Sees } from './method.ts';
import { solveAProblem } from './methods/solve-a-problem.ts';
import type { Run } from './run.ts';
import { writingNews } from './writing.ts';

const [fay, mia, bo, kim, lou] = Array.from({ length: 5 }, () => createId<IdentityId>()) as [
	IdentityId,
	IdentityId,
	IdentityId,
	IdentityId,
	IdentityId
];
const people = [fay, mia, bo, kim, lou];

/** In a phase in which people write alone. */
function writing(sees: Partial<Sees> = {}, reveal: PhaseRules['reveal'] = 'manual'): Run {
	const ideas = rulesOfMethod(solveAProblem).find(({ id }) => id === 'ideas')!;
	const rules = { ...ideas, reveal, sees: { ...ideas.sees, ...sees } };
	const method = { from: 'program', id: solveAProblem.id, version: 1 } as const;
	return begun(createId<BoardId>(), method, [rules], fay, 0);
}
const counts = (...given: [IdentityId, number][]) => new Map(given);

test('facilitators are told who has not written, and nobody how much anybody has', () => {
	const some = counts([mia, 4], [bo, 0]);
	expect(writingNews(writing(), 'facilitator', some, people)).toEqual({
		cards: 4,
		silent: [fay, bo, kim, lou]
	});
	for (const role of ['member', 'viewer'] as const)
		expect(writingNews(writing(), role, some, people)).toEqual({ cards: 4, silent: null });
});

test('the count is told where the phase says so', () => {
	expect(writingNews(writing({ others: 'none' }), 'member', counts([mia, 4]), people)).toEqual({
		cards: null,
		silent: null
	});
});

test('where nobody is to know who wrote what, nobody is named before three have written', () => {
	const run = writing({ authors: 'never' });
	expect(writingNews(run, 'facilitator', counts([mia, 4], [bo, 1]), people)?.silent).toBe('few');
	const three = counts([mia, 4], [bo, 1], [kim, 2]);
	expect(writingNews(run, 'facilitator', three, people)?.silent).toEqual([fay, lou]);
});

test('of what is shown card by card without names, or is for oneself, nobody is named at all', () => {
	const three = counts([mia, 4], [bo, 1], [kim, 2]);
	for (const [sees, reveal] of [
		[{ authors: 'never' }, 'perItem'],
		[{ others: 'none', authors: 'never' }, 'never']
	] as const)
		expect(writingNews(writing(sees, reveal), 'facilitator', three, people)?.silent).toBeNull();
});

test('nothing is told once it is shown', () => {
	const run = writing();
	const shown = revealing(run, run.current!, 1)!;
	expect(writingNews(shown, 'facilitator', counts([mia, 4]), people)).toBeNull();
});
