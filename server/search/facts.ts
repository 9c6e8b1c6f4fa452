import type { Board, Session } from '#model/session/session.ts';
import type { SessionWords, Standing } from '#protocol/search.ts';
import type { SessionFacts } from './messages.ts';

export const NO_WORDS: SessionWords = { synonyms: [], tags: {} };

/**
 * What search knows of a session: the titles of it, its boards and its agenda, and its people's words. Whatever else is in the
 * record (names, terms, announcements, what is on stage) is none of it.
 */
export function factsOf(session: Session, { synonyms, tags }: SessionWords): SessionFacts {
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
			standing: standingOf(board),
			// Nobody can say so of a board yet.
			worked: 0,
			tags: tags[board.id] ?? [],
			createdAt: board.createdAt
		})),
		synonyms,
		changedAt: ended?.at ?? createdAt
	};
}

function standingOf({ archivedAt }: Board): Standing {
	return archivedAt === null ? 'open' : 'archived';
}

/** Whether a change of a session's record is one that search has to hear of. */
export function isToBeFound(after: Session, before: Session): boolean {
	return JSON.stringify(factsOf(after, NO_WORDS)) !== JSON.stringify(factsOf(before, NO_WORDS));
}
