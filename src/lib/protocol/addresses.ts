import type { BoardId, CommunityId, SessionId } from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { JoinCode } from '#model/session/join-code.ts';
import { sharedDocument } from './documents.ts';

/** The addresses that people open, without the origin: made here and nowhere else. */
export const address = {
	start: (): string => '/',
	enterCode: (): string => '/join',
	/** The secret of a role link goes behind the `#`: browsers never send that part to any server. */
	join: (code: JoinCode, secret?: string): string =>
		secret === undefined ? `/join/${code}` : `/join/${code}#${secret}`,
	/** What a community knows. */
	library: (community: CommunityId): string => `/c/${community}`,
	session: (session: SessionId): string => `/s/${session}`,
	/** Where a facilitator plans and follows breakout groups. */
	groups: (session: SessionId): string => `/s/${session}/groups`,
	board: (session: SessionId, board: BoardId): string => `/s/${session}/${board}`,
	/** What the session did. */
	summary: (session: SessionId): string => `/s/${session}/summary`,
	/** The session's planned time, as a file for a calendar. */
	calendar: (code: JoinCode): string => `/api/invitations/${code}/session.ics`,
	/** One card of a problem board. */
	card: (session: SessionId, board: BoardId, card: CardId): string => `/s/${session}/${board}#card-${card}`,
	/** One shape of a whiteboard. */
	shape: (session: SessionId, board: BoardId, shape: ShapeId): string =>
		`/s/${session}/${board}#shape=${shape}`,
	/** One block of a page. */
	block: (session: SessionId, board: BoardId, block: string): string =>
		`/s/${session}/${board}#block-${encodeURIComponent(block)}`,
	/** What is known already, asked for in these words. */
	search: (words = ''): string => (words === '' ? '/search' : `/search?q=${encodeURIComponent(words)}`),
	/** A page as plain HTML, made by the server. */
	reading: (board: BoardId): string => `/read/${sharedDocument(board)}`
} as const;
