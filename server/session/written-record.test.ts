import { expect, test } from 'vitest';
import { createId, type GroupId } from '#model/ids.ts';
import type { AnyCommand, Command } from '#model/session/commands.ts';
import { applyCommand } from '#model/session/apply-command.ts';
import type { Session } from '#model/session/session.ts';
import { emptySession, FAY, NOW, people, SAMPLES, sessionWithRound } from '#model/session/test-sessions.ts';
import { withChange } from '#protocol/session-change.ts';
import { createRandom } from '../../tests/support/random.ts';
import { WrittenRecord } from './written-record.ts';

/** As it crosses the wire. */
const over = <T>(told: T): T => JSON.parse(JSON.stringify(told)) as T;
const read = (session: Session, version: number) => over({ version, session });

function told(before: Session, after: Session) {
	const change = new WrittenRecord(read(after, 5)).changeFrom(new WrittenRecord(read(before, 4)));
	if (change === null) throw new Error('not told as a change');
	return { change: over(change), result: withChange(read(before, 4), over(change)) };
}

test('only what is new is told, of a list only the items', () => {
	const members = people(500);
	const { session: before, round } = sessionWithRound([members.slice(0, 250), members.slice(250)], {
		at: 'open',
		openedAt: NOW,
		endsAt: null,
		then: 'ask'
	});
	const after = { ...before, title: 'Other', boards: before.boards.toReversed() };
	const { change, result } = told(before, after);
	expect(change.parts).toEqual({ title: 'Other' });
	expect(change.lists).toEqual({ boards: { order: after.boards.map(({ id }) => id), items: [] } });
	expect(result).toEqual(read(after, 5));
	const named = { ...round, groups: round.groups.map((group) => ({ ...group, name: 'G' })) };
	const another = told(before, { ...before, rounds: [...before.rounds, { ...named, id: createId() }] });
	expect(another.change.lists['rounds']!.items).toHaveLength(1);
	expect(another.result!.session.rounds).toHaveLength(2);
});

test('what did not change stays the very same', () => {
	const { session: before } = sessionWithRound([people(3), people(3)]);
	const mine = read(before, 4);
	const { change } = told(before, { ...before, title: 'Other' });
	const after = withChange(mine, change)!;
	expect(after.session.rounds).toBe(mine.session.rounds);
	expect(after.session.boards[0]).toBe(mine.session.boards[0]);
});

test('a change for another version, or of what is not there, is not applied', () => {
	const { session: before } = sessionWithRound([people(3)]);
	const { change } = told(before, { ...before, title: 'Other' });
	expect(withChange(read(before, 3), change)).toBeNull();
	const lists = { boards: { order: [createId<GroupId>()], items: [] } };
	expect(withChange(read(before, 4), { ...change, lists })).toBeNull();
});

test('lists that empty, begin, or have an id twice come over whole', () => {
	const { session: full } = sessionWithRound([people(2)]);
	const bare: Session = { ...full, boards: [], rounds: [] };
	const [board] = full.boards;
	const twice: Session = { ...full, boards: [board!, { ...board!, title: 'Again' }] };
	for (const [before, after] of [
		[full, bare],
		[bare, full],
		[full, twice],
		[twice, full],
		[twice, bare]
	] as const)
		expect(told(before, after).result).toEqual(read(after, 5));
});

test('a part that is gone is told by the whole record', () => {
	const session = emptySession();
	const more = { ...session, later: 1 };
	const before = new WrittenRecord({ version: 1, session: more });
	expect(new WrittenRecord({ version: 2, session }).changeFrom(before)).toBeNull();
	expect(before.changeFrom(new WrittenRecord({ version: 0, session }))!.parts).toEqual({ later: 1 });
});

test('whatever commands do, whoever applies the changes has the record', () => {
	const random = createRandom();
	const samples = Object.values(SAMPLES) as AnyCommand[];
	let session = sessionWithRound([people(4), people(4), [FAY.id]]).session;
	let mine = read(session, 1);
	let written = new WrittenRecord(mine);
	for (let step = 2; step < 400; step++) {
		const sample = random.pick(samples);
		const round = session.rounds.at(-1)?.id;
		const command = ('round' in sample ? { ...sample, round } : sample) as Command;
		const outcome = tried(session, command, NOW + step * 1000);
		if (outcome === null) continue;
		session = outcome;
		const next = new WrittenRecord(read(session, step));
		const change = next.changeFrom(written);
		mine = withChange(mine, over(change!))!;
		written = next;
		expect(mine, random.seedText).toEqual(read(session, step));
	}
});

function tried(session: Session, command: Command, now: number): Session | null {
	try {
		const outcome = applyCommand(session, command, FAY, now);
		return outcome.ok ? outcome.session : null;
	} catch {
		// A command that is none of the record's.
		return null;
	}
}
