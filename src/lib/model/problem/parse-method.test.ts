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
		['minutes that are not those of its phases', (m) => (m.minutes = 90), 'minutes: not-the-sum'],
		[
			'a right for viewers',
			(m) => (m.phases[1]!.can = { member: ['create'], viewer: ['move'] }),
			'phases[1].can.viewer: not-allowed'
		],
		['writing for which there is no lane', (m) => (m.lanes[1]!.phases = []), 'phases[1].can: no-lane'],
		[
			'a right to vote where there is no vote',
			(m) => (m.phases[0]!.can = { member: ['create', 'vote'] }),
			'phases[0].vote: missing'
		],
		['a vote that nobody may cast', (m) => (m.phases[4]!.can = {}), 'phases[4].can: not-allowed'],
		[
			'a secret vote that is told as it comes in',
			(m) => (m.phases[4]!.sees = { others: 'text', authors: 'always', tallies: 'live' }),
			'phases[4].sees.tallies: not-allowed'
		],
		[
			'a secret of two',
			(m) => (m.phases[4]!.vote = { type: 'dot', budget: 3, secret: true, minVoters: 2 }),
			'phases[4].vote.minVoters: out-of-range'
		],
		[
			'hidden writing whose authors are shown at once',
			(m) => (m.phases[2]!.sees = { others: 'none', authors: 'always', tallies: 'none' }),
			'phases[2].sees.authors: not-allowed'
		],
		[
			'cards that are held back from people who share one board',
			(m) => Object.assign(m.phases[6]!, { can: { member: ['move'] }, sees: m.phases[2]!.sees }),
			'phases[6].sees.others: not-allowed'
		],
		[
			'a phase that starts from private notes',
			(m) => (m.phases[2]!.reveal = 'never'),
			'phases[3].input.from: never-shown'
		],
		[
			'the first of a phase that had no vote',
			(m) => (m.phases[3]!.input = { from: 'ideas', filter: 'topN' }),
			'phases[3].input.filter: not-allowed'
		],
		[
			'groups that follow from none',
			(m) => (m.phases[0]!.groups = { by: 'size', size: 4, rotate: 'double' }),
			'phases[0].groups.rotate: not-earlier'
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
	it('are the twelve, with the minutes that the specification gives', () => {
		expect(METHODS.map(({ id, minutes }) => `${id} ${minutes}`)).toEqual([
			'solve-a-problem 60',
			'one-two-four-all 12',
			'brainwriting-6-3-5 40',
			'nominal-group 40',
			'lean-coffee 50',
			'troika-consulting 33',
			'case-clinic 70',
			'peer-assist 50',
			'after-action-review 30',
			'reverse-it 35',
			'world-cafe 75',
			'agree-terms 60'
		]);
	});

	it('leave something for the page, or notes that are nobody else’s', () => {
		for (const { id, phases } of METHODS)
			expect(
				phases.some(({ output, reveal }) => output !== undefined || reveal === 'never'),
				id
			).toBe(true);
	});

	it('have prompts that are sentences', () => {
		for (const { phases, lanes } of METHODS)
			for (const { prompt } of [...phases, ...lanes]) expect(prompt).toMatch(/^[A-Z].{20,}[.?”]$/);
	});

	it('are found by id and version only', () => {
		expect(new Set(METHODS.map(({ id, version }) => `${id} ${version}`)).size).toBe(METHODS.length);
	});
});
