import type { BoardId, CommunityId, IdentityId } from '#model/ids.ts';
import { mayRead } from '#model/community/may-read.ts';
import { isOverdue, NEW_PAGE, type PageRecord } from '#model/pages/page-record.ts';
import { boardRights, isReadBeyond } from '#model/session/board-access.ts';
import { heldAt } from '#model/session/following.ts';
import type { Board, Member, Session } from '#model/session/session.ts';
import type { Library, LibraryPage, LibrarySession } from '#protocol/community.ts';
import { labelOf } from '../access/document-access.ts';
import type { PageRecords, SaidOfPage } from '../pages/page-records.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { Communities } from './communities.ts';
import type { CommunityRecords } from './community-records.ts';

export interface LibrariesParts {
	readonly records: CommunityRecords;
	readonly communities: Pick<Communities, 'sessionsOf'>;
	readonly sessions: Pick<SessionStore, 'member'>;
	readonly pages: Pick<PageRecords, 'ofSession' | 'said'>;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
}

/** A session of a community, and who the asker is in it. */
interface Known {
	readonly session: Session;
	/** `null`: they were not in it. */
	readonly me: Member | null;
	readonly pages: ReadonlyMap<BoardId, PageRecord>;
	readonly said: ReadonlyMap<BoardId, SaidOfPage>;
}

const UNSAID: SaidOfPage = { worked: 0, needsFixing: 0, lastWorked: null };

/** What a community knows, for somebody who is of it: as much of it as they may know. */
export class Libraries {
	readonly #parts: LibrariesParts;

	constructor(parts: LibrariesParts) {
		this.#parts = parts;
	}

	async of(id: CommunityId, identity: IdentityId): Promise<Library> {
		const { records, communities } = this.#parts;
		const [{ version, community }, sessions] = await Promise.all([
			records.get(id),
			communities.sessionsOf(id)
		]);
		const found = await Promise.all(sessions.map((session) => this.#known(session, identity)));
		const known = found.filter((one) => one !== null);
		const occurred = occurrencesOf(known);
		return {
			id,
			version,
			name: community.name,
			label: community.label,
			terms: community.terms,
			mayChange: known.some(({ me }) => me?.role === 'facilitator'),
			sessions: known.map(sessionOf).sort(bySoonest),
			pages: known
				.flatMap((one) => this.#pagesOf(one, identity, occurred))
				.sort((a, b) => a.title.localeCompare(b.title))
		};
	}

	/** `null`: none of their business. */
	async #known(session: Session, identity: IdentityId): Promise<Known | null> {
		const { sessions, pages } = this.#parts;
		const me = (await sessions.member(session.id, identity))?.member ?? null;
		const reader = { role: me?.role ?? null, ofCommunity: true };
		if (!mayRead(reader, { kind: 'entry', label: session.label })) return null;
		const [known, said] = await Promise.all([pages.ofSession(session.id), pages.said(session.id)]);
		return { session, me, pages: known, said };
	}

	#pagesOf(
		{ session, me, pages, said }: Known,
		identity: IdentityId,
		occurred: ReadonlyMap<BoardId, number>
	): LibraryPage[] {
		return session.boards.flatMap((board) => {
			const page = pages.get(board.id) ?? NEW_PAGE;
			const times = occurred.get(board.id) ?? 0;
			if (!isListed(board, page, times) || !isReadBy(me, session, board, page)) return [];
			const { state, topic, tags, steward, deputy, reviewAt, label } = page;
			return {
				board: board.id,
				kind: board.kind,
				title: board.title,
				session: session.id,
				sessionTitle: session.title,
				by: me === null ? 'community' : 'session',
				label: labelOf(session, label),
				...{ state, topic, tags, reviewAt },
				steward: steward?.name ?? null,
				isOverdue: isOverdue(page, this.#parts.now()),
				occurred: times,
				...(said.get(board.id) ?? UNSAID),
				isMine: steward?.id === identity || deputy?.id === identity
			};
		});
	}
}

/** Pages; and what happened on a board before anybody wrote it up. */
function isListed({ kind, archivedAt }: Board, { mergedInto }: PageRecord, occurred: number): boolean {
	return archivedAt === null && mergedInto === null && (kind === 'page' || occurred > 0);
}

function isReadBy(me: Member | null, session: Session, board: Board, { label }: PageRecord): boolean {
	return me === null ? isReadBeyond(session, board.id, 'view', label) : boardRights(session, board, me).read;
}

/** How often it happened on each board, with what was given up for it. */
function occurrencesOf(known: readonly Known[]): ReadonlyMap<BoardId, number> {
	const records = new Map(known.flatMap(({ pages }) => [...pages]));
	const sums = new Map<BoardId, number>();
	for (const [board, { occurred }] of records) {
		const seen = new Set<BoardId>();
		let at = board;
		for (
			let into = records.get(at)?.mergedInto;
			into && !seen.has(into);
			into = records.get(at)?.mergedInto
		) {
			seen.add(into);
			at = into;
		}
		sums.set(at, (sums.get(at) ?? 0) + occurred);
	}
	return sums;
}

function sessionOf({ session, me }: Known): LibrarySession {
	const { id, title, label, ended, plannedTime } = session;
	return {
		id,
		title,
		label,
		at: ended === null && plannedTime !== null ? plannedTime.startsAt : heldAt(session),
		isOver: ended !== null,
		isIn: me !== null
	};
}

function bySoonest(a: LibrarySession, b: LibrarySession): number {
	if (a.isOver !== b.isOver) return a.isOver ? 1 : -1;
	return b.at - a.at;
}
