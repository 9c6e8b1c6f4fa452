import type { Brand } from './brand.ts';

export type SessionId = Brand<string, 'SessionId'>;
/** A whiteboard, a problem board or a page of a session. */
export type BoardId = Brand<string, 'BoardId'>;
/** The person behind one signed cookie: a name and a colour, no account. */
export type IdentityId = Brand<string, 'IdentityId'>;
/** People who do the same work, and the sessions that they hold. */
export type CommunityId = Brand<string, 'CommunityId'>;
/** One time at which the problem of a page came up. */
export type OccurrenceId = Brand<string, 'OccurrenceId'>;
/** A link that gives a role; the secret itself is never kept, only its hash. */
export type LinkId = Brand<string, 'LinkId'>;
/** One time of working in groups, and one of its groups. */
export type RoundId = Brand<string, 'RoundId'>;
export type GroupId = Brand<string, 'BreakoutGroupId'>;
/** One time of bringing together what groups made. */
export type HarvestId = Brand<string, 'HarvestId'>;
export type AgendaItemId = Brand<string, 'AgendaItemId'>;
export type AnnouncementId = Brand<string, 'AnnouncementId'>;
export type ReadyCheckId = Brand<string, 'ReadyCheckId'>;
/** One vote on a problem board. */
export type BallotId = Brand<string, 'BallotId'>;
/** Something that a facilitator asks one person, and nobody else sees. */
export type PromptId = Brand<string, 'PromptId'>;

/** Web Crypto is in every runtime that we serve, but in no type library that the pure model may load. */
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const ID_LENGTH = 22;
const ID_PATTERN = /^[A-Za-z0-9_-]{22}$/;

/** 22 characters of base64url: 132 random bits, opaque and unguessable. */
export function createId<Id extends Brand<string, string>>(): Id {
	let id = '';
	// 256 is a multiple of 64, so taking six bits of each byte is unbiased.
	for (const byte of crypto.getRandomValues(new Uint8Array(ID_LENGTH))) id += ALPHABET[byte & 63];
	return id as Id;
}

/** Whether a string from outside has the shape of one of our ids. */
export function isId(text: unknown): text is string {
	return typeof text === 'string' && ID_PATTERN.test(text);
}
