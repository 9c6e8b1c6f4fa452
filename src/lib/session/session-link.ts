import type { Credentials } from '$lib/sync/credentials.ts';
import type { SessionId } from '#model/ids.ts';
import type { AnyCommand, Command, Refusal } from '#model/session/commands.ts';
import type { CommandAnswer } from '#protocol/session.ts';
import type { DeviceStorage } from './kept-session.ts';

/** What came of a command; `offline`: it was never sent, or its answer was lost with the connection. */
export type GivenOutcome =
	Extract<CommandAnswer, { ok: true }> | { readonly ok: false; readonly refusal: Refusal | 'offline' };

export interface SessionConnectionOptions {
	readonly session: SessionId;
	readonly origin: string;
	readonly credentials: Credentials;
	readonly storage: DeviceStorage;
	readonly now: () => number;
	/** Hears of each command that came to nothing, to tell the person in a sentence. */
	readonly onRefused: (refusal: Refusal | 'offline') => void;
	readonly onGoingAway: () => void;
}

/** How this tab stands to the server's session. */
export type SessionLink =
	| { readonly at: 'connecting' }
	| { readonly at: 'connected' }
	/** Was connected, or showed the kept copy; goes on trying. */
	| { readonly at: 'offline' }
	/** The server answers, but not now; goes on trying. */
	| { readonly at: 'busy' }
	/** No such session, or none for this person: the same for both. */
	| { readonly at: 'missing' }
	/** Came by the code and waits to be let in. `since`: server time. */
	| { readonly at: 'door'; readonly title: string; readonly since: number }
	/** A facilitator took this person out. `banned`: and the code does not let them in again. */
	| { readonly at: 'removed'; readonly reason: string; readonly banned: boolean };

/** There is nothing to come back to by trying again. */
export function isOver({ at }: SessionLink): boolean {
	return at === 'missing' || at === 'removed';
}

/** What changes the record can be shown before it is confirmed; all else comes with its own event. */
export function isSessionCommand(command: AnyCommand): command is Command {
	switch (command.type) {
		case 'set-profile':
		case 'set-role':
		case 'hand-over':
		case 'remove-member':
		case 'ban-member':
		case 'admit':
		case 'turn-away':
		case 'lift-ban':
		case 'renew-code':
		case 'send-prompt':
		case 'dismiss-prompt':
		case 'set-notes':
			return false;
		// Its boards take people along, so they have to be there first.
		case 'plan-phase-round':
			return false;
		default:
			return true;
	}
}
