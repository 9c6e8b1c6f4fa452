import { t } from '$lib/messages/facilitating.ts';
import type { BoardId } from '#model/ids.ts';
import type { Board, Session } from '#model/session/session.ts';
import type { Staged } from '#model/session/stage.ts';
import { unreachable } from '#model/unreachable.ts';

/** What is on the stage, in a few words. */
export function stagedWords({ boards, agenda, announcements, stage: { shown } }: Session): string {
	const title = (id: BoardId): string => boards.find((board) => board.id === id)?.title ?? t.stage.show.gone;
	switch (shown.show) {
		case 'nothing':
		case 'timer':
		case 'join':
		case 'breakouts':
			return t.stage.show[shown.show];
		case 'board':
			return shown.region.of === 'all' ? title(shown.board) : t.stage.show.part(title(shown.board));
		case 'page':
			return title(shown.board);
		case 'results':
			return t.stage.show.results(title(shown.board));
		case 'agenda':
			return agenda.items.find(({ id }) => id === shown.item)?.title ?? t.stage.show.agenda;
		case 'announcement':
			return announcements.find(({ id }) => id === shown.announcement)?.text ?? t.stage.show.gone;
		default:
			return unreachable(shown);
	}
}

/** All of a board on the stage: each kind is shown in its own way. */
export function wholeBoard({ id, kind }: Pick<Board, 'id' | 'kind'>): Staged {
	return kind === 'page'
		? { show: 'page', board: id, heading: null }
		: { show: 'board', board: id, region: { of: 'all' }, pointers: false };
}
