import type { BoardId, GroupId, IdentityId, RoundId } from '../ids.ts';
import type { MeetingUrl } from './meeting-url.ts';

/** A subgroup of one round. Where a round is by topics, its name is the topic. */
export interface Group {
	readonly id: GroupId;
	readonly name: string;
	readonly members: readonly IdentityId[];
	readonly boards: readonly BoardId[];
	/** The group's own call; `null`: the rooms are made in the call itself, or there is none. */
	readonly call: MeetingUrl | null;
	/** Who stays when the others go on to the next group. */
	readonly host: IdentityId | null;
}

/** What somebody would like to be in, the dearest first. */
export interface GroupChoice {
	readonly member: IdentityId;
	readonly groups: readonly GroupId[];
}

/** All times are server time, milliseconds since the epoch. */
export type RoundState =
	/** Only facilitators see its boards. */
	| { readonly at: 'planned' }
	/** Members say which groups they would like. */
	| { readonly at: 'choosing'; readonly since: number }
	| {
			readonly at: 'open';
			readonly openedAt: number;
			/** `null`: no end was set. Passing it changes nothing by itself, unless `then` says so. */
			readonly endsAt: number | null;
			/** At the end a facilitator is asked, or everybody is called back with the usual warning. */
			readonly then: 'ask' | 'recall';
	  }
	/** Everybody is called back: the groups end at `closesAt`. */
	| {
			readonly at: 'closing';
			readonly openedAt: number;
			readonly endsAt: number | null;
			readonly closesAt: number;
	  }
	/** Its boards can be read by all. */
	| { readonly at: 'closed'; readonly openedAt: number; readonly closedAt: number };

/** One time of working in groups. The last round is the current one; those before it are kept, closed. */
export interface Round {
	readonly id: RoundId;
	readonly title: string;
	readonly state: RoundState;
	readonly groups: readonly Group[];
	readonly choices: readonly GroupChoice[];
}

/** How long people have to finish their sentence when they are called back. */
export const RECALL_WARNING_MS = 30_000;

export function currentRound({ rounds }: { readonly rounds: readonly Round[] }): Round | null {
	return rounds.at(-1) ?? null;
}

/** What people chose of the groups that there are. A removed group's choices are kept: it may come back. */
export function wishesIn({ choices, groups }: Pick<Round, 'choices' | 'groups'>): readonly GroupChoice[] {
	return choices.map(({ member, groups: wanted }) => ({
		member,
		groups: wanted.filter((id) => groups.some((group) => group.id === id))
	}));
}

/** Whether people are in their groups now. */
export function isUnderWay(round: Round | null): round is Round {
	return round?.state.at === 'open' || round?.state.at === 'closing';
}

export function groupOf(round: Round | null, member: IdentityId): Group | null {
	return round?.groups.find(({ members }) => members.includes(member)) ?? null;
}
