import { expect, it } from 'vitest';
import { createId, type BoardId, type IdentityId } from '../ids.ts';
import { begun, revealing, wentTo, withRevealDone } from './course.ts';
import { rulesOfMethod, type Method, type PhaseId } from './method.ts';
import { nominalGroup } from './methods/nominal-group.ts';
import { solveAProblem } from './methods/solve-a-problem.ts';
import { shownOneByOne } from './one-by-one.ts';

const phase = (id: string): PhaseId => id as PhaseId;
const start = ({ id, version, phases }: Method) =>
	begun(
		createId<BoardId>(),
		{ from: 'program', id, version },
		rulesOfMethod({ phases }),
		createId<IdentityId>(),
		1
	);

it('cards are shown by their authors while they write and in every phase after, but not while all are being moved', () => {
	const silent = start(nominalGroup);
	expect(shownOneByOne(silent)?.id).toBe('silent');
	const turns = wentTo(silent, phase('round-robin'), 2)!;
	expect(shownOneByOne(turns)?.id).toBe('silent');
	const moving = revealing(turns, phase('silent'), 3)!;
	expect(shownOneByOne(moving)).toBeNull();
	// What a device brings late is its author's to show again.
	expect(shownOneByOne(withRevealDone(moving, phase('silent'), 1, 4))?.id).toBe('silent');
});

it('where a facilitator shows all of them, nobody shows theirs', () => {
	expect(shownOneByOne(wentTo(start(solveAProblem), phase('ideas'), 2)!)).toBeNull();
});
