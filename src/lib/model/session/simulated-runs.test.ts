import { describe, expect, test } from 'vitest';
import type { IdentityId } from '../ids.ts';
import { writesAlone } from '../problem/engine.ts';
import { lanesOf } from '../problem/input.ts';
import { PAGE_SECTIONS, type Method } from '../problem/method.ts';
import { METHODS } from '../problem/methods/registry.ts';
import { whatNow } from '../problem/what-now.ts';
import { writeUp } from '../problem/write-up.ts';
import { boardRights } from './board-access.ts';
import { groupOf } from './rounds.ts';
import { PastMeetings } from './grouping/past-meetings.ts';
import { roundOf } from './phase-groups.ts';
import { FAY } from './test-sessions.ts';
import { Simulation, type SimulatedCard } from './test-simulation.ts';

const seed = Math.floor(Math.random() * 1e9);
const sizes = ({ people: { min, max } }: Method): number[] => [...new Set([Math.max(3, min), min + 5, max])];

/** Nobody holds what others wrote alone, as long as it is not shown. */
function expectHidden(simulation: Simulation): void {
	const hidden = new Set([...simulation.sheets.values()].flatMap((cards) => cards.map(({ text }) => text)));
	const [first, ...others] = simulation.people.slice(0, 6);
	for (const actor of [FAY, first!, { ...first!, role: 'viewer' as const }, ...others]) {
		const seen = simulation.seenBy(actor).map(({ text }) => text);
		const leaked = seen.filter((text) => hidden.has(text) && simulation.writers.get(text) !== actor.id);
		expect(leaked.slice(0, 3), `seed ${seed}`).toEqual([]);
	}
}

/** What must hold at any moment of any run. */
function expectSound(simulation: Simulation): void {
	const { session, run, people } = simulation;
	expectHidden(simulation);
	const viewer = { ...people[0]!, role: 'viewer' as const };
	for (const board of session.boards) expect(boardRights(session, board, viewer).write).toBe(false);
	expect(whatNow(run, viewer, { written: 0, voted: false }).do).not.toBe('write');
	expect(run.steps.filter(({ closedAt }) => closedAt === null)).toHaveLength(run.current === null ? 0 : 1);
	for (const { host, members } of session.rounds.flatMap(({ groups }) => groups))
		if (host !== null) expect(members).toContain(host);
}

function wholeRun(method: Method, people: number, at: number): Simulation {
	const simulation = new Simulation(method, people, at);
	for (const phase of method.phases) {
		if (simulation.run.current !== phase.id) simulation.goTo(phase);
		simulation.work();
		expectSound(simulation);
	}
	simulation.goTo(null);
	return simulation;
}

/** All cards that stand anywhere. */
const everywhere = ({ cards, sheets }: Simulation): SimulatedCard[] =>
	[...cards.values(), ...sheets.values()].flat();

describe.each(METHODS.map((method) => [method.id, method] as const))(
	'%s, with simulated people',
	(_, method) => {
		test.each(sizes(method))('is worked through by %i, and leaves what it promises', (people) => {
			const simulation = wholeRun(method, people, seed);
			const left = `seed ${seed}`;
			expect(simulation.run.current, left).toBeNull();
			expect(sectionsOf(simulation), left).toEqual(
				PAGE_SECTIONS.filter(
					(section) =>
						['problem', 'sources'].includes(section) ||
						method.phases.some(({ output }) => output?.pageSection === section)
				)
			);
			for (const phase of method.phases.filter(({ output }) => output !== undefined)) {
				const hasCards = lanesOf(method, phase.id).some((lane) => simulation.lane(lane).length > 0);
				const hasVote = simulation.run.ballots.some(
					(ballot) =>
						ballot.phase === phase.id && ballot.state.at === 'closed' && ballot.state.tallies !== null
				);
				expect(hasCards || hasVote, `${left}, ${phase.id}`).toBe(true);
				if (phase.vote !== undefined) expect(hasVote, `${left}, ${phase.id}`).toBe(true);
			}
			// Nothing that anybody wrote is gone, and what was to stay private has.
			const texts = new Set(everywhere(simulation).map(({ text }) => text));
			expect(texts.size, left).toBe(simulation.writers.size);
			for (const phase of method.phases.filter((one) => writesAlone(one) && one.reveal === 'never')) {
				const notes = [...simulation.sheets].flatMap(([id, cards]) =>
					cards.filter(({ text }) => text.startsWith(`${phase.id} `)).map(() => id)
				);
				expect(notes.length, `${left}, ${phase.id}`).toBeGreaterThan(0);
			}
			for (const { text, author } of everywhere(simulation)) {
				const phase = method.phases.find(({ id }) => text.startsWith(`${id} `))!;
				if (phase.sees.authors !== 'never' || phase.reveal === 'never') continue;
				expect(author, `${left}: ${text}`).toBeNull();
			}
		});

		test('survives phases that are skipped, repeated and reopened, and people who drop out', () => {
			const simulation = new Simulation(method, Math.max(4, method.people.min), seed);
			const pick = <T>(from: readonly T[]): T => from[Math.floor(simulation.random() * from.length)]!;
			for (let step = 0; step < 15; step++) {
				simulation.away = new Set(simulation.random() < 0.5 ? [pick(simulation.people).id] : []);
				const [before, to] = [simulation.run, pick(method.phases)];
				simulation.goTo(to);
				const later = method.phases.slice(method.phases.indexOf(to) + 1).map(({ id }) => id);
				for (const { phase, stale } of simulation.run.steps)
					if (later.includes(phase)) expect(stale, `seed ${seed}`).toBe(true);
				expect(simulation.run.steps.length).toBeGreaterThanOrEqual(before.steps.length);
				if (to.groups === undefined) simulation.work();
				expectSound(simulation);
			}
			const texts = new Set(everywhere(simulation).map(({ text }) => text));
			expect(texts.size, `seed ${seed}`).toBe(simulation.writers.size);
		});
	}
);

/** The sections that the write-up would have. */
function sectionsOf(simulation: Simulation): string[] {
	const { method, run } = simulation;
	const blocks = writeUp({
		method,
		run,
		board: {
			statement: '',
			lane: (lane) => (lane === null ? [] : simulation.lane(lane)),
			structure: () => 'cards',
			clusterTitle: () => '',
			title: 'Board',
			address: '/board'
		},
		cardAddress: (card) => `/board#${card}`,
		session: { title: 'Session', address: '/session' },
		namesStripped: false,
		words: {
			sections: Object.fromEntries(PAGE_SECTIONS.map((section) => [section, section])) as never,
			stale: 'stale',
			tooFew: 'too few',
			attached: () => '',
			reason: ({ text }) => text,
			votes: (type) => type,
			task: () => '',
			board: 'Board',
			session: 'Session',
			method: 'Method',
			numbers: 'Numbers'
		}
	});
	return blocks.filter(({ kind }) => kind === 'heading').map(({ runs }) => runs[0]!.text);
}

const named = (id: string): Method => METHODS.find((method) => method.id === id)!;

test('pairs become fours with both pairs’ cards, and what is strongest comes to all', () => {
	const simulation = wholeRun(named('one-two-four-all'), 8, seed);
	const [pairs, fours] = simulation.session.rounds;
	expect(pairs!.groups.map(({ members }) => members.length)).toEqual([2, 2, 2, 2]);
	for (const [index, four] of fours!.groups.entries()) {
		const two = pairs!.groups.slice(2 * index, 2 * index + 2);
		expect(four.members).toEqual(two.flatMap(({ members }) => members));
		const texts = simulation.cards.get(four.boards[0]!)!.map(({ text }) => text);
		for (const { boards } of two)
			for (const { text } of simulation.cards.get(boards[0]!)!) expect(texts).toContain(text);
	}
	const alone = simulation.cards
		.get(pairs!.groups[0]!.boards[0]!)!
		.filter(({ text }) => text.startsWith('alone '));
	expect(new Set(alone.map(({ author }) => author))).toEqual(new Set(pairs!.groups[0]!.members));
	const all = simulation.cards.get(simulation.board)!;
	expect(new Set(all.map(({ lane }) => lane))).toEqual(new Set(['strongest']));
});

test('sheets pass on, so that each comes to everybody of six, with three ideas a round', () => {
	const simulation = wholeRun(named('brainwriting-6-3-5'), 6, seed);
	const rounds = simulation.session.rounds.slice(0, 6);
	const sheets = rounds[0]!.groups.map(({ boards: [board] }) => board!);
	for (const sheet of sheets) {
		const holders = rounds.map(({ groups }) => groups.find(({ boards }) => boards[0] === sheet)!.members[0]!);
		expect(new Set(holders).size).toBe(6);
	}
	for (const sheet of sheets) expect(simulation.cards.get(sheet)).toHaveLength(18);
});

test('at a World Café the hosts stay, and the others meet new people', () => {
	const simulation = wholeRun(named('world-cafe'), 16, 7);
	const [first, second] = simulation.session.rounds;
	for (const [index, table] of second!.groups.entries()) {
		expect(table.boards).toEqual(first!.groups[index]!.boards);
		expect(table.members).toContain(first!.groups[index]!.members[0]);
	}
	const past = new PastMeetings(
		[{ ...first!, state: { at: 'closed', openedAt: 1, closedAt: 2 } }],
		simulation.people.map(({ id }) => id)
	);
	const travellers = second!.groups.flatMap(({ members, host }) =>
		members.filter((id) => id !== host).map((id) => [id, members] as const)
	);
	const again = travellers.filter(([id, members]) =>
		members.some((other) => other !== id && past.between(id, other) > 0)
	);
	expect(again).toEqual([]);
});

test('in a troika each has the case once, reads while the others consult, and keeps the note', () => {
	const method = named('troika-consulting');
	const simulation = new Simulation(method, 3, seed);
	const clients: IdentityId[] = [];
	for (const phase of method.phases) {
		if (simulation.run.current !== phase.id) simulation.goTo(phase);
		simulation.work();
		const round = roundOf(simulation.session, simulation.run.steps.at(-1)!.round)!;
		const group = groupOf(round, simulation.people[0]!.id)!;
		if (phase.id.startsWith('share')) clients.push(group.host!);
		if (!phase.id.startsWith('consult')) continue;
		const board = simulation.session.boards.find(({ id }) => id === group.boards[0])!;
		for (const actor of simulation.people)
			expect(boardRights(simulation.session, board, actor).write).toBe(actor.id !== group.host);
	}
	expect(new Set(clients).size).toBe(3);
	for (const id of clients)
		expect(simulation.sheets.get(id)!.every(({ author }) => author === id)).toBe(true);
});
