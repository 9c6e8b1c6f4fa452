import type { BoardId, IdentityId } from '#model/ids.ts';
import type { Member } from '#model/session/session.ts';
import type { RosterEntry, SessionView } from './session-view.ts';

type Compare = (a: string, b: string) => number;
type People = Pick<SessionView, 'me' | 'members' | 'present'>;

/**
 * Who is here first, me at the top; then by name. Kept in order from one look to the next, and who did not change is the same line as before: in
 * a session of five hundred, a newcomer costs a few comparisons of names instead of five thousand.
 */
export class RosterLines {
	readonly #compare: Compare;
	#members: ReadonlyMap<IdentityId, Member> = new Map();
	#byName: readonly Member[] = [];
	readonly #lines = new Map<IdentityId, RosterEntry>();

	constructor(compare: Compare) {
		this.#compare = compare;
	}

	of({ me, members, present }: People): readonly RosterEntry[] {
		if (members !== this.#members) this.#take(members);
		const ranks: readonly RosterEntry[][] = [[], [], [], []];
		for (const member of this.#byName) {
			const line = this.#line(member, present.get(member.id) ?? null);
			ranks[rank(line, me.id)]!.push(line);
		}
		return ranks.flat();
	}

	#take(members: ReadonlyMap<IdentityId, Member>): void {
		this.#members = members;
		this.#byName = this.#sorted(members);
		for (const id of this.#lines.keys()) if (!members.has(id)) this.#lines.delete(id);
	}

	#line(member: Member, present: RosterEntry['present']): RosterEntry {
		const before = this.#lines.get(member.id);
		if (before?.member === member && before.present === present) return before;
		const line = { member, present };
		this.#lines.set(member.id, line);
		return line;
	}

	#sorted(members: ReadonlyMap<IdentityId, Member>): readonly Member[] {
		const staying = this.#byName.filter((member) => members.get(member.id) === member);
		if (staying.length === members.size) return staying;
		const known = new Set(staying);
		const coming = [...members.values()].filter((member) => !known.has(member));
		const before = (a: Member, b: Member): number => this.#compare(a.name, b.name);
		// One by one is quicker only for a few.
		if (coming.length > MOST_ONE_BY_ONE) return [...staying, ...coming].sort(before);
		for (const member of coming) staying.splice(placeOf(member, staying, before), 0, member);
		return staying;
	}
}

const MOST_ONE_BY_ONE = 40;

function rank({ member, present }: RosterEntry, me: IdentityId): 0 | 1 | 2 | 3 {
	if (member.id === me) return 0;
	if (present === null) return 3;
	return present.away ? 2 : 1;
}

/** Where it belongs in what is sorted, behind its like. */
function placeOf(
	member: Member,
	sorted: readonly Member[],
	before: (a: Member, b: Member) => number
): number {
	let [from, to] = [0, sorted.length];
	while (from < to) {
		const middle = (from + to) >> 1;
		if (before(member, sorted[middle]!) < 0) to = middle;
		else from = middle + 1;
	}
	return from;
}

export type WhoIsWhere = ReadonlyMap<BoardId | null, readonly Member[]>;

/** Who is looking at which board, or with `null` at the session's front. Where nobody came or went, it is the same list as before. */
export function whoIsWhere(lines: readonly RosterEntry[], before: WhoIsWhere): WhoIsWhere {
	const places = new Map<BoardId | null, Member[]>();
	for (const { member, present } of lines) {
		if (present === null) continue;
		const people = places.get(present.place);
		if (people === undefined) places.set(present.place, [member]);
		else people.push(member);
	}
	return new Map([...places].map(([place, people]) => [place, unlessSame(before.get(place), people)]));
}

/** The list as it was, if it holds the same: then whoever shows it has nothing to do. */
export function unlessSame<T>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] {
	const isSame = before?.length === now.length && now.every((one, at) => one === before[at]);
	return isSame ? before : now;
}
