import {
	createId,
	type AgendaItemId,
	type AnnouncementId,
	type BallotId,
	type BoardId,
	type GroupId,
	type HarvestId,
	type IdentityId,
	type LinkId,
	type PromptId,
	type ReadyCheckId,
	type RoundId,
	type SessionId
} from '../ids.ts';
import type { CardId } from '../problem/card.ts';
import type { MethodRef, PhaseId, PhaseRules } from '../problem/method.ts';
import { applyCommand } from './apply-command.ts';
import type { Actor, AnyCommand, Command } from './commands.ts';
import { createJoinCode } from './join-code.ts';
import type { MeetingUrl } from './meeting-url.ts';
import type { Round, RoundState } from './rounds.ts';
import { BARE, type Session } from './session.ts';

/** What several tests of sessions stand on. */

export const NOW = 1_800_000_000_000;
export const FAY: Actor = { id: createId<IdentityId>(), role: 'facilitator' };
export const MIA: Actor = { id: createId<IdentityId>(), role: 'member' };

export function emptySession(): Session {
	return {
		id: createId<SessionId>(),
		title: 'Title',
		terms: '',
		code: createJoinCode(),
		createdAt: NOW,
		createdBy: FAY.id,
		boards: [],
		links: [],
		...BARE
	};
}

/** Applies commands that must pass. */
export function after(session: Session, ...commands: Command[]): Session {
	return commands.reduce((current, command) => apply(current, command), session);
}

export function apply(session: Session, command: Command, actor = FAY, now = NOW): Session {
	const outcome = applyCommand(session, command, actor, now);
	if (!outcome.ok) throw new Error(`${command.type}: ${outcome.refusal}`);
	return outcome.session;
}

export function refusal(session: Session, command: Command, actor = FAY, now = NOW): string | null {
	const outcome = applyCommand(session, command, actor, now);
	return outcome.ok ? null : outcome.refusal;
}

export function people(count: number): IdentityId[] {
	return Array.from({ length: count }, () => createId<IdentityId>());
}

/** A round with so many groups, each with these people and a board of its own on the session. */
export function sessionWithRound(
	members: readonly (readonly IdentityId[])[],
	state: RoundState = { at: 'planned' }
): { readonly session: Session; readonly round: Round } {
	const id = createId<RoundId>();
	const planned = after(emptySession(), {
		type: 'plan-round',
		round: id,
		title: 'First round',
		groups: members.map((_, index) => ({
			id: createId<GroupId>(),
			name: `Group ${index + 1}`,
			board: {
				id: createId<BoardId>(),
				kind: 'whiteboard',
				title: `Board ${index + 1}`,
				like: null
			}
		}))
	});
	const [bare] = planned.rounds;
	const round = {
		...bare!,
		state,
		groups: bare!.groups.map((group, index) => ({ ...group, members: members[index]! }))
	};
	return { session: { ...planned, rounds: [round] }, round };
}

const METHOD: MethodRef = { from: 'program', id: 'solve-a-problem' as MethodRef['id'], version: 1 };
const PHASE: PhaseRules = {
	id: 'ideas' as PhaseId,
	kind: 'write',
	minutes: 6,
	onEnd: 'extend',
	can: { facilitator: ['create'], member: ['create', 'editOwn'] },
	sees: { others: 'count', authors: 'never', tallies: 'none' },
	reveal: 'manual',
	cap: 3
};

/** One of every command, as somebody could give it. */
export const SAMPLES: { readonly [T in AnyCommand['type']]: Extract<AnyCommand, { type: T }> } = {
	'rename-session': { type: 'rename-session', title: 'T' },
	'set-terms': { type: 'set-terms', terms: 'T' },
	'set-label': { type: 'set-label', label: 'amber', namesStripped: true },
	'set-settings': { type: 'set-settings', settings: { ...BARE.settings, waitingRoom: true } },
	'set-meeting': { type: 'set-meeting', url: 'https://meet.example.org/x' as MeetingUrl },
	'lock-session': { type: 'lock-session', locked: true },
	'add-board': { type: 'add-board', board: createId<BoardId>(), kind: 'page', title: 'T' },
	'rename-board': { type: 'rename-board', board: createId<BoardId>(), title: 'T' },
	'move-board': { type: 'move-board', board: createId<BoardId>(), before: null },
	'lock-board': { type: 'lock-board', board: createId<BoardId>(), locked: true },
	'archive-board': { type: 'archive-board', board: createId<BoardId>() },
	'restore-board': { type: 'restore-board', board: createId<BoardId>() },
	'add-link': { type: 'add-link', link: createId<LinkId>(), role: 'viewer' },
	'revoke-link': { type: 'revoke-link', link: createId<LinkId>() },
	'pair-screen': { type: 'pair-screen', link: createId<LinkId>(), code: 'K7QF2M', name: 'Hall' },
	'plan-round': { type: 'plan-round', round: createId<RoundId>(), title: 'T', groups: [] },
	'next-round': {
		type: 'next-round',
		round: createId<RoundId>(),
		title: 'T',
		rotation: 'same',
		groups: [],
		seed: 1
	},
	'discard-round': { type: 'discard-round', round: createId<RoundId>() },
	'add-group': {
		type: 'add-group',
		round: createId<RoundId>(),
		group: { id: createId<GroupId>(), name: 'G', board: null }
	},
	'rename-group': {
		type: 'rename-group',
		round: createId<RoundId>(),
		group: createId<GroupId>(),
		name: 'G'
	},
	'remove-group': { type: 'remove-group', round: createId<RoundId>(), group: createId<GroupId>() },
	'set-group-call': {
		type: 'set-group-call',
		round: createId<RoundId>(),
		group: createId<GroupId>(),
		url: null
	},
	'set-group-host': {
		type: 'set-group-host',
		round: createId<RoundId>(),
		group: createId<GroupId>(),
		host: null
	},
	assign: {
		type: 'assign',
		round: createId<RoundId>(),
		members: [MIA.id],
		how: { by: 'chance', seed: 1 }
	},
	'place-member': {
		type: 'place-member',
		round: createId<RoundId>(),
		member: MIA.id,
		group: createId<GroupId>()
	},
	arrange: { type: 'arrange', round: createId<RoundId>(), groups: [] },
	'open-choosing': { type: 'open-choosing', round: createId<RoundId>() },
	'choose-groups': { type: 'choose-groups', round: createId<RoundId>(), groups: [] },
	'close-choosing': { type: 'close-choosing', round: createId<RoundId>() },
	'open-round': { type: 'open-round', round: createId<RoundId>(), lengthMs: 60_000, then: 'ask' },
	'unopen-round': { type: 'unopen-round', round: createId<RoundId>() },
	'extend-round': { type: 'extend-round', round: createId<RoundId>(), byMs: 120_000 },
	'recall-round': { type: 'recall-round', round: createId<RoundId>(), inMs: 30_000 },
	'keep-round-open': { type: 'keep-round-open', round: createId<RoundId>() },
	'close-round': { type: 'close-round', round: createId<RoundId>() },
	'reopen-round': { type: 'reopen-round', round: createId<RoundId>() },
	'start-method': { type: 'start-method', board: createId<BoardId>(), method: METHOD, phases: [PHASE] },
	'drop-method': { type: 'drop-method', board: createId<BoardId>() },
	'go-to-phase': { type: 'go-to-phase', board: createId<BoardId>(), phase: PHASE.id, from: PHASE.id },
	'pause-phase': { type: 'pause-phase', board: createId<BoardId>() },
	'resume-phase': { type: 'resume-phase', board: createId<BoardId>() },
	'extend-phase': { type: 'extend-phase', board: createId<BoardId>(), byMs: 60_000 },
	'set-deadline': { type: 'set-deadline', board: createId<BoardId>(), at: NOW + 86_400_000 },
	reveal: { type: 'reveal', board: createId<BoardId>(), phase: PHASE.id },
	'open-ballot': {
		type: 'open-ballot',
		board: createId<BoardId>(),
		ballot: createId<BallotId>(),
		items: [createId<CardId>()]
	},
	'close-ballot': { type: 'close-ballot', board: createId<BoardId>(), ballot: createId<BallotId>() },
	'start-turns': { type: 'start-turns', board: createId<BoardId>(), order: [MIA.id] },
	'next-turn': { type: 'next-turn', board: createId<BoardId>(), of: MIA.id },
	'pass-turn': { type: 'pass-turn', board: createId<BoardId>(), member: MIA.id },
	'ask-turn': { type: 'ask-turn', board: createId<BoardId>() },
	'end-turns': { type: 'end-turns', board: createId<BoardId>() },
	'take-topic': { type: 'take-topic', board: createId<BoardId>(), card: createId<CardId>() },
	'plan-phase-round': {
		type: 'plan-phase-round',
		board: createId<BoardId>(),
		round: createId<RoundId>(),
		title: 'T',
		groups: [],
		people: [MIA.id],
		seed: 1
	},
	'write-up': {
		type: 'write-up',
		board: createId<BoardId>(),
		instead: null,
		page: createId<BoardId>(),
		title: 'T'
	},
	'set-holder': { type: 'set-holder', board: createId<BoardId>(), member: MIA.id },
	harvest: {
		type: 'harvest',
		harvest: createId<HarvestId>(),
		round: createId<RoundId>(),
		into: createId<BoardId>(),
		take: { of: 'all' }
	},
	'take-back-harvest': { type: 'take-back-harvest', harvest: createId<HarvestId>() },
	show: { type: 'show', shown: { show: 'timer' } },
	'turn-stage': { type: 'turn-stage', part: 1 },
	'look-here': { type: 'look-here', board: createId<BoardId>(), region: { of: 'all' } },
	'add-agenda-item': {
		type: 'add-agenda-item',
		item: createId<AgendaItemId>(),
		title: 'T',
		minutes: 5,
		board: null,
		before: null
	},
	'change-agenda-item': {
		type: 'change-agenda-item',
		item: createId<AgendaItemId>(),
		title: 'T',
		minutes: 5,
		board: null
	},
	'move-agenda-item': { type: 'move-agenda-item', item: createId<AgendaItemId>(), before: null },
	'remove-agenda-item': { type: 'remove-agenda-item', item: createId<AgendaItemId>() },
	'go-to-agenda-item': { type: 'go-to-agenda-item', item: null },
	'start-timer': { type: 'start-timer', lengthMs: 60_000 },
	'pause-timer': { type: 'pause-timer' },
	'resume-timer': { type: 'resume-timer' },
	'extend-timer': { type: 'extend-timer', byMs: 60_000 },
	'stop-timer': { type: 'stop-timer' },
	announce: { type: 'announce', announcement: createId<AnnouncementId>(), text: 'T' },
	'retract-announcement': {
		type: 'retract-announcement',
		announcement: createId<AnnouncementId>()
	},
	'ask-ready': { type: 'ask-ready', check: createId<ReadyCheckId>(), question: '' },
	'end-ready': { type: 'end-ready' },
	'answer-hand': { type: 'answer-hand', member: null },
	'claim-facilitation': { type: 'claim-facilitation' },
	'refuse-claim': { type: 'refuse-claim' },
	'set-planned-time': { type: 'set-planned-time', time: { startsAt: NOW, minutes: 60 } },
	'end-session': { type: 'end-session' },
	'reopen-session': { type: 'reopen-session' },
	summarise: { type: 'summarise', board: createId<BoardId>(), title: 'T', timeZone: 'UTC' },
	'set-profile': { type: 'set-profile', name: 'N', color: 'teal' },
	'set-role': { type: 'set-role', member: MIA.id, role: 'facilitator' },
	'hand-over': { type: 'hand-over', to: MIA.id },
	'remove-member': { type: 'remove-member', member: MIA.id, reason: 'Wrong room' },
	'ban-member': { type: 'ban-member', member: MIA.id, reason: 'Rude' },
	admit: { type: 'admit', person: MIA.id },
	'turn-away': { type: 'turn-away', person: MIA.id, reason: 'Wrong room' },
	'lift-ban': { type: 'lift-ban', person: MIA.id },
	'renew-code': { type: 'renew-code' },
	'send-prompt': { type: 'send-prompt', prompt: createId<PromptId>(), to: [MIA.id], text: 'T' },
	'dismiss-prompt': { type: 'dismiss-prompt', prompt: createId<PromptId>() },
	'set-notes': { type: 'set-notes', text: 'T' }
};
