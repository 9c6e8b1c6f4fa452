import type { SessionId } from '#model/ids.ts';
import { NOTHING_PRIVATE } from '#model/session/private.ts';
import type { Member, Session } from '#model/session/session.ts';
import type { VersionedSession } from '#protocol/session.ts';
import type { SessionView } from './session-view.ts';

/** Where a tab keeps small things on the device: `localStorage`, or nothing where that is barred. */
export interface DeviceStorage {
	getItem(key: string): string | null;
	setItem(key: string, value: string): void;
	removeItem(key: string): void;
}

interface KeptSession {
	readonly form: typeof FORM;
	readonly confirmed: VersionedSession;
	readonly me: Member;
	readonly members: readonly Member[];
	/** Missing in copies of earlier releases. */
	readonly clockAheadMs?: number;
}

/** What a device remembers of a session. */
export interface KeptCopy {
	/** Nobody is known to be here. */
	readonly view: SessionView;
	/** How far the server's clock was ahead of the device's, in milliseconds: timers are right before the first answer, on a wrong device too. */
	readonly clockAheadMs: number;
}

/** Counts up when the kept form changes; another form is ignored and written anew. */
const FORM = 3;
const KEEP_AFTER_MS = 400;

const keyOf = (session: SessionId): string => `commonplace:session:${session}`;

/** What one tab keeps of its session, a moment after it changed. */
export class SessionKeeper {
	readonly #storage: DeviceStorage;
	readonly #session: SessionId;
	readonly #clockAheadMs: () => number;
	#latest: SessionView | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** When the timer runs out, by `performance.now()`. */
	#dueAt = Infinity;

	/** @param clockAheadMs how far the server's clock is ahead of the device's, as is known at that moment. */
	constructor(storage: DeviceStorage, session: SessionId, clockAheadMs: () => number) {
		this.#storage = storage;
		this.#session = session;
		this.#clockAheadMs = clockAheadMs;
	}

	read(): KeptCopy | null {
		return readKeptSession(this.#storage, this.#session);
	}

	/** With what waits to be kept already, at the earlier time of the two. */
	keepSoon(view: SessionView, afterMs = KEEP_AFTER_MS): void {
		this.#latest = view;
		const dueAt = performance.now() + afterMs;
		if (this.#timer !== undefined && dueAt >= this.#dueAt) return;
		clearTimeout(this.#timer);
		this.#dueAt = dueAt;
		this.#timer = setTimeout(() => this.flush(), afterMs);
	}

	/** Keeps at once what would be kept soon. */
	flush(): void {
		if (this.#timer === undefined || this.#latest === null) return;
		clearTimeout(this.#timer);
		this.#timer = undefined;
		keepSession(this.#storage, this.#latest, this.#clockAheadMs());
	}

	forget(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		forgetSession(this.#storage, this.#session);
	}
}

/** Keeps the record, the membership and the names, so that a reload without a network still shows the session. */
export function keepSession(storage: DeviceStorage, view: SessionView, clockAheadMs: number): void {
	const kept: KeptSession = {
		form: FORM,
		confirmed: view.confirmed,
		me: view.me,
		members: [...view.members.values()],
		clockAheadMs
	};
	try {
		storage.setItem(keyOf(view.confirmed.session.id), JSON.stringify(kept));
	} catch {
		// Full or barred: then there is nothing to show offline, and nothing else is worse for it.
	}
}

export function forgetSession(storage: DeviceStorage, session: SessionId): void {
	try {
		storage.removeItem(keyOf(session));
	} catch {
		// Barred: nothing was kept either.
	}
}

/** What was kept; `null` when there is nothing usable. */
export function readKeptSession(storage: DeviceStorage, session: SessionId): KeptCopy | null {
	try {
		const kept: unknown = JSON.parse(storage.getItem(keyOf(session)) ?? 'null');
		if (!isKept(kept) || kept.confirmed.session.id !== session) return null;
		return { view: viewOf(kept), clockAheadMs: kept.clockAheadMs ?? 0 };
	} catch {
		return null;
	}
}

function viewOf({ confirmed, me, members }: KeptSession): SessionView {
	return {
		confirmed,
		pending: [],
		me,
		members: new Map(members.map((member) => [member.id, member])),
		present: new Map(),
		// Private things are for their own screen, not for whoever uses the device next.
		mine: NOTHING_PRIVATE,
		waiting: []
	};
}

/** We wrote it ourselves, so a look at its form is enough to tell an old or a cut-off copy. */
function isKept(value: unknown): value is KeptSession {
	if (typeof value !== 'object' || value === null || !('form' in value) || value.form !== FORM) return false;
	const { confirmed, me, members } = value as Partial<KeptSession>;
	const session: Partial<Session> | undefined = confirmed?.session;
	return Array.isArray(session?.boards) && typeof me?.id === 'string' && Array.isArray(members);
}
