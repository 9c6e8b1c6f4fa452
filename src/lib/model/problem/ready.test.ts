import { expect, it } from 'vitest';
import { createId, isId, type BoardId } from '../ids.ts';
import type { PhaseId } from './method.ts';
import { readyCheckOf } from './ready.ts';

it('each attempt of each phase of each board has a check of its own, the same on every device', () => {
	const boards = Array.from({ length: 20 }, () => createId<BoardId>());
	const steps = ['ideas', 'dots', 'decide'].flatMap((phase) =>
		[1, 2, 3].map((attempt) => ({ phase: phase as PhaseId, attempt }))
	);
	const checks = boards.flatMap((board) => steps.map((step) => readyCheckOf(board, step)));
	expect(checks.every(isId)).toBe(true);
	expect(new Set(checks).size).toBe(checks.length);
	expect(boards.flatMap((board) => steps.map((step) => readyCheckOf(board, step)))).toEqual(checks);
});
