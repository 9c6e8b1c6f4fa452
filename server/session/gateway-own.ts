import * as v from 'valibot';
import { isId, type BallotId, type BoardId, type SessionId } from '#model/ids.ts';
import { authorsAtReveal, may, writesAlone } from '#model/problem/engine.ts';
import { shownOneByOne } from '#model/problem/one-by-one.ts';
import { runOf } from '#model/problem/run.ts';
import { writingNews } from '#model/problem/writing.ts';
import { boardRights, runAt } from '#model/session/board-access.ts';
import type { Refusal } from '#model/session/commands.ts';
import type { Member, Session } from '#model/session/session.ts';
import { ParsedCast, ParsedShownCard } from '#protocol/marks.ts';
import type { CastAnswer, MyVote, NotGiven, SheetAnswer, WritingAnswer } from '#protocol/session.ts';
import type { RateLimit } from '../access/rate-limit.ts';
import type { Log } from '../log.ts';
import type { Ballots } from '../problem/ballots.ts';
import type { Reveals } from '../problem/reveals.ts';
import type { Sheets } from '../problem/sheets.ts';
import type { Writing } from '../problem/writing.ts';
import type { GatewaySocket } from './gateway-socket.ts';
import type { SessionCache } from './session-cache.ts';
import type { SessionNews } from './session-news.ts';
import type { SessionStore } from './session-store.ts';

/** What people have on problem boards for themselves alone. */
export interface OwnParts {
	readonly sheets: Sheets;
	readonly ballots: Ballots;
	readonly reveals: Pick<Reveals, 'showCard'>;
	readonly writing: Pick<Writing, 'of'>;
	readonly cache: Pick<SessionCache, 'peek'>;
	readonly store: Pick<SessionStore, 'session' | 'member' | 'members'>;
	readonly news: SessionNews;
	readonly limit: RateLimit;
	readonly log: Log;
}

const ParsedId = v.custom<string>(isId);

interface Asking {
	readonly session: Session;
	readonly member: Member;
}

/**
 * Answers what concerns one person alone: their sheets, their votes. None of it waits for the session's other commands, and
 * none is told to anybody else.
 */
export function listenForOwn(socket: GatewaySocket, parts: OwnParts): void {
	const { sheets, ballots, news } = parts;
	const { session } = socket.data;

	socket.on('my-sheet', (untrusted, answer) => {
		const board = v.safeParse(ParsedId, untrusted);
		void respond<SheetAnswer>(socket, parts, answer, async (asking) => {
			if (!board.success) return refuse('invalid');
			const of = sheetBoard(asking, board.output as BoardId);
			if (of === null) return refuse('unknown-board');
			if (of === 'not-now') return refuse('not-now');
			return { ok: true, document: await sheets.of(session, of, asking.member.id) };
		});
	});

	socket.on('writing', (untrusted, answer) => {
		const board = v.safeParse(ParsedId, untrusted);
		void respond<WritingAnswer>(socket, parts, answer, async (asking) => {
			if (!board.success) return refuse('invalid');
			return writingFor(parts, asking, board.output as BoardId);
		});
	});

	socket.on('show-card', (untrusted, answer) => {
		const asked = v.safeParse(ParsedShownCard, untrusted);
		void respond<CastAnswer>(socket, parts, answer, async (asking) => {
			if (!asked.success) return refuse('invalid');
			const { board, card } = asked.output;
			const of = sheetBoard(asking, board);
			if (of === null) return refuse('unknown-board');
			const run = of === 'not-now' ? null : runOf(asking.session.runs, of);
			const rules = run && shownOneByOne(run);
			if (of === 'not-now' || rules === null) return refuse('not-now');
			const one = { session, board: of, phase: rules.id, card, names: authorsAtReveal(rules) };
			const showing = await parts.reveals.showCard(asking.member.id, one);
			if (showing === 'shown') return { ok: true };
			return refuse(showing === 'not-now' ? 'not-now' : 'unknown-item');
		});
	});

	socket.on('cast', (untrusted, answer) => {
		const vote = v.safeParse(ParsedCast, untrusted);
		void respond<CastAnswer>(socket, parts, answer, async ({ session: record, member }) => {
			if (!vote.success) return refuse('invalid');
			const { ballot, marks } = vote.output;
			const refusal = await ballots.cast(record, member, ballot, marks);
			if (refusal !== null) return refuse(refusal);
			news.own.ballotChanged(session, ballot);
			return { ok: true };
		});
	});

	socket.on('my-vote', (untrusted, answer) => {
		const ballot = v.safeParse(ParsedId, untrusted);
		void respond<MyVote>(socket, parts, answer, async ({ session: record, member }) => {
			if (!ballot.success) return refuse('invalid');
			return { ok: true, marks: await ballots.mine(record, member.id, ballot.output as BallotId) };
		});
	});
}

/** For which board somebody's sheet is that they ask for on this one; `null`: they may not read it, or there is none. */
function sheetBoard({ session, member }: Asking, id: BoardId): BoardId | 'not-now' | null {
	const board = session.boards.find((found) => found.id === id);
	if (board?.kind !== 'problem' || member.role === 'viewer') return null;
	if (!boardRights(session, board, member).read) return null;
	const run = runAt(session, id);
	return run?.phases.some(writesAlone) ? run.board : 'not-now';
}

/** How it stands with what is written alone, as far as this person is told. */
async function writingFor(
	{ writing, cache, store }: OwnParts,
	{ session, member }: Asking,
	id: BoardId
): Promise<WritingAnswer> {
	const board = session.boards.find((found) => found.id === id);
	if (board?.kind !== 'problem' || !boardRights(session, board, member).read) return refuse('unknown-board');
	const run = runAt(session, id);
	// Whether anything is told at all is known before anything is counted.
	if (run?.current == null || writingNews(run, member.role, new Map(), []) === null)
		return { ok: true, news: null };
	const counts = await writing.of(run.board, run.current);
	const known = cache.peek(session.id)?.members.values();
	const members = known ?? Array.from(await store.members(session.id), ([, stored]) => stored.member);
	const people = Array.from(members).filter(({ id: of, role }) => may(run, { id: of, role }, 'create'));
	const ids = people.map((person) => person.id);
	return { ok: true, news: writingNews(run, member.role, counts, ids) };
}

async function respond<A extends { readonly ok: boolean }>(
	socket: GatewaySocket,
	parts: OwnParts,
	answer: unknown,
	work: (asking: Asking) => Promise<A | NotGiven>
): Promise<void> {
	const say = (said: A | NotGiven): void => {
		if (typeof answer === 'function') (answer as (said: A | NotGiven) => void)(said);
	};
	const { session, identity } = socket.data;
	// Before the welcome, at the door, there is nothing of one's own; after a kick there is no such person.
	if (!socket.rooms.has(session)) return say(refuse('forbidden'));
	if (parts.limit.take(identity) > 0) return say(refuse('slow-down'));
	try {
		const asking = await whoAsks(parts, session, identity);
		say(asking === null ? refuse('forbidden') : await work(asking));
	} catch (error) {
		parts.log.error({ err: error }, 'something of one person alone could not be stored or read');
		say(refuse('not-saved'));
	}
}

async function whoAsks(
	{ cache, store }: OwnParts,
	id: SessionId,
	identity: Member['id']
): Promise<Asking | null> {
	const known = cache.peek(id);
	const session = known?.state.session ?? (await store.session(id))?.session;
	const member = known?.members.get(identity) ?? (await store.member(id, identity))?.member;
	return session === undefined || member === undefined ? null : { session, member };
}

function refuse(refusal: Refusal): NotGiven {
	return { ok: false, refusal };
}
