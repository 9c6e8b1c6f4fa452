import { describe, expect, test } from 'vitest';
import { createId, type IdentityId, type LinkId } from '../ids.ts';
import type { MemberCommand } from './commands/people.ts';
import { admit, applyMemberCommand, leastUsedColors, takeBackLink, type MemberOutcome } from './members.ts';
import { LIMITS, MEMBER_COLORS, type Member, type Role } from './session.ts';

const NOW = 1_800_000_000_000;

function member(role: Role, via: LinkId | null = null): Member {
	return { id: createId<IdentityId>(), name: 'Name', color: 'teal', role, via, joinedAt: NOW };
}

const membersOf = (...all: Member[]): Map<IdentityId, Member> => new Map(all.map((each) => [each.id, each]));

function refusal(outcome: MemberOutcome): string | null {
	return outcome.ok ? null : outcome.refusal;
}

function changes(outcome: MemberOutcome): Record<string, Member | null> {
	if (!outcome.ok) throw new Error(outcome.refusal);
	return Object.fromEntries(outcome.changes.map(({ id, member: after }) => [id, after]));
}

describe('commands about members', () => {
	const lead = member('facilitator');
	const person = member('member');
	const viewer = member('viewer');
	const members = membersOf(lead, person, viewer);
	const apply = (command: MemberCommand, actor: Member) => applyMemberCommand(members, command, actor);

	test('everybody names themselves, and nobody else', () => {
		const outcome = apply({ type: 'set-profile', name: ' New\tName ', color: 'rose' }, viewer);
		expect(changes(outcome)).toEqual({ [viewer.id]: { ...viewer, name: 'New Name', color: 'rose' } });
		expect(refusal(apply({ type: 'set-profile', name: ' ', color: 'rose' }, person))).toBe('invalid');
		const long = 'x'.repeat(LIMITS.nameLength + 1);
		expect(refusal(apply({ type: 'set-profile', name: long, color: 'rose' }, person))).toBe('invalid');
	});

	test('only facilitators give roles', () => {
		const command = { type: 'set-role', member: person.id, role: 'facilitator' } as const;
		expect(refusal(apply(command, person))).toBe('forbidden');
		expect(refusal(apply(command, viewer))).toBe('forbidden');
		expect(changes(apply(command, lead))).toEqual({ [person.id]: { ...person, role: 'facilitator' } });
	});

	test('a role that a person gave no longer hangs on a link', () => {
		const byLink = member('viewer', createId<LinkId>());
		const outcome = applyMemberCommand(
			membersOf(lead, byLink),
			{ type: 'set-role', member: byLink.id, role: 'member' },
			lead
		);
		expect(changes(outcome)[byLink.id]).toMatchObject({ role: 'member', via: null });
	});

	test('facilitators remove members, and members only themselves', () => {
		expect(changes(apply({ type: 'remove-member', member: person.id }, lead))).toEqual({ [person.id]: null });
		expect(changes(apply({ type: 'remove-member', member: viewer.id }, viewer))).toEqual({
			[viewer.id]: null
		});
		expect(refusal(apply({ type: 'remove-member', member: viewer.id }, person))).toBe('forbidden');
	});

	test('the last facilitator can neither step down nor leave', () => {
		expect(refusal(apply({ type: 'set-role', member: lead.id, role: 'member' }, lead))).toBe(
			'last-facilitator'
		);
		expect(refusal(apply({ type: 'remove-member', member: lead.id }, lead))).toBe('last-facilitator');
	});

	test('who is not there cannot be changed', () => {
		const stranger = createId<IdentityId>();
		expect(refusal(apply({ type: 'set-role', member: stranger, role: 'member' }, lead))).toBe(
			'unknown-member'
		);
		expect(refusal(apply({ type: 'remove-member', member: stranger }, lead))).toBe('unknown-member');
	});
});

describe('a revoked link', () => {
	const link = createId<LinkId>();

	test('makes its facilitators members and shows its viewers out; others stay what they are', () => {
		const lead = member('facilitator');
		const byLink = member('facilitator', link);
		const projector = member('viewer', link);
		const byOther = member('viewer', createId<LinkId>());
		expect(changes(takeBackLink(membersOf(lead, byLink, projector, byOther), link))).toEqual({
			[byLink.id]: { ...byLink, role: 'member', via: null },
			[projector.id]: null
		});
	});

	test('never takes the last facilitator', () => {
		expect(refusal(takeBackLink(membersOf(member('facilitator', link)), link))).toBe('last-facilitator');
	});
});

describe('coming in', () => {
	const id = createId<IdentityId>();
	const arriving = { id, name: 'Ann', color: 'moss' } as const;
	const links = {
		facilitator: { id: createId<LinkId>(), role: 'facilitator' },
		viewer: { id: createId<LinkId>(), role: 'viewer' }
	} as const;

	test('by the code makes a member, by a link what the link says', () => {
		expect(admit(null, arriving, null, NOW)).toEqual({
			...arriving,
			role: 'member',
			via: null,
			joinedAt: NOW
		});
		expect(admit(null, arriving, links.viewer, NOW)).toMatchObject({ role: 'viewer', via: links.viewer.id });
	});

	test('again keeps role and first day, and takes the new name', () => {
		const before = { ...member('facilitator'), id };
		expect(admit(before, arriving, null, NOW + 9)).toEqual({ ...before, name: 'Ann', color: 'moss' });
	});

	test('by a link raises a role and never lowers it', () => {
		const person = { ...member('member'), id };
		expect(admit(person, arriving, links.facilitator, NOW)).toMatchObject({
			role: 'facilitator',
			via: links.facilitator.id
		});
		expect(admit(person, arriving, links.viewer, NOW)).toMatchObject({ role: 'member', via: null });
	});

	test('by the code does not let a viewer write', () => {
		const viewer = { ...member('viewer', links.viewer.id), id };
		expect(admit(viewer, arriving, null, NOW)).toMatchObject({ role: 'viewer', via: links.viewer.id });
	});
});

describe('the colour of a newcomer', () => {
	test('is any while nobody has one', () => {
		expect(leastUsedColors([])).toEqual(MEMBER_COLORS);
	});

	test('is one that fewest have, when all are taken', () => {
		const all = MEMBER_COLORS.filter((color) => color !== 'sky');
		expect(leastUsedColors(all)).toEqual(['sky']);
		expect(leastUsedColors([...MEMBER_COLORS, ...all])).toEqual(['sky']);
	});
});
