import * as v from 'valibot';
import { expect, test } from 'vitest';
import { createId, type BoardId, type IdentityId, type LinkId } from '#model/ids.ts';
import type { Command, MemberCommand } from '#model/session/commands.ts';
import { Handshake, ParsedCommand, ParsedPlace } from './session-parsers.ts';

const board = createId<BoardId>();
const link = createId<LinkId>();
const member = createId<IdentityId>();

/** One of each; a new command fails to compile here until it has its line. */
const EVERY_COMMAND: {
	readonly [T in (Command | MemberCommand)['type']]: Extract<Command | MemberCommand, { type: T }>;
} = {
	'rename-session': { type: 'rename-session', title: 'T' },
	'set-terms': { type: 'set-terms', terms: '' },
	'add-board': { type: 'add-board', board, kind: 'page', title: 'T' },
	'rename-board': { type: 'rename-board', board, title: 'T' },
	'move-board': { type: 'move-board', board, before: null },
	'archive-board': { type: 'archive-board', board },
	'restore-board': { type: 'restore-board', board },
	'add-link': { type: 'add-link', link, role: 'viewer' },
	'revoke-link': { type: 'revoke-link', link },
	'set-profile': { type: 'set-profile', name: 'N', color: 'sky' },
	'set-role': { type: 'set-role', member, role: 'member' },
	'remove-member': { type: 'remove-member', member }
};

const accepts = (command: unknown): boolean => v.safeParse(ParsedCommand, command).success;

for (const [type, command] of Object.entries(EVERY_COMMAND))
	test(`${type} comes through as it is, and not with a field more, less or of another type`, () => {
		expect(v.parse(ParsedCommand, command)).toEqual(command);
		expect(accepts({ ...command, more: 1 })).toBe(false);
		for (const field of Object.keys(command)) {
			const { [field as 'type']: _, ...less } = command;
			expect(accepts(less), `without ${field}`).toBe(false);
			for (const wrong of [3, {}, [], true, undefined, '\u0000'.repeat(5000)])
				expect(accepts({ ...command, [field]: wrong }), `${field}: ${typeof wrong}`).toBe(false);
		}
	});

test('members join with the code: no link gives their role', () => {
	expect(accepts({ type: 'add-link', link, role: 'member' })).toBe(false);
});

test.each([null, undefined, 'rename-session', [], {}, { type: 'no-such' }, { type: { toString: 'x' } }])(
	'%j is no command',
	(command) => {
		expect(accepts(command)).toBe(false);
	}
);

test('a place is a board or none', () => {
	expect(v.safeParse(ParsedPlace, { place: board, away: false }).success).toBe(true);
	expect(v.safeParse(ParsedPlace, { place: null, away: true }).success).toBe(true);
	for (const wrong of [{ place: '..', away: false }, { place: board }, { place: board, away: 1 }, null])
		expect(v.safeParse(ParsedPlace, wrong).success).toBe(false);
});

test('a handshake names a session by its id', () => {
	expect(v.safeParse(Handshake, { session: createId(), token: 'ignored' }).success).toBe(true);
	for (const wrong of [{}, { session: 'x' }, { session: null }, null, 'x'])
		expect(v.safeParse(Handshake, wrong).success).toBe(false);
});
