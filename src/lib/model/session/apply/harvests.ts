import { isId, type BoardId, type HarvestId } from '../../ids.ts';
import type { HarvestCommand } from '../commands/harvests.ts';
import { harvestUnderWay, type Harvest, type HarvestState, type Take } from '../harvests.ts';
import type { Round } from '../rounds.ts';
import { LIMITS, type Board, type BoardKind, type Session } from '../session.ts';
import { accept, refuse, type Family } from './outcome.ts';

/** What is only asked for here; the server carries it out and says so in the record. */
export const harvests: Family<HarvestCommand> = {
	harvest: (session, { harvest: id, round: of, into, take }, actor, now) => {
		if (!isId(id)) return refuse('invalid');
		if (session.harvests.some((harvest) => harvest.id === id)) return refuse('duplicate');
		const round = session.rounds.find((found) => found.id === of);
		if (round === undefined) return refuse('unknown-round');
		const target = session.boards.find((board) => board.id === into && board.archivedAt === null);
		if (target === undefined || boardsOf(round).includes(into)) return refuse('unknown-board');
		if (!suits(take, target.kind)) return refuse('invalid');
		if (round.state.at === 'planned' || round.state.at === 'choosing' || harvestUnderWay(session) !== null)
			return refuse('not-now');
		if (harvestSources(session, round, target).length === 0) return refuse('unknown-board');
		const state: HarvestState = { at: 'under-way', since: now };
		const earlier = session.harvests.slice(1 - LIMITS.harvests);
		return accept({ ...session, harvests: [...earlier, { id, round: of, into, by: actor.id, state }] });
	},
	'take-back-harvest': (session, { harvest: id }, _, now) => {
		const harvest = session.harvests.find((found) => found.id === id);
		if (harvest === undefined) return refuse('unknown-item');
		if (harvest.state.at !== 'done' || harvestUnderWay(session) !== null) return refuse('not-now');
		const { count } = harvest.state;
		return accept(withHarvest(session, id, { at: 'taking-back', since: now, count }));
	}
};

/** The groups of a round with the board of each that goes onto such a board: those of its kind. */
export function harvestSources(
	{ boards }: Pick<Session, 'boards'>,
	{ groups }: Pick<Round, 'groups'>,
	{ kind }: Pick<Board, 'kind'>
): readonly { readonly title: string; readonly board: BoardId }[] {
	return groups.flatMap(({ name: title, boards: own }) => {
		const board = own.find((id) => boards.some((found) => found.id === id && found.kind === kind));
		return board === undefined ? [] : [{ title, board }];
	});
}

/** What has become of one; the same session where it is not there or stands so already. */
export function withHarvest(session: Session, id: HarvestId, state: HarvestState): Session {
	const change = (harvest: Harvest): Harvest => (harvest.id === id ? { ...harvest, state } : harvest);
	return { ...session, harvests: session.harvests.map(change) };
}

function suits(take: Take, kind: BoardKind): boolean {
	if (take.of === 'all') return true;
	return kind === (take.of === 'lanes' ? 'problem' : 'whiteboard');
}

function boardsOf({ groups }: Round): readonly BoardId[] {
	return groups.flatMap(({ boards }) => boards);
}
