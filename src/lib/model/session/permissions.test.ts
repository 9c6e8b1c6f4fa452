import { describe, expect, test } from 'vitest';
import { applyCommand } from './apply-command.ts';
import type { AnyCommand, Command } from './commands.ts';
import { mayGive, RULES } from './permissions.ts';
import { ROLES, type Role } from './session.ts';
import { DEFAULT_SETTINGS, MEMBER_PERMISSIONS } from './settings.ts';
import { emptySession, MIA, NOW, SAMPLES } from './test-sessions.ts';

/** The whole matrix as it must be, said once more in other words than the rules: who may give what, with no permission. */
const ANYONE: readonly AnyCommand['type'][] = ['set-profile', 'remove-member', 'dismiss-prompt'];
const MEMBERS: readonly AnyCommand['type'][] = [
	...ANYONE,
	'choose-groups',
	// Of their own group, while it is under way.
	'set-group-host',
	'next-turn',
	'pass-turn',
	'ask-turn',
	// Where a phase is for it: the method says which.
	'write-up',
	'claim-facilitation',
	'refuse-claim',
	'set-notes'
];
const WITH_PERMISSION: {
	readonly [P in (typeof MEMBER_PERMISSIONS)[number]]: readonly AnyCommand['type'][];
} = {
	write: [],
	'add-board': ['add-board'],
	'rename-board': ['rename-board'],
	'propose-group': ['add-group'],
	'change-group': ['place-member'],
	'control-timer': ['start-timer', 'pause-timer', 'resume-timer', 'extend-timer', 'stop-timer']
};
const ALL = Object.keys(SAMPLES) as AnyCommand['type'][];

function allowed(
	role: Role,
	memberMay: readonly (typeof MEMBER_PERMISSIONS)[number][]
): AnyCommand['type'][] {
	switch (role) {
		case 'facilitator':
			return ALL;
		case 'member':
			return [...MEMBERS, ...memberMay.flatMap((permission) => WITH_PERMISSION[permission])];
		case 'viewer':
			return [...ANYONE];
	}
}

test('every command has a rule and a sample', () => {
	expect(ALL.toSorted()).toEqual(Object.keys(RULES).toSorted());
});

for (const memberMay of [[], ...MEMBER_PERMISSIONS.map((permission) => [permission]), MEMBER_PERMISSIONS])
	describe(`where members may ${memberMay.join(', ') || 'nothing more'}`, () => {
		const settings = { ...DEFAULT_SETTINGS, memberMay };
		for (const role of ROLES)
			test(`a ${role} may give what is theirs, and nothing else`, () => {
				const may = allowed(role, memberMay);
				for (const type of ALL) expect(mayGive(type, role, settings), type).toBe(may.includes(type));
			});
	});

/** Those that change the record. */
function isCommand(command: AnyCommand): command is Command {
	const aside = ['set-profile', 'set-role', 'hand-over', 'remove-member', 'ban-member'];
	const others = [
		'admit',
		'turn-away',
		'lift-ban',
		'renew-code',
		'send-prompt',
		'dismiss-prompt',
		'set-notes'
	];
	return ![...aside, ...others].includes(command.type);
}

for (const role of ROLES)
	for (const command of Object.values(SAMPLES).filter(isCommand))
		test(`${command.type} by a ${role} is ${mayGive(command.type, role, DEFAULT_SETTINGS) ? 'looked at' : 'refused'}`, () => {
			const session = emptySession();
			const outcome = applyCommand(session, command, { ...MIA, role }, NOW);
			const isForbidden = !outcome.ok && outcome.refusal === 'forbidden';
			expect(isForbidden).toBe(!mayGive(command.type, role, DEFAULT_SETTINGS));
		});
