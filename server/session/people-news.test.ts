import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createId, type BoardId, type IdentityId, type SessionId } from '#model/ids.ts';
import { createJoinCode } from '#model/session/join-code.ts';
import { BARE, type Member, type Session } from '#model/session/session.ts';
import { NO_SIGNALS, type PeopleNews, type VersionedSession } from '#protocol/session.ts';
import { PeopleNewsTicker } from './people-news.ts';
import { SessionBroadcast } from './session-broadcast.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const session = createId<SessionId>();
const somebody = (): Member => ({
	id: createId<IdentityId>(),
	name: 'N',
	color: 'teal',
	role: 'member',
	via: null,
	joinedAt: 1
});
const here = (id: IdentityId, place: BoardId | null = null) => ({ id, place, away: false, ...NO_SIGNALS });

const recordOf = (id: SessionId): Session => ({
	id,
	title: 'T',
	terms: '',
	code: createJoinCode(),
	createdAt: 1,
	createdBy: createId<IdentityId>(),
	boards: [],
	links: [],
	...BARE
});

function ticker(listeners: number) {
	const told: PeopleNews[] = [];
	const news = new PeopleNewsTicker({ tell: (_, one) => told.push(one), listeners: () => listeners });
	return { news, told };
}

test('a hundred who come at once are one message, with the latest of each', () => {
	const { news, told } = ticker(10);
	const people = Array.from({ length: 100 }, somebody);
	const board = createId<BoardId>();
	for (const member of people) {
		news.member(session, member);
		news.present(session, here(member.id));
		news.present(session, here(member.id, board));
	}
	expect(told).toEqual([]);
	vi.advanceTimersByTime(20);
	expect(told).toEqual([{ members: people, present: people.map(({ id }) => here(id, board)), left: [] }]);
});

test('who comes and goes in one tick has left; who is removed is not spoken of again', () => {
	const { news, told } = ticker(10);
	const [ann, bob] = [somebody(), somebody()];
	for (const member of [ann, bob]) {
		news.member(session, member);
		news.present(session, here(member.id));
	}
	news.left(session, ann.id);
	news.forget(session, bob.id);
	vi.advanceTimersByTime(20);
	expect(told).toEqual([{ members: [ann], present: [], left: [ann.id] }]);
	news.member(session, bob);
	news.forget(session, bob.id);
	vi.advanceTimersByTime(20);
	expect(told).toHaveLength(1);
});

test('the tick grows with the crowd', () => {
	const { news, told } = ticker(500);
	news.present(session, here(somebody().id));
	vi.advanceTimersByTime(199);
	expect(told).toEqual([]);
	vi.advanceTimersByTime(1);
	expect(told).toHaveLength(1);
});

test('records are told at once, and to a crowd the latest of each tick after that', () => {
	const record = (version: number): VersionedSession => ({
		version,
		session: recordOf(session)
	});
	const told: number[] = [];
	const crowd = new SessionBroadcast({ tell: ({ version }) => told.push(version), listeners: () => 500 });
	for (const version of [1, 2, 3]) crowd.tell(record(version));
	expect(told).toEqual([1]);
	vi.advanceTimersByTime(100);
	expect(told).toEqual([1, 3]);
	crowd.tell(record(4));
	vi.advanceTimersByTime(100);
	vi.advanceTimersByTime(100);
	crowd.tell(record(5));
	expect(told).toEqual([1, 3, 4, 5]);
	const few: number[] = [];
	const some = new SessionBroadcast({ tell: ({ version }) => few.push(version), listeners: () => 20 });
	for (const version of [1, 2, 3]) some.tell(record(version));
	expect(few).toEqual([1, 2, 3]);
	crowd.close();
});
