import type { BoardId } from '#model/ids.ts';
import type { PageRecord } from '#model/pages/page-record.ts';
import type { Board, Session } from '#model/session/session.ts';
import type { SessionWords, Standing } from '#protocol/search.ts';
import type { SessionFacts } from './messages.ts';

/** What is known of a session's boards beside their documents. */
export interface PagesKnown {
	readonly pages: ReadonlyMap<BoardId, PageRecord>;
	/** What people said of each. */
	readonly said: ReadonlyMap<BoardId, { readonly worked: number }>;
}

export const NO_PAGES: PagesKnown = { pages: new Map(), said: new Map() };

export const NO_WORDS: SessionWords = { synonyms: [], tags: {} };

/**
 * What search knows of a session: the titles of it, its boards and its agenda, and its people's words. Whatever else is in the
 * record (names, terms, announcements, what is on stage) is none of it.
 */
export function factsOf(
	session: Session,
	{ synonyms, tags }: SessionWords,
	{ pages, said }: PagesKnown
): SessionFacts {
	const { id, title, label, agenda, boards, createdAt, ended } = session;
	return {
		id,
		title,
		label,
		agenda: agenda.items.map((item) => ({ id: item.id, title: item.title })),
		boards: boards.map((board) => ({
			name: board.id,
			kind: board.kind,
			title: board.title,
			standing: standingOf(board, pages.get(board.id)),
			worked: said.get(board.id)?.worked ?? 0,
			tags: tagsOf(tags[board.id], pages.get(board.id)),
			createdAt: board.createdAt
		})),
		synonyms,
		changedAt: ended?.at ?? createdAt
	};
}

function standingOf({ archivedAt, kind }: Board, page: PageRecord | undefined): Standing {
	if (archivedAt !== null) return 'archived';
	if (page === undefined) return kind === 'page' ? 'draft' : 'open';
	// What was given up for another page is told there.
	if (page.mergedInto !== null) return 'superseded';
	return kind !== 'page' && page.state === 'draft' ? 'open' : page.state;
}

function tagsOf(given: readonly string[] = [], page: PageRecord | undefined): readonly string[] {
	if (page === undefined) return given;
	return [...new Set([...given, ...page.tags, ...(page.topic === '' ? [] : [page.topic])])];
}

/** Whether a change of a session's record is one that search has to hear of. */
export function isToBeFound(after: Session, before: Session): boolean {
	return textOf(after) !== textOf(before);
}

function textOf(session: Session): string {
	return JSON.stringify(factsOf(session, NO_WORDS, NO_PAGES));
}
