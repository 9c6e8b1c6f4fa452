import { describe, expect, it } from 'vitest';
import { createId, type BoardId, type IdentityId } from '#model/ids.ts';
import { begun } from '#model/problem/course.ts';
import { rulesOfMethod, type PhaseId, type PhaseRules } from '#model/problem/method.ts';
import { oneTwoFourAll } from '#model/problem/methods/one-two-four-all.ts';
import { people } from '#model/session/test-sessions.ts';
import type { BoardSession, Person } from '../board-session.ts';
import { goOn, peopleFor, usuallyTakesPart, type Steering } from './steering.ts';

const NO_GROUND = { boards: [], rounds: [], runs: [], harvests: [] };

/** Five members and somebody who facilitates; the last member has gone. */
function steering(change: (rules: PhaseRules) => PhaseRules = (rules) => rules) {
	const ids = people(6);
	const everybody = ids.map((id, index): Person => ({
		id,
		name: `P${index}`,
		color: 'teal',
		isHere: index < 5,
		role: index === 0 ? 'facilitator' : 'member',
		ready: null
	}));
	const given: unknown[] = [];
	const session = {
		ground: NO_GROUND,
		people: everybody,
		now: 5,
		give: (command: unknown) => Promise.resolve(given.push(command) > 0)
	} as unknown as BoardSession;
	const ref = { from: 'program', id: oneTwoFourAll.id, version: oneTwoFourAll.version } as const;
	const phases = rulesOfMethod(oneTwoFourAll).map(change);
	const run = begun(createId<BoardId>(), ref, phases, createId<IdentityId>(), 1);
	const topics = ({ groups }: PhaseRules) => (groups?.by === 'topics' ? ['Light', 'Noise', 'Air'] : []);
	const titleOf = (phase: PhaseId): string =>
		oneTwoFourAll.phases.find(({ id }) => id === phase)?.title ?? '';
	const parts: Steering = { session, run, topics, titleOf, items: [], takesPart: false };
	return { parts, given, ids, run, session };
}

const pairs = 'pairs' as PhaseId;

describe('going on into a phase with groups', () => {
	it('is one command, with everybody who is here and works in groups', async () => {
		const { parts, given, ids, run } = steering();
		await goOn(parts, pairs);
		expect(given).toMatchObject([
			{
				type: 'plan-phase-round',
				board: run.board,
				people: ids.slice(1, 5),
				enters: { phase: 'pairs', from: 'alone' },
				opens: true,
				title: 'In pairs',
				groups: [
					{ name: 'Group 1', board: { title: 'Group 1 · In pairs' } },
					{ name: 'Group 2', board: { title: 'Group 2 · In pairs' } }
				]
			}
		]);
		expect(peopleFor({ ...parts, takesPart: true })).toEqual(ids.slice(0, 5));
	});

	it('calls boards with which later groups go on after the board of all, and not after a phase', async () => {
		const { parts, given, run } = steering((rules) =>
			rules.groups?.rotate === 'double' ? { ...rules, groups: { ...rules.groups, rotate: 'stay' } } : rules
		);
		const ofAll = { id: run.board, title: 'Rain' };
		const ground = { ...NO_GROUND, boards: [ofAll] } as unknown as BoardSession['ground'];
		await goOn({ ...parts, session: { ...parts.session, ground } }, pairs);
		expect(given).toMatchObject([{ groups: [{ board: { title: 'Group 1 · Rain' } }, {}] }]);
	});

	it('asks people to choose where groups are by topics, which give them their names', async () => {
		const { parts, given } = steering((rules) =>
			rules.id === pairs ? { ...rules, groups: { ...rules.groups!, by: 'topics' } } : rules
		);
		await goOn(parts, pairs);
		expect(given).toMatchObject([
			{ type: 'plan-phase-round', groups: [{ name: 'Light' }, { name: 'Noise' }, { name: 'Air' }] },
			{ type: 'open-choosing' }
		]);
		expect(given[0]).not.toHaveProperty('opens');
	});

	it('is only going on where nobody would be in them, and to the end', async () => {
		const { parts, given } = steering();
		const alone = { ...parts.session, people: parts.session.people.slice(0, 1) };
		await goOn({ ...parts, session: alone }, pairs);
		await goOn(parts, null);
		expect(given).toMatchObject([
			{ type: 'go-to-phase', phase: 'pairs', from: 'alone' },
			{ type: 'go-to-phase', phase: null }
		]);
	});
});

it('who facilitates takes part where members alone are too few', () => {
	const { session, run } = steering();
	expect([usuallyTakesPart(session, run, 4), usuallyTakesPart(session, run, 5)]).toEqual([false, true]);
});
