import type { Server, Socket } from 'socket.io';
import type { IdentityId, SessionId } from '#model/ids.ts';
import type { ServerEvents } from '#protocol/session.ts';

/** What comes in is unknown until it is parsed. */
interface UntrustedEvents {
	command: (command: unknown, answer: unknown) => void;
	place: (place: unknown) => void;
	signal: (signal: unknown) => void;
	react: (reaction: unknown) => void;
	'my-sheet': (board: unknown, answer: unknown) => void;
	writing: (board: unknown, answer: unknown) => void;
	'show-card': (card: unknown, answer: unknown) => void;
	cast: (vote: unknown, answer: unknown) => void;
	'my-vote': (ballot: unknown, answer: unknown) => void;
	again: () => void;
	clock: (answer: unknown) => void;
}

export interface SocketData {
	readonly session: SessionId;
	readonly identity: IdentityId;
	/** Told changes of the record, where others are told it whole. */
	readonly takesChanges: boolean;
}

export type GatewayServer = Server<UntrustedEvents, ServerEvents, Record<string, never>, SocketData>;
export type GatewaySocket = Socket<UntrustedEvents, ServerEvents, Record<string, never>, SocketData>;

/** The names of Socket.IO's rooms; the session's own name is the room of all who were welcomed. */
export const ROOMS = {
	person: (session: SessionId, identity: IdentityId): string => `${session}/${identity}`,
	/** Everybody who waits to be let in, and one of them. */
	waiting: (session: SessionId): string => `${session}?`,
	door: (session: SessionId, identity: IdentityId): string => `${session}?${identity}`,
	/** Those who are told changes of the record, and those who are told it whole. */
	changes: (session: SessionId): string => `${session}+`,
	whole: (session: SessionId): string => `${session}*`,
	/** Those who were welcomed with this version. */
	version: (session: SessionId, version: number): string => `${session}@${version}`
} as const;
