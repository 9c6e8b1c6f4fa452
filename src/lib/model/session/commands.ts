import type { IdentityId } from '../ids.ts';
import type { AgendaCommand, TimerCommand } from './commands/agenda-and-timer.ts';
import type { BoardCommand, LinkCommand } from './commands/boards.ts';
import type { CourseCommand } from './commands/course.ts';
import type { HarvestCommand } from './commands/harvests.ts';
import type {
	ClaimCommand,
	DoorCommand,
	MemberCommand,
	PrivateCommand,
	VoiceCommand
} from './commands/people.ts';
import type { ProblemCommand } from './commands/problem.ts';
import type { RoundCommand } from './commands/rounds.ts';
import type { SettingsCommand } from './commands/settings.ts';
import type { StageCommand } from './commands/stage.ts';
import type { Role, Session } from './session.ts';

/*
 * Everything that changes a session, a family a part of it (commands/). Ids are made by whoever asks, so that the client may
 * show the result at once; so is the `seed` of what goes by chance.
 */

/** What changes the session's record. */
export type Command =
	| SettingsCommand
	| BoardCommand
	| LinkCommand
	| RoundCommand
	| ProblemCommand
	| HarvestCommand
	| StageCommand
	| AgendaCommand
	| TimerCommand
	| VoiceCommand
	| ClaimCommand
	| CourseCommand;

export type AnyCommand = Command | MemberCommand | DoorCommand | PrivateCommand;

/** Who gives a command. */
export interface Actor {
	readonly id: IdentityId;
	readonly role: Role;
}

/** Why a command was not carried out; the client has a sentence for each. */
export type Refusal =
	| 'forbidden'
	| 'invalid'
	| 'unknown-board'
	| 'unknown-link'
	| 'unknown-member'
	| 'unknown-round'
	| 'unknown-group'
	| 'unknown-item'
	/** No such method, or its phases are not the ones that came with the command. */
	| 'unknown-method'
	| 'unknown-phase'
	| 'unknown-ballot'
	/** The pairing code is on no screen, or has expired. */
	| 'unknown-code'
	| 'duplicate'
	| 'too-many'
	/** Not as things stand: a round that is not open cannot be closed. */
	| 'not-now'
	/** A wider label needs the consent of those who are in already. */
	| 'needs-consent'
	/** Only while the session goes on. */
	| 'has-ended'
	/** A facilitator is here, so nobody else can claim the role. */
	| 'facilitator-here'
	/** A session never loses its last facilitator. */
	| 'last-facilitator'
	/** The store did not take it; nothing changed. */
	| 'not-saved'
	/** Too many commands in a short time. */
	| 'slow-down';

export type Outcome =
	{ readonly ok: true; readonly session: Session } | { readonly ok: false; readonly refusal: Refusal };
