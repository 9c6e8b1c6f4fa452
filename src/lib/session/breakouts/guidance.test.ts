import { describe, expect, test } from 'vitest';
import { createId, type BoardId } from '#model/ids.ts';
import { after, emptySession, MIA, people, sessionWithRound } from '#model/session/test-sessions.ts';
import type { RoundState } from '#model/session/rounds.ts';
import type { Session } from '#model/session/session.ts';
import { keepTaken, nextStep, readTaken, type Taken } from './guidance.ts';

const OPEN: RoundState = { at: 'open', openedAt: 1, endsAt: null, then: 'ask' };
const CLOSED: RoundState = { at: 'closed', openedAt: 1, closedAt: 2 };
const [bo] = people(1);

/** Mia in the first group, Bo in the second, and a board that all share. */
function working(state: RoundState): {
	session: Session;
	main: BoardId;
	boards: BoardId[];
	mine: Taken;
	its: Taken;
} {
	const { session: bare, round } = sessionWithRound([[MIA.id], [bo!]], state);
	const main = createId<BoardId>();
	const session = after(bare, { type: 'add-board', board: main, kind: 'whiteboard', title: 'All' });
	const takenTo = (index: number): Taken => ({ round: round.id, group: round.groups[index]!.id, from: main });
	return {
		session,
		main,
		boards: round.groups.map((group) => group.boards[0]!),
		mine: takenTo(0),
		its: takenTo(1)
	};
}

describe('while groups are open', () => {
	test('somebody is taken to their group’s board, once, and from where is remembered', () => {
		const { session, main, boards, mine } = working(OPEN);
		const step = nextStep(session, MIA.id, main, null);
		expect(step).toMatchObject({ step: 'to-group', board: boards[0], taken: mine });
		expect(nextStep(session, MIA.id, boards[0]!, mine)).toEqual({ step: 'stay' });
	});

	test('who went back to everyone is left in peace', () => {
		const { session, main, mine } = working(OPEN);
		expect(nextStep(session, MIA.id, main, mine)).toEqual({ step: 'stay' });
	});

	test('who is moved goes to the new group, and still finds the way back to where it all began', () => {
		const { session, main, boards, its } = working(OPEN);
		const step = nextStep(session, MIA.id, boards[1]!, its);
		expect(step).toMatchObject({ step: 'to-group', board: boards[0], taken: { from: main } });
	});

	test('who has gone on to another board since the groups before comes back to that one', () => {
		const { session, its } = working(OPEN);
		const other = createId<BoardId>();
		const step = nextStep(session, MIA.id, other, its);
		expect(step).toMatchObject({ step: 'to-group', taken: { from: other } });
	});

	test('who comes late and has no group stays where they are', () => {
		const { session, main } = working(OPEN);
		expect(nextStep(session, people(1)[0]!, main, null)).toEqual({ step: 'stay' });
	});
});

describe('when they have ended', () => {
	test('who is on a group’s board is brought back to where they were', () => {
		const { session, main, boards, mine } = working(CLOSED);
		expect(nextStep(session, MIA.id, boards[0]!, mine)).toEqual({ step: 'back', to: main });
		expect(nextStep(session, MIA.id, boards[1]!, mine)).toEqual({ step: 'back', to: main });
	});

	test('who is elsewhere stays there, and is drawn in again the next time', () => {
		const { session, main, mine } = working(CLOSED);
		expect(nextStep(session, MIA.id, main, mine)).toEqual({ step: 'back', to: main });
		expect(nextStep(session, MIA.id, main, null)).toEqual({ step: 'stay' });
	});

	test('the session’s front stands for a board that is gone', () => {
		const { session, main, boards, mine } = working(CLOSED);
		const archived = after(session, { type: 'archive-board', board: main });
		expect(nextStep(archived, MIA.id, boards[0]!, mine)).toEqual({ step: 'back', to: null });
	});
});

test('nothing happens in a session without groups', () => {
	expect(nextStep(emptySession(), MIA.id, null, null)).toEqual({ step: 'stay' });
});

test('a tab remembers over a reload, and nothing else is taken for that', () => {
	const kept = new Map<string, string>();
	const storage = {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
		removeItem: (key: string) => void kept.delete(key)
	};
	const { mine } = working(OPEN);
	for (const taken of [mine, { ...mine, from: null }]) {
		keepTaken(storage, 's', taken);
		expect(readTaken(storage, 's')).toEqual(taken);
	}
	expect(readTaken(storage, 'another')).toBeNull();
	keepTaken(storage, 's', null);
	expect(readTaken(storage, 's')).toBeNull();
});
