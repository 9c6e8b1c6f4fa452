import * as v from 'valibot';
import { expect, test } from 'vitest';
import { createId, type BoardId } from '#model/ids.ts';
import { SAMPLES } from '#model/session/test-sessions.ts';
import { Handshake, ParsedCommand, ParsedPlace } from './session-parsers.ts';

const board = createId<BoardId>();

const accepts = (command: unknown): boolean => v.safeParse(ParsedCommand, command).success;

/** Told apart by what the value is, not by what `typeof` calls it. */
const kindOf = (value: unknown): string =>
	value === null ? 'nothing' : Array.isArray(value) ? 'list' : typeof value;
const WRONG = [3, {}, [], true, undefined, '\u0000'.repeat(20_000)];

for (const [type, command] of Object.entries(SAMPLES))
	test(`${type} comes through as it is, and not with a field more, less or of another type`, () => {
		expect(v.parse(ParsedCommand, command)).toEqual(command);
		expect(accepts({ ...command, more: 1 })).toBe(false);
		for (const [field, value] of Object.entries(command)) {
			const { [field as 'type']: _, ...less } = command;
			const isOptional = type === 'remove-member' && field === 'reason';
			expect(accepts(less), `without ${field}`).toBe(isOptional);
			for (const wrong of WRONG.filter((one) => typeof one === 'string' || kindOf(one) !== kindOf(value)))
				expect(accepts({ ...command, [field]: wrong }), `${field}: ${kindOf(wrong)}`).toBe(false);
		}
	});

test('members join with the code: no link gives their role', () => {
	expect(accepts({ ...SAMPLES['add-link'], role: 'member' })).toBe(false);
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
