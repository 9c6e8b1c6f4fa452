import type { BoardId, IdentityId, SessionId } from '#model/ids.ts';
import { NO_SIGNALS, type Present, type Signals } from '#protocol/session.ts';

/** Hears who is here: one entry a person, however many tabs they have. */
export interface RosterListener {
	present(session: SessionId, present: Present): void;
	left(session: SessionId, identity: IdentityId): void;
}

/** What one tab shows. */
export interface Tab {
	readonly place: BoardId | null;
	readonly away: boolean;
}

/** Who is in which session now. Entries are keyed by connection: an old socket's end never ends a new one. */
export interface Roster {
	/** A tab has come, or shows another place now. */
	set(session: SessionId, identity: IdentityId, connection: string, tab: Tab): void;
	/** A tab is gone. */
	remove(session: SessionId, identity: IdentityId, connection: string): void;
	/** Somebody who is here shows this of themselves now; `at` is server time. */
	signal(session: SessionId, identity: IdentityId, signals: Signals, at: number): void;
	/** What somebody shows of themselves; nothing when they are not here. */
	signals(session: SessionId, identity: IdentityId): Signals;
	/** Everybody, on whichever node. */
	present(session: SessionId): Present[];
	/** How many tabs somebody has on this node. */
	tabs(session: SessionId, identity: IdentityId): number;
	/** Forgets everybody without telling. */
	close(): void;
}

interface Person {
	/** By connection, the one used last at the end. */
	readonly tabs: Map<string, Tab>;
	signals: Signals;
	/** 0: never. */
	signalledAt: number;
	/** Runs while the last tab is gone and may come back, as on a reload. */
	leaving: NodeJS.Timeout | null;
}

/** A reload takes about a second; nobody should flicker on everybody's screen for that. */
export const LEAVE_AFTER_MS = 3000;

/** The roster of one node. */
export class MemoryRoster implements Roster {
	readonly #listener: RosterListener;
	readonly #leaveAfterMs: number;
	readonly #sessions = new Map<SessionId, Map<IdentityId, Person>>();

	constructor(listener: RosterListener, leaveAfterMs = LEAVE_AFTER_MS) {
		this.#listener = listener;
		this.#leaveAfterMs = leaveAfterMs;
	}

	set(session: SessionId, identity: IdentityId, connection: string, tab: Tab): void {
		const people = this.#sessions.get(session) ?? new Map<IdentityId, Person>();
		this.#sessions.set(session, people);
		const person = people.get(identity) ?? newcomer();
		const before = people.has(identity) ? describe(identity, person) : null;
		people.set(identity, person);
		if (person.leaving !== null) clearTimeout(person.leaving);
		person.leaving = null;
		// A tab that goes to the background must not hide the one in front.
		if (!tab.away || !person.tabs.has(connection)) person.tabs.delete(connection);
		person.tabs.set(connection, tab);
		const after = describe(identity, person);
		if (before === null || !isSame(before, after)) this.#listener.present(session, after);
	}

	remove(session: SessionId, identity: IdentityId, connection: string): void {
		const people = this.#sessions.get(session);
		const person = people?.get(identity);
		if (people === undefined || person === undefined) return;
		const before = describe(identity, person);
		if (!person.tabs.delete(connection)) return;
		if (person.tabs.size === 0) {
			person.leaving = setTimeout(() => this.#leave(session, identity), this.#leaveAfterMs);
			return;
		}
		const after = describe(identity, person);
		if (!isSame(before, after)) this.#listener.present(session, after);
	}

	signal(session: SessionId, identity: IdentityId, signals: Signals, at: number): void {
		const person = this.#sessions.get(session)?.get(identity);
		if (person === undefined) return;
		const before = describe(identity, person);
		person.signals = signals;
		person.signalledAt = at;
		const after = describe(identity, person);
		if (!isSame(before, after)) this.#listener.present(session, after);
	}

	signals(session: SessionId, identity: IdentityId): Signals {
		return this.#sessions.get(session)?.get(identity)?.signals ?? NO_SIGNALS;
	}

	/** When somebody last signalled on this node; 0: never. */
	signalledAt(session: SessionId, identity: IdentityId): number {
		return this.#sessions.get(session)?.get(identity)?.signalledAt ?? 0;
	}

	present(session: SessionId): Present[] {
		return [...(this.#sessions.get(session) ?? [])].map(([identity, person]) => describe(identity, person));
	}

	tabs(session: SessionId, identity: IdentityId): number {
		return this.#sessions.get(session)?.get(identity)?.tabs.size ?? 0;
	}

	close(): void {
		for (const people of this.#sessions.values())
			for (const { leaving } of people.values()) if (leaving !== null) clearTimeout(leaving);
		this.#sessions.clear();
	}

	#leave(session: SessionId, identity: IdentityId): void {
		const people = this.#sessions.get(session);
		if (people?.delete(identity) !== true) return;
		if (people.size === 0) this.#sessions.delete(session);
		this.#listener.left(session, identity);
	}
}

function newcomer(): Person {
	return { tabs: new Map(), signals: NO_SIGNALS, signalledAt: 0, leaving: null };
}

function describe(id: IdentityId, { tabs, signals }: Person): Present {
	const used = [...tabs.values()];
	const shown = used.findLast((tab) => !tab.away) ?? used.at(-1);
	return { id, place: shown?.place ?? null, away: shown?.away ?? true, ...signals };
}

/** Whether there is nothing to tell. */
export function isSame(one: Present, other: Present): boolean {
	return (
		one.place === other.place &&
		one.away === other.away &&
		one.hand === other.hand &&
		one.help === other.help &&
		one.ready === other.ready &&
		one.done === other.done &&
		one.reaction?.at === other.reaction?.at &&
		one.reaction?.kind === other.reaction?.kind
	);
}
