import { access } from '../access.ts';
import type { IdentityId, LinkId } from '../ids.ts';
import { unreachable } from '../unreachable.ts';
import type { Actor, Refusal } from './commands.ts';
import type { MemberCommand } from './commands/people.ts';
import {
	LIMITS,
	MEMBER_COLORS,
	ROLES,
	type Member,
	type MemberColor,
	type Role,
	type RoleLink
} from './session.ts';

export type Members = ReadonlyMap<IdentityId, Member>;

/** What becomes of one membership; `null`: it ends. */
export interface MemberChange {
	readonly id: IdentityId;
	readonly member: Member | null;
}

export type MemberOutcome =
	| { readonly ok: true; readonly changes: readonly MemberChange[] }
	| { readonly ok: false; readonly refusal: Refusal };

/** What a command makes of the memberships of a session, or why nothing. */
export function applyMemberCommand(members: Members, command: MemberCommand, actor: Actor): MemberOutcome {
	switch (command.type) {
		case 'set-profile': {
			const member = members.get(actor.id);
			const name = cleanName(command.name);
			if (member === undefined) return refuse('unknown-member');
			if (name === null || !MEMBER_COLORS.includes(command.color)) return refuse('invalid');
			return accept(members, [{ id: member.id, member: { ...member, name, color: command.color } }]);
		}
		case 'set-role': {
			if (!mayFacilitate(actor)) return refuse('forbidden');
			const member = members.get(command.member);
			if (member === undefined) return refuse('unknown-member');
			if (!ROLES.includes(command.role)) return refuse('invalid');
			// A role that a person gave no longer hangs on the link that somebody once came by.
			return accept(members, [{ id: member.id, member: { ...member, role: command.role, via: null } }]);
		}
		case 'hand-over': {
			if (!mayFacilitate(actor)) return refuse('forbidden');
			const [from, to] = [members.get(actor.id), members.get(command.to)];
			if (from === undefined || to === undefined) return refuse('unknown-member');
			// The projector is nobody who could lead.
			if (to.id === from.id || to.role === 'viewer') return refuse('invalid');
			return accept(members, [
				{ id: to.id, member: { ...to, role: 'facilitator', via: null } },
				{ id: from.id, member: { ...from, role: 'member', via: null } }
			]);
		}
		case 'ban-member': {
			if (!mayFacilitate(actor)) return refuse('forbidden');
			if (command.member === actor.id) return refuse('invalid');
			if (!members.has(command.member)) return refuse('unknown-member');
			return accept(members, [{ id: command.member, member: null }]);
		}
		case 'remove-member': {
			// Everybody may leave.
			if (command.member !== actor.id && !mayFacilitate(actor)) return refuse('forbidden');
			if (!members.has(command.member)) return refuse('unknown-member');
			return accept(members, [{ id: command.member, member: null }]);
		}
		default:
			return unreachable(command);
	}
}

/** Nobody refused their claim: they facilitate, whoever else does. */
export function grantClaim(members: Members, id: IdentityId): MemberOutcome {
	const member = members.get(id);
	if (member === undefined) return refuse('unknown-member');
	return accept(members, [{ id, member: { ...member, role: 'facilitator', via: null } }]);
}

/**
 * Revoking a link takes back what it gave: its facilitators become members; its viewers are out, since all that they
 * had was the link.
 */
export function takeBackLink(members: Members, link: LinkId): MemberOutcome {
	const holders = [...members.values()].filter((member) => member.via === link);
	const demoted = (member: Member): Member => ({ ...member, role: 'member', via: null });
	return accept(
		members,
		holders.map((member) => ({ id: member.id, member: member.role === 'viewer' ? null : demoted(member) }))
	);
}

/** Somebody comes in by the code, or by a link that gives a role; comes back, perhaps with another name. */
export function admit(
	before: Member | null,
	arriving: { readonly id: IdentityId; readonly name: string; readonly color: MemberColor },
	link: Pick<RoleLink, 'id' | 'role'> | null,
	now: number
): Member {
	const { id, name, color } = arriving;
	if (before === null)
		return { id, name, color, role: link?.role ?? 'member', via: link?.id ?? null, joinedAt: now };
	// A facilitator who opens the viewers' link to try it must not lock themselves out: a link never lowers a role.
	const raised = link !== null && RANK[link.role] > RANK[before.role];
	return { ...before, name, color, ...(raised ? { role: link.role, via: link.id } : {}) };
}

/** A name as it is kept: on one line, without space around it. `null` when nothing or too much is left. */
export function cleanName(typed: string): string | null {
	const name = typed.replace(/\s+/g, ' ').trim();
	return name.length === 0 || name.length > LIMITS.nameLength ? null : name;
}

/**
 * The colours that fewest people of a session have: a newcomer takes one of them, so that two people are told apart for
 * as long as there are colours. Several, because many may come at the same moment.
 */
export function leastUsedColors(used: Iterable<MemberColor>): MemberColor[] {
	const count = new Map<MemberColor, number>(MEMBER_COLORS.map((color) => [color, 0]));
	for (const color of used) count.set(color, count.get(color)! + 1);
	const least = Math.min(...count.values());
	return MEMBER_COLORS.filter((color) => count.get(color) === least);
}

const RANK = { viewer: 0, member: 1, facilitator: 2 } as const satisfies Record<Role, number>;

function mayFacilitate(actor: Actor): boolean {
	return access(actor.role, { kind: 'session' }).facilitate;
}

function accept(members: Members, changes: readonly MemberChange[]): MemberOutcome {
	const after = new Map(members);
	for (const { id, member } of changes) {
		if (member === null) after.delete(id);
		else after.set(id, member);
	}
	return facilitators(members) > 0 && facilitators(after) === 0
		? refuse('last-facilitator')
		: { ok: true, changes };
}

function facilitators(members: Members): number {
	let count = 0;
	for (const member of members.values()) if (member.role === 'facilitator') count++;
	return count;
}

function refuse(refusal: Refusal): MemberOutcome {
	return { ok: false, refusal };
}
