import * as v from 'valibot';
import {
	isId,
	type AgendaItemId,
	type AnnouncementId,
	type BallotId,
	type BoardId,
	type CommunityId,
	type GroupId,
	type HarvestId,
	type IdentityId,
	type LinkId,
	type ReadyCheckId,
	type RoundId,
	type SessionId
} from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import { parseJoinCode, type JoinCode } from '#model/session/join-code.ts';
import { HARVEST_FAILURES } from '#model/session/harvests.ts';
import { LABELS } from '#model/session/label.ts';
import { isMeetingUrl, type MeetingUrl } from '#model/session/meeting-url.ts';
import { BARE, BOARD_KINDS, type Session } from '#model/session/session.ts';
import { GROUP_PRIVACIES, LATECOMER_RULES, MEMBER_PERMISSIONS } from '#model/session/settings.ts';
import { methodRef, phaseId, phaseRules } from '#protocol/commands/problem.ts';
import { boardRegion, staged } from '#protocol/commands/stage.ts';

/*
 * How the record of a session is read back. What came after the first release has a value for records of before, so that
 * none has to be rewritten; what a later release may add to the record as a whole is kept as it is. A permission or a
 * picture for the stage that this release does not know is left out: a session must open all the same.
 */

const sessionId = v.custom<SessionId>(isId);
const boardId = v.custom<BoardId>(isId);
const identityId = v.custom<IdentityId>(isId);
const linkId = v.custom<LinkId>(isId);
const groupId = v.custom<GroupId>(isId);
const itemId = v.custom<AgendaItemId>(isId);
const joinCode = v.custom<JoinCode>((code) => typeof code === 'string' && parseJoinCode(code) === code);
const meetingUrl = v.nullable(v.custom<MeetingUrl>(isMeetingUrl));
const time = v.nullable(v.number());

const Board = v.object({
	id: boardId,
	kind: v.picklist(BOARD_KINDS),
	title: v.string(),
	createdAt: v.number(),
	createdBy: identityId,
	archivedAt: time,
	locked: v.optional(v.boolean(), false),
	differs: v.exactOptional(v.object({ session: sessionId, board: boardId, because: v.string() }))
});

const Link = v.object({
	id: linkId,
	role: v.picklist(['facilitator', 'viewer']),
	createdAt: v.number(),
	revokedAt: time,
	expiresAt: v.optional(time, null),
	screen: v.optional(v.nullable(v.string()), null)
});

const Settings = v.object({
	latecomers: v.picklist(LATECOMER_RULES),
	waitingRoom: v.boolean(),
	groups: v.picklist(GROUP_PRIVACIES),
	memberMay: v.pipe(
		v.array(v.string()),
		v.transform((names) => MEMBER_PERMISSIONS.filter((permission) => names.includes(permission)))
	)
});

const RoundState = v.variant('at', [
	v.object({ at: v.literal('planned') }),
	v.object({ at: v.literal('choosing'), since: v.number() }),
	v.object({
		at: v.literal('open'),
		openedAt: v.number(),
		endsAt: time,
		then: v.picklist(['ask', 'recall'])
	}),
	v.object({ at: v.literal('closing'), openedAt: v.number(), endsAt: time, closesAt: v.number() }),
	v.object({ at: v.literal('closed'), openedAt: v.number(), closedAt: v.number() })
]);

const Round = v.object({
	id: v.custom<RoundId>(isId),
	title: v.string(),
	state: RoundState,
	groups: v.array(
		v.object({
			id: groupId,
			name: v.string(),
			members: v.array(identityId),
			boards: v.array(boardId),
			call: meetingUrl,
			host: v.nullable(identityId)
		})
	),
	choices: v.array(v.object({ member: identityId, groups: v.array(groupId) }))
});

const Harvest = v.object({
	id: v.custom<HarvestId>(isId),
	round: v.custom<RoundId>(isId),
	into: boardId,
	by: identityId,
	state: v.variant('at', [
		v.object({ at: v.literal('under-way'), since: v.number() }),
		v.object({ at: v.literal('done'), count: v.number() }),
		v.object({ at: v.literal('failed'), reason: v.picklist(HARVEST_FAILURES) }),
		v.object({ at: v.literal('taking-back'), since: v.number(), count: v.number() }),
		v.object({ at: v.literal('taken-back'), left: v.number() })
	])
});

const Timer = v.variant('at', [
	v.object({ at: v.literal('off') }),
	v.object({
		at: v.literal('running'),
		startedAt: v.number(),
		endsAt: v.number(),
		lengthMs: v.number()
	}),
	v.object({ at: v.literal('paused'), leftMs: v.number(), lengthMs: v.number() })
]);

const cardId = v.custom<CardId>(isId);

const Hiding = v.variant('at', [
	v.object({ at: v.literal('nothing') }),
	v.object({ at: v.literal('hidden') }),
	v.object({
		at: v.literal('revealing'),
		since: v.number(),
		tries: v.exactOptional(v.number()),
		stuckAt: v.exactOptional(v.number())
	}),
	v.object({
		at: v.literal('revealed'),
		revealedAt: v.number(),
		unread: v.exactOptional(v.object({ sheets: v.number(), tries: v.number() }))
	})
]);

const Step = v.object({
	phase: phaseId,
	attempt: v.number(),
	openedAt: v.number(),
	closedAt: time,
	stale: v.boolean(),
	clock: Timer,
	extended: v.boolean(),
	hiding: Hiding,
	turns: v.nullable(
		v.object({
			order: v.array(identityId),
			at: v.number(),
			passed: v.array(identityId),
			since: v.number()
		})
	),
	topic: v.nullable(cardId),
	talked: v.exactOptional(v.array(cardId)),
	holder: v.nullable(identityId),
	round: v.nullable(v.custom<RoundId>(isId))
});

const Tally = v.object({
	card: cardId,
	numbers: v.array(v.number()),
	reasons: v.exactOptional(
		v.array(v.object({ answer: v.picklist(['reservation', 'objection']), text: v.string() }))
	)
});

const BallotState = v.variant('at', [
	v.object({ at: v.literal('open'), openedAt: v.number() }),
	v.object({ at: v.literal('counting'), openedAt: v.number(), closedAt: v.number() }),
	v.object({
		at: v.literal('closed'),
		openedAt: v.number(),
		closedAt: v.number(),
		voters: v.number(),
		tallies: v.nullable(v.array(Tally))
	})
]);

const Run = v.object({
	board: boardId,
	method: methodRef,
	phases: v.array(phaseRules),
	startedAt: v.number(),
	startedBy: identityId,
	current: v.nullable(phaseId),
	steps: v.array(Step),
	page: v.optional(v.nullable(boardId), null),
	ending: v.exactOptional(v.array(v.object({ phase: phaseId, attempt: v.number(), since: v.number() }))),
	joining: v.exactOptional(v.array(v.object({ into: boardId, from: v.array(boardId), since: v.number() }))),
	ballots: v.array(
		v.object({
			id: v.custom<BallotId>(isId),
			phase: phaseId,
			attempt: v.number(),
			items: v.array(cardId),
			state: BallotState
		})
	)
});

const Agenda = v.object({
	items: v.array(
		v.object({
			id: itemId,
			title: v.string(),
			minutes: v.number(),
			board: v.nullable(boardId),
			doneAt: time
		})
	),
	current: v.nullable(v.object({ item: itemId, since: v.number() }))
});

const Answered = v.object({
	all: v.number(),
	members: v.array(v.object({ member: identityId, at: v.number() }))
});

export const SessionRecord = v.looseObject({
	id: sessionId,
	title: v.string(),
	terms: v.string(),
	code: joinCode,
	createdAt: v.number(),
	createdBy: identityId,
	boards: v.array(Board),
	links: v.array(Link),
	label: v.optional(v.picklist(LABELS), BARE.label),
	namesStripped: v.optional(v.boolean(), BARE.namesStripped),
	settings: v.optional(Settings, BARE.settings),
	meeting: v.optional(meetingUrl, null),
	locked: v.optional(v.boolean(), false),
	rounds: v.optional(v.array(Round), []),
	runs: v.optional(v.array(Run), []),
	harvests: v.optional(v.array(Harvest), []),
	stage: v.optional(
		v.fallback(v.object({ shown: staged, part: v.optional(v.number(), 0), since: v.number() }), BARE.stage),
		BARE.stage
	),
	spotlight: v.optional(
		v.nullable(v.object({ board: boardId, region: boardRegion, by: identityId, at: v.number() })),
		null
	),
	agenda: v.optional(Agenda, { items: [], current: null }),
	timer: v.optional(Timer, BARE.timer),
	announcements: v.optional(
		v.array(
			v.object({
				id: v.custom<AnnouncementId>(isId),
				text: v.string(),
				by: identityId,
				at: v.number()
			})
		),
		[]
	),
	readyCheck: v.optional(
		v.nullable(
			v.object({ id: v.custom<ReadyCheckId>(isId), question: v.string(), by: identityId, at: v.number() })
		),
		null
	),
	answered: v.optional(Answered, { all: 0, members: [] }),
	claim: v.optional(v.nullable(v.object({ by: identityId, at: v.number(), dueAt: v.number() })), null),
	plannedTime: v.optional(v.nullable(v.object({ startsAt: v.number(), minutes: v.number() })), null),
	ended: v.optional(v.nullable(v.object({ at: v.number(), by: identityId })), null),
	continues: v.optional(
		v.nullable(
			v.object({
				session: sessionId,
				title: v.string(),
				heldAt: v.number(),
				label: v.picklist(LABELS),
				board: v.nullable(boardId)
			})
		),
		null
	),
	next: v.optional(
		v.nullable(v.object({ session: sessionId, since: v.number(), actions: v.array(cardId) })),
		null
	),
	community: v.optional(v.nullable(v.custom<CommunityId>(isId)), null)
}) satisfies v.GenericSchema<unknown, Session>;
