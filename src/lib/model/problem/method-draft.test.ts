import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../../../tests/support/random.ts';
import { PHASE_KINDS, type Method, type MethodId } from './method.ts';
import {
	copyOf,
	emptyMethod,
	newMethodId,
	withLane,
	withLaneChanged,
	withLaneMoved,
	withoutLane,
	withoutPhase,
	withPhase,
	withPhaseChanged,
	withPhaseMoved,
	withStructure,
	withWorkOn
} from './method-draft.ts';
import { METHODS } from './methods/registry.ts';
import { parseMethod } from './parse-method.ts';
import { usualStructure } from './structure.ts';
import { ofKind, withWriting, writingOf, WRITINGS } from './phase-kinds.ts';

const ID = 'our-way' as MethodId;

/** With words wherever there are none. */
function worded(method: Method): Method {
	const text = (given: string): string => given || 'Words';
	return {
		...method,
		title: text(method.title),
		purpose: text(method.purpose),
		lanes: method.lanes.map((lane) => ({ ...lane, title: text(lane.title), prompt: text(lane.prompt) })),
		phases: method.phases.map((phase) => ({ ...phase, title: text(phase.title), prompt: text(phase.prompt) }))
	};
}

const problemsOf = (method: Method): string[] => {
	const parsed = parseMethod(method);
	return parsed.ok ? [] : parsed.problems.map(({ path, problem }) => `${path}: ${problem}`);
};

describe('a method in the making', () => {
	it('lacks nothing but words when it is begun empty', () => {
		const empty = emptyMethod(ID);
		expect(problemsOf(empty).every((problem) => problem.endsWith(': empty'))).toBe(true);
		expect(problemsOf(worded(empty))).toEqual([]);
		expect(empty.minutes).toBe(5);
	});

	it('can be run with one phase of each kind, as each begins', () => {
		let method = emptyMethod(ID);
		for (const kind of PHASE_KINDS) method = withPhase(method, kind);
		expect(problemsOf(worded(method))).toEqual([]);
	});

	it('can be run whichever way people write in a phase, and tells which', () => {
		for (const kind of ['write', 'discuss', 'breakout'] as const)
			for (const writing of WRITINGS) {
				const method = withPhaseChanged(withPhase(emptyMethod(ID), kind), 'phase-2' as never, (phase) =>
					withWriting(phase, writing)
				);
				expect(problemsOf(worded(method)), `${kind} ${writing}`).toEqual([]);
				expect(writingOf(method.phases[1]!)).toBe(writing);
			}
	});

	it('goes back and forth between kinds without keeping what the other kind had', () => {
		const [first] = emptyMethod(ID).phases;
		expect(ofKind(ofKind(first!, 'vote'), 'write')).toEqual(first);
	});

	it('forgets of a phase that goes all that refers to it', () => {
		const [method] = METHODS;
		for (const { id } of method!.phases) {
			const without = withoutPhase(method!, id);
			expect(
				problemsOf(without).filter((problem) => /reference|sum/.test(problem)),
				id
			).toEqual([]);
			expect(without.lanes.flatMap(({ phases }) => phases)).not.toContain(id);
			expect(without.phases.flatMap(({ input }) => input?.from ?? [])).not.toContain(id);
		}
	});

	it('tells where a phase now comes before the one that it starts from', () => {
		const [method] = METHODS;
		const at = method!.phases.findIndex(({ input }) => input !== undefined);
		expect(problemsOf(withPhaseMoved(method!, at, 0))).toContain('phases[0].input.from: not-earlier');
	});

	it('keeps its last phase and its last lane, and no more than may be', () => {
		let method = emptyMethod(ID);
		expect(withoutPhase(method, method.phases[0]!.id)).toBe(method);
		expect(withoutLane(method, method.lanes[0]!.id)).toBe(method);
		for (let times = 0; times < 60; times++) method = withLane(withPhase(method, 'discuss'));
		expect([method.phases.length, method.lanes.length]).toEqual([40, 12]);
	});

	it('lays a lane out as somebody says, or as suits its phases', () => {
		const [method] = METHODS;
		const [{ id }] = method!.lanes as [Method['lanes'][number]];
		const grid = withStructure(method!, id, 'grid');
		expect(usualStructure(grid, grid.lanes[0]!)).toBe('grid');
		expect(problemsOf(grid)).toEqual([]);
		expect(withStructure(grid, id, null)).toEqual(method);
	});

	it('has an id that may be one, and a new one each time', () => {
		const { fraction, seedText } = createRandom();
		const ids = METHODS.flatMap(({ id }) => [id, newMethodId(id, fraction)]).map((id) =>
			newMethodId(newMethodId(id, fraction), fraction)
		);
		for (const id of ids) expect(id, seedText).toMatch(/^[a-z][a-z0-9-]{0,39}$/);
		expect(new Set(ids).size, seedText).toBe(ids.length);
		expect(copyOf(METHODS[0]!, ID, 'x'.repeat(300)).title).toHaveLength(120);
	});

	it('whatever is done to it, its references lead somewhere and its minutes are their sum', () => {
		const random = createRandom();
		for (let round = 0; round < 40; round++) {
			let method = random.below(4) === 0 ? emptyMethod(ID) : random.pick(METHODS);
			for (let step = 0; step < 40; step++) method = changed(method, random);
			const wrong = problemsOf(worded(method)).filter((problem) =>
				/unknown-reference|duplicate|not-the-sum|wrong-type|missing|unknown-field/.test(problem)
			);
			expect(wrong, random.seedText).toEqual([]);
		}
	});
});

function changed(method: Method, random: Random): Method {
	const phase = random.pick(method.phases).id;
	const lane = random.pick(method.lanes).id;
	switch (random.below(10)) {
		case 0:
		case 1:
			return withPhase(method, random.pick(PHASE_KINDS));
		case 2:
			return withoutPhase(method, phase);
		case 3:
			return withPhaseMoved(method, random.below(method.phases.length), random.below(method.phases.length));
		case 4:
			return withPhaseChanged(method, phase, (found) => ofKind(found, random.pick(PHASE_KINDS)));
		case 5:
			return withPhaseChanged(method, phase, (found) => ({ ...found, minutes: random.below(20) / 2 + 0.5 }));
		case 6:
			return withLaneChanged(withLane(method), lane, { title: 'Lane' });
		case 7:
			return withoutLane(method, lane);
		case 8:
			return withLaneMoved(method, random.below(method.lanes.length), random.below(method.lanes.length));
		default:
			return withWorkOn(method, lane, phase, random.below(2) === 0);
	}
}
