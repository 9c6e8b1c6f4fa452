import { describe, expect, it } from 'vitest';
import { METHODS } from './methods/registry.ts';
import { solveAProblem } from './methods/solve-a-problem.ts';
import { parseMethod } from './parse-method.ts';

interface Loose extends Record<string, unknown> {
	phases: Record<string, unknown>[];
	lanes: Record<string, unknown>[];
}

/** A copy as it comes out of a file, with one thing changed. */
function changed(change: (method: Loose) => void): unknown {
	const copy = JSON.parse(JSON.stringify(solveAProblem)) as Loose;
	change(copy);
	return copy;
}

function problemsOf(value: unknown): string[] {
	const parsed = parseMethod(value);
	return parsed.ok ? [] : parsed.problems.map(({ path, problem }) => `${path}: ${problem}`);
}

describe('reading a method', () => {
	it('takes every method that ships, unchanged, from its JSON', () => {
		for (const method of METHODS)
			expect(parseMethod(JSON.parse(JSON.stringify(method)))).toEqual({ ok: true, method });
	});

	it('refuses what is no method at all without throwing', () => {
		for (const value of [null, undefined, 5, 'method', [], () => 1, new Map()])
			expect(parseMethod(value).ok, typeof value).toBe(false);
		expect(problemsOf({})).toContain('phases: missing');
	});

	it.each<[string, (method: Loose) => void, string]>([
		['an empty title', (m) => (m.title = '  '), 'title: empty'],
		['a title that is far too long', (m) => (m.title = 'x'.repeat(121)), 'title: too-long'],
		['a version that is no whole number', (m) => (m.version = 1.5), 'version: out-of-range'],
		['minutes that are no number', (m) => (m.minutes = Number.NaN), 'minutes: wrong-type'],
		['a phase of an unknown kind', (m) => (m.phases[2]!.kind = 'sing'), 'phases[2].kind: not-allowed'],
		[
			'an unknown action',
			(m) => (m.phases[0]!.can = { member: ['fly'] }),
			'phases[0].can.member[0]: not-allowed'
		],
		['an unknown role', (m) => (m.phases[0]!.can = { boss: [] }), 'phases[0].can.boss: unknown-field'],
		['a misspelt field', (m) => (m.phases[1]!.promt = 'Why?'), 'phases[1].promt: unknown-field'],
		['a missing prompt', (m) => delete m.phases[1]!.prompt, 'phases[1].prompt: missing'],
		[
			'turns that nobody may pass',
			(m) => (m.phases[1]!.turns = { order: 'roundRobin', seconds: 60, pass: false }),
			'phases[1].turns.pass: not-allowed'
		],
		['two phases with one id', (m) => (m.phases[1]!.id = 'define'), 'phases[1].id: duplicate'],
		['two lanes with one id', (m) => (m.lanes[1]!.id = 'facts'), 'lanes[1].id: duplicate'],
		[
			'a lane of a phase that is not there',
			(m) => (m.lanes[0]!.phases = ['dream']),
			'lanes[0].phases[0]: unknown-reference'
		],
		[
			'input from a later phase',
			(m) => (m.phases[1]!.input = { from: 'decide', filter: 'all' }),
			'phases[1].input.from: not-earlier'
		],
		[
			'input from no phase',
			(m) => (m.phases[1]!.input = { from: 'dream', filter: 'all' }),
			'phases[1].input.from: unknown-reference'
		],
		['a vote without its rules', (m) => delete m.phases[4]!.vote, 'phases[4].vote: missing'],
		['a breakout without groups', (m) => (m.phases[0]!.kind = 'breakout'), 'phases[0].groups: missing'],
		['no phase at all', (m) => (m.phases = []), 'phases: empty'],
		[
			'a thousand lanes',
			(m) => (m.lanes = Array.from({ length: 1000 }, () => m.lanes[0]!)),
			'lanes: too-long'
		],
		[
			'fewer people at most than at least',
			(m) => (m.people = { min: 9, max: 3 }),
			'people.max: out-of-range'
		],
		['an id that could be a path', (m) => (m.id = '../etc'), 'id: not-allowed']
	])('names %s with its path', (_, change, problem) => {
		expect(problemsOf(changed(change))).toContain(problem);
	});

	it('names all problems at once', () => {
		const problems = problemsOf(changed((m) => ((m.title = ''), (m.phases[0]!.minutes = -1))));
		expect(problems).toEqual(expect.arrayContaining(['title: empty', 'phases[0].minutes: out-of-range']));
	});

	it('is not fooled by a field named like a part of every object', () => {
		const value = JSON.parse('{"__proto__": {"id": "x"}, "constructor": 1}') as unknown;
		const problems = problemsOf(value);
		expect(problems).toContain('id: missing');
		expect(problems).toContain('__proto__: unknown-field');
		expect(problems).toContain('constructor: unknown-field');
	});
});

describe('the methods that ship', () => {
	it('have times that add up', () => {
		for (const method of METHODS)
			expect(
				method.phases.reduce((sum, { minutes }) => sum + minutes, 0),
				method.id
			).toBe(method.minutes);
	});

	it('have prompts that are sentences', () => {
		for (const { phases, lanes } of METHODS)
			for (const { prompt } of [...phases, ...lanes]) expect(prompt).toMatch(/^[A-Z].{20,}[.?”]$/);
	});

	it('are found by id and version only', () => {
		expect(new Set(METHODS.map(({ id, version }) => `${id} ${version}`)).size).toBe(METHODS.length);
	});
});
