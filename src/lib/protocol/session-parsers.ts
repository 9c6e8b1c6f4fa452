import * as v from 'valibot';
import { isId, type BoardId, type ReadyCheckId, type SessionId } from '#model/ids.ts';
import type { AnyCommand } from '#model/session/commands.ts';
import { commandsOnAgendaAndTimer } from './commands/agenda-and-timer.ts';
import { commandsOnBoards } from './commands/boards.ts';
import { commandsOnHarvests } from './commands/harvests.ts';
import { commandsOnCourse } from './commands/course.ts';
import { commandsOnPeople } from './commands/people.ts';
import { commandsOnProblems } from './commands/problem.ts';
import { commandsOnRounds } from './commands/rounds.ts';
import { commandsOnSettings } from './commands/settings.ts';
import { commandsOnStage } from './commands/stage.ts';
import { REACTIONS } from './session.ts';

/** The parsers of what clients send over Socket.IO: unknown once, typed from here on. */

const MAX_TICKET_LENGTH = 200;
export const Handshake = v.object({
	session: v.custom<SessionId>(isId),
	ticket: v.exactOptional(v.pipe(v.string(), v.maxLength(MAX_TICKET_LENGTH))),
	/** Whether it is to be told changes of the record in place of records. */
	changes: v.exactOptional(v.boolean())
});

/** Any command: of the session, of memberships, at the door, about private things. */
export const ParsedCommand = v.variant('type', [
	...commandsOnSettings,
	...commandsOnBoards,
	...commandsOnRounds,
	...commandsOnProblems,
	...commandsOnHarvests,
	...commandsOnStage,
	...commandsOnAgendaAndTimer,
	...commandsOnPeople,
	...commandsOnCourse
]) satisfies v.GenericSchema<unknown, AnyCommand>;

export const ParsedPlace = v.strictObject({
	place: v.nullable(v.custom<BoardId>(isId)),
	away: v.boolean()
});
export type ParsedPlace = v.InferOutput<typeof ParsedPlace>;

export const ParsedSignal = v.strictObject({
	hand: v.boolean(),
	help: v.boolean(),
	ready: v.nullable(v.custom<ReadyCheckId>(isId)),
	done: v.optional(v.nullable(v.custom<ReadyCheckId>(isId)), null)
});

export const ParsedReaction = v.picklist(REACTIONS);
