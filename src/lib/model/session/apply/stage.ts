import { unreachable } from '../../unreachable.ts';
import type { Refusal } from '../commands.ts';
import type { StageCommand } from '../commands/stage.ts';
import type { BoardKind, Session } from '../session.ts';
import type { BoardRegion, Staged } from '../stage.ts';
import { accept, refuse, type Family } from './outcome.ts';

export const stage: Family<StageCommand> = {
	show: (session, { shown }, _, now) => {
		const problem = whyNotShown(session, shown);
		return problem === null ? accept({ ...session, stage: { shown, part: 0, since: now } }) : refuse(problem);
	},
	'turn-stage': (session, { part }) => accept({ ...session, stage: { ...session.stage, part } }),
	'look-here': (session, { board, region }, actor, now) => {
		const problem = whyNoBoard(session, board, null) ?? (isSound(region) ? null : 'invalid');
		if (problem !== null) return refuse(problem);
		return accept({ ...session, spotlight: { board, region, by: actor.id, at: now } });
	}
};

function whyNotShown(session: Session, shown: Staged): Refusal | null {
	switch (shown.show) {
		case 'nothing':
		case 'timer':
		case 'join':
			return null;
		case 'board':
			return whyNoBoard(session, shown.board, null) ?? (isSound(shown.region) ? null : 'invalid');
		case 'page':
			return whyNoBoard(session, shown.board, 'page');
		case 'results':
			return whyNoBoard(session, shown.board, 'problem');
		case 'agenda':
			if (shown.item === null || session.agenda.items.some(({ id }) => id === shown.item)) return null;
			return 'unknown-item';
		case 'breakouts':
			return session.rounds.some(({ id }) => id === shown.round) ? null : 'unknown-round';
		case 'announcement':
			return session.announcements.some(({ id }) => id === shown.announcement) ? null : 'unknown-item';
		default:
			return unreachable(shown);
	}
}

function whyNoBoard(session: Session, id: string, kind: BoardKind | null): Refusal | null {
	const board = session.boards.find((found) => found.id === id);
	if (board === undefined) return 'unknown-board';
	return kind === null || board.kind === kind ? null : 'invalid';
}

function isSound(region: BoardRegion): boolean {
	if (region.of !== 'area') return true;
	const { x, y, width, height } = region;
	return [x, y, width, height].every(Number.isFinite) && width > 0 && height > 0;
}
