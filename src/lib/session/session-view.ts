import type { IdentityId } from '#model/ids.ts';
import type { applyCommand } from '#model/session/apply-command.ts';
import type { Command } from '#model/session/commands.ts';
import { BARE, type Member, type Session } from '#model/session/session.ts';
import type { PrivateThings } from '#model/session/private.ts';
import type {
	CommandAnswer,
	PeopleNews,
	Present,
	VersionedSession,
	Waiting,
	Welcome
} from '#protocol/session.ts';

/** What this tab knows of its session, and what it has asked for and not yet seen confirmed. Plain data, never mutated. */
export interface SessionView {
	/** As the server last told. */
	readonly confirmed: VersionedSession;
	/** My commands that the confirmed record does not hold yet, in the order given. */
	readonly pending: readonly PendingCommand[];
	readonly me: Member;
	readonly members: ReadonlyMap<IdentityId, Member>;
	readonly present: ReadonlyMap<IdentityId, Present>;
	/** My prompts and notes, which nobody else is sent. */
	readonly mine: PrivateThings;
	/** Who waits to be let in; known to facilitators only. */
	readonly waiting: readonly Waiting[];
}

export interface PendingCommand {
	readonly number: number;
	readonly command: Command;
	readonly givenAt: number;
	/** Set by the server's answer: the version that holds it. */
	readonly heldBy: number | null;
}

/** Everything anew, on connecting. What was asked on the old connection is in it or was never carried out. */
export function welcomed(state: Welcome): SessionView {
	return {
		confirmed: whole(state),
		pending: [],
		me: state.me,
		members: new Map(state.members.map((member) => [member.id, member])),
		present: new Map(state.present.map((present) => [present.id, present])),
		mine: state.mine,
		waiting: state.waiting
	};
}

/** While nodes are replaced, one of an earlier release tells a record without what it does not know. */
function whole({ version, session }: VersionedSession): VersionedSession {
	return { version, session: { ...BARE, ...session } };
}

/** A record always comes whole, so that a missed version leaves no gap, and a late one is dropped. */
export function sessionArrived(view: SessionView, state: VersionedSession): SessionView {
	if (state.version <= view.confirmed.version) return view;
	return settle({ ...view, confirmed: whole(state) });
}

export function commandGiven(view: SessionView, given: Omit<PendingCommand, 'heldBy'>): SessionView {
	return { ...view, pending: [...view.pending, { ...given, heldBy: null }] };
}

/** Carried out: shown until the record that holds it is here. Refused, or nobody knows: not shown any more. */
export function commandAnswered(
	view: SessionView,
	number: number,
	answer: CommandAnswer | { readonly ok: false }
): SessionView {
	if (!answer.ok) return { ...view, pending: view.pending.filter((given) => given.number !== number) };
	const pending = view.pending.map((given) =>
		given.number === number ? { ...given, heldBy: answer.version } : given
	);
	return settle({ ...view, pending });
}

function settle(view: SessionView): SessionView {
	const { version } = view.confirmed;
	return { ...view, pending: view.pending.filter(({ heldBy }) => heldBy === null || heldBy > version) };
}

/** What shows a command's result before the server has; it is loaded after the first look. */
export type ApplyCommand = typeof applyCommand;

/**
 * The session as this person should see it: confirmed, with their own pending commands on top. Without `apply`, which may not
 * have come yet, as it is confirmed.
 */
export function shownSession(
	view: Pick<SessionView, 'confirmed' | 'pending' | 'me'>,
	apply: ApplyCommand | null
): Session {
	let session = view.confirmed.session;
	if (apply === null) return session;
	for (const { command, givenAt } of view.pending) {
		const outcome = apply(session, command, view.me, givenAt);
		if (outcome.ok) session = outcome.session;
	}
	return session;
}

/** Of each person at most one entry in each list, the latest; whoever left is in `left` and not in `present`. */
export function peopleArrived(view: SessionView, { members, present, left }: PeopleNews): SessionView {
	const all = members.length === 0 ? view.members : withAll(view.members, members);
	const here = new Map(view.present);
	for (const id of left) here.delete(id);
	for (const one of present) here.set(one.id, one);
	return { ...view, members: all, present: here, me: all.get(view.me.id) ?? view.me };
}

function withAll(
	before: SessionView['members'],
	members: readonly Member[]
): ReadonlyMap<IdentityId, Member> {
	const all = new Map(before);
	for (const member of members) all.set(member.id, member);
	return all;
}

export function memberRemoved(view: SessionView, id: IdentityId): SessionView {
	const members = new Map(view.members);
	members.delete(id);
	const present = new Map(view.present);
	present.delete(id);
	return { ...view, members, present };
}

/** One line of the roster. */
export interface RosterEntry {
	readonly member: Member;
	/** `null`: not here now. */
	readonly present: Present | null;
}
