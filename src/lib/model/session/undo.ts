import type { AnnouncementId } from '../ids.ts';
import { unreachable } from '../unreachable.ts';
import { currentPhase, runOf, stepOf } from '../problem/run.ts';
import type { Command } from './commands.ts';
import type { NewGroup } from './commands/rounds.ts';
import { currentRound, type RoundState } from './rounds.ts';
import type { AgendaItem } from './agenda.ts';
import type { Board, Session } from './session.ts';

/** For so long after a facilitator's command its undoing is offered. */
export const UNDO_FOR_MS = 10_000;

/**
 * The commands that take back what `command` did to `before`, in the order in which to give them; `null` where that makes no
 * sense (a link's secret was told, a spotlight was seen, what groups wrote is seen; what was brought together is taken
 * back by a command of its own, for as long as it stands in the list). They are ordinary
 * commands: what has become impossible meanwhile is refused like any other, and what others changed elsewhere stays.
 *
 * @param now Server time: what was started is put back as it stands now.
 */
export function undoing(before: Session, command: Command, now: number): readonly Command[] | null {
	switch (command.type) {
		case 'rename-session':
			return [{ type: 'rename-session', title: before.title }];
		case 'set-terms':
			return [{ type: 'set-terms', terms: before.terms }];
		case 'set-settings':
			return [{ type: 'set-settings', settings: before.settings }];
		case 'set-meeting':
			return [{ type: 'set-meeting', url: before.meeting }];
		case 'lock-session':
			return [{ type: 'lock-session', locked: before.locked }];
		case 'add-board':
			return [{ type: 'archive-board', board: command.board }];
		case 'rename-board':
			return onBoard(before, command.board, ({ title }) => ({ ...command, title }));
		case 'lock-board':
			return onBoard(before, command.board, ({ locked }) => ({ ...command, locked }));
		case 'archive-board':
			return [{ type: 'restore-board', board: command.board }];
		case 'restore-board':
			return [{ type: 'archive-board', board: command.board }];
		case 'move-board':
			return onBoard(before, command.board, () => ({
				...command,
				before: nextOf(before.boards, command.board)
			}));
		case 'start-method':
			return [{ type: 'drop-method', board: command.board }];
		case 'pause-phase':
			return [{ type: 'resume-phase', board: command.board }];
		case 'resume-phase':
			return [{ type: 'pause-phase', board: command.board }];
		case 'extend-phase':
			return [{ ...command, byMs: -command.byMs }];
		case 'write-up':
			return [{ type: 'archive-board', board: command.page }];
		case 'plan-phase-round':
			// People are in them already, and the phase has begun.
			return command.opens === true || command.enters !== undefined
				? null
				: [{ type: 'discard-round', round: command.round }];
		case 'set-holder':
			return holderAgain(before, command);
		case 'show':
			return shownAgain(before);
		case 'turn-stage':
			return [{ type: 'turn-stage', part: before.stage.part }];
		case 'announce':
			return [retraction(command.announcement)];
		case 'plan-round':
		case 'next-round':
			return [{ type: 'discard-round', round: command.round }];
		case 'assign':
		case 'arrange':
		case 'place-member':
			return arrangement(before, command.round);
		case 'rename-group':
		case 'set-group-call':
		case 'set-group-host':
		case 'add-group':
			return onGroup(before, command);
		case 'open-choosing':
			return [{ type: 'close-choosing', round: command.round }];
		case 'close-choosing':
			return [{ type: 'open-choosing', round: command.round }];
		case 'remove-group':
			return groupAgain(before, command);
		case 'open-round':
			return currentRound(before)?.state.at === 'choosing'
				? [
						{ type: 'unopen-round', round: command.round },
						{ type: 'open-choosing', round: command.round }
					]
				: [{ type: 'unopen-round', round: command.round }];
		case 'extend-round':
			// What took back a recall is taken back by calling anew.
			return currentRound(before)?.state.at === 'open' ? [{ ...command, byMs: -command.byMs }] : null;
		case 'recall-round':
			return [{ type: 'keep-round-open', round: command.round }];
		case 'keep-round-open':
		case 'close-round':
			return reopening(currentRound(before)?.state, command.round, now);
		case 'start-timer':
		case 'pause-timer':
		case 'resume-timer':
		case 'stop-timer':
		case 'extend-timer':
			return timerAgain(before, now);
		case 'add-agenda-item':
			return [{ type: 'remove-agenda-item', item: command.item }];
		case 'change-agenda-item':
		case 'remove-agenda-item':
		case 'move-agenda-item':
			return onItem(before, command);
		case 'go-to-agenda-item':
			return [{ type: 'go-to-agenda-item', item: before.agenda.current?.item ?? null }];
		case 'set-planned-time':
			return [{ type: 'set-planned-time', time: before.plannedTime }];
		case 'end-session':
			return goingOn(before, now);
		case 'reopen-session':
			return [{ type: 'end-session' }];
		case 'summarise':
			return [{ type: 'archive-board', board: command.board }];
		// What was shown, counted or said cannot be taken back; where people were, a facilitator can go by the phases' own bar.
		case 'drop-method':
		case 'go-to-phase':
		case 'set-deadline':
		case 'reveal':
		case 'open-ballot':
		case 'close-ballot':
		case 'start-turns':
		case 'next-turn':
		case 'pass-turn':
		case 'ask-turn':
		case 'end-turns':
		case 'take-topic':
		case 'set-label':
		case 'add-link':
		case 'revoke-link':
		case 'pair-screen':
		case 'discard-round':
		case 'choose-groups':
		case 'unopen-round':
		case 'reopen-round':
		case 'harvest':
		case 'take-back-harvest':
		case 'look-here':
		case 'retract-announcement':
		case 'ask-ready':
		case 'end-ready':
		case 'answer-hand':
		case 'claim-facilitation':
		case 'refuse-claim':
			return null;
		default:
			return unreachable(command);
	}
}

function shownAgain({ stage: { shown, part } }: Session): Command[] {
	return [{ type: 'show', shown }, ...(part === 0 ? [] : [{ type: 'turn-stage', part } as const])];
}

function onBoard(before: Session, id: Board['id'], command: (board: Board) => Command): Command[] | null {
	const board = before.boards.find((found) => found.id === id);
	return board === undefined ? null : [command(board)];
}

function holderAgain({ runs }: Session, command: Extract<Command, { type: 'set-holder' }>): Command[] | null {
	const run = runOf(runs, command.board);
	return run && [{ ...command, member: stepOf(run, run.current)?.holder ?? null }];
}

function retraction(announcement: AnnouncementId): Command {
	return { type: 'retract-announcement', announcement };
}

/** Everybody where they were; hosts who moved are hosts again. */
function arrangement(before: Session, id: Extract<Command, { type: 'assign' }>['round']): Command[] | null {
	const round = currentRound(before);
	if (round?.id !== id) return null;
	const groups = round.groups.map((group) => ({ id: group.id, members: group.members }));
	const hosts = round.groups.flatMap(({ id: group, host }): Command[] =>
		host === null ? [] : [{ type: 'set-group-host', round: id, group, host }]
	);
	return [{ type: 'arrange', round: id, groups }, ...hosts];
}

/** With its people, its call and its host, on the board that it had; it comes last. */
function groupAgain(
	before: Session,
	{ round: id, group: gone }: Extract<Command, { type: 'remove-group' }>
): Command[] | null {
	const round = currentRound(before);
	const group = round?.groups.find((found) => found.id === gone);
	if (round?.id !== id || group === undefined) return null;
	const board = before.boards.find((found) => found.id === group.boards[0]);
	const again: NewGroup = {
		id: gone,
		name: group.name,
		board: board === undefined ? null : { id: board.id, kind: board.kind, title: board.title, like: null }
	};
	return [
		{ type: 'add-group', round: id, group: again },
		...(group.call === null
			? []
			: [{ type: 'set-group-call', round: id, group: gone, url: group.call } as const]),
		...(arrangement(before, id) ?? [])
	];
}

function onGroup(
	before: Session,
	command: Extract<Command, { type: 'rename-group' | 'set-group-call' | 'set-group-host' | 'add-group' }>
): Command[] | null {
	const round = currentRound(before);
	if (command.type === 'add-group') {
		const { round: id, group } = command;
		// Once people are at work in it, it stays.
		return round?.state.at === 'open' ? null : [{ type: 'remove-group', round: id, group: group.id }];
	}
	const group = round?.groups.find(({ id }) => id === command.group);
	if (group === undefined) return null;
	switch (command.type) {
		case 'rename-group':
			return [{ ...command, name: group.name }];
		case 'set-group-call':
			return [{ ...command, url: group.call }];
		case 'set-group-host':
			return [{ ...command, host: group.host }];
		default:
			return unreachable(command);
	}
}

/** As it was: open with what was left, or being called back. */
function reopening(
	state: RoundState | undefined,
	round: Extract<Command, { type: 'close-round' }>['round'],
	now: number
): Command[] | null {
	const reopen: Command = { type: 'reopen-round', round };
	if (state?.at === 'open') return [reopen];
	if (state?.at !== 'closing') return null;
	return [reopen, { type: 'recall-round', round, inMs: Math.max(0, state.closesAt - now) }];
}

/** Everything that ended with the session goes on, as far as there is a command for it. */
function goingOn(before: Session, now: number): Command[] {
	const round = currentRound(before);
	const { current } = before.agenda;
	return [
		{ type: 'reopen-session' },
		...((round && reopening(round.state, round.id, now)) ?? []),
		...before.runs
			.filter((run) => currentPhase(run)?.step.clock.at === 'running')
			.map(({ board }): Command => ({ type: 'resume-phase', board })),
		...(before.timer.at === 'off' ? [] : timerAgain(before, now)),
		...(current === null ? [] : [{ type: 'go-to-agenda-item', item: current.item } as const]),
		...shownAgain(before)
	];
}

function timerAgain({ timer }: Session, now: number): Command[] {
	switch (timer.at) {
		case 'off':
			return [{ type: 'stop-timer' }];
		case 'running':
			return [{ type: 'start-timer', lengthMs: Math.max(1000, timer.endsAt - now) }];
		case 'paused':
			return [{ type: 'start-timer', lengthMs: Math.max(1000, timer.leftMs) }, { type: 'pause-timer' }];
		default:
			return unreachable(timer);
	}
}

function onItem(
	{ agenda }: Session,
	command: Extract<Command, { type: 'change-agenda-item' | 'remove-agenda-item' | 'move-agenda-item' }>
): Command[] | null {
	const item = agenda.items.find(({ id }) => id === command.item);
	if (item === undefined) return null;
	const next = nextOf<AgendaItem>(agenda.items, item.id);
	const { title, minutes, board } = item;
	switch (command.type) {
		case 'change-agenda-item':
			return [{ type: 'change-agenda-item', item: item.id, title, minutes, board }];
		case 'move-agenda-item':
			return [{ ...command, before: next }];
		case 'remove-agenda-item':
			return [{ type: 'add-agenda-item', item: item.id, title, minutes, board, before: next }];
		default:
			return unreachable(command);
	}
}

/** Before which one it stands; `null`: it is the last. */
function nextOf<T extends { readonly id: string }>(items: readonly T[], id: string): T['id'] | null {
	return items[items.findIndex((item) => item.id === id) + 1]?.id ?? null;
}
