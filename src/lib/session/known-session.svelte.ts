import { locale } from '$lib/messages/locale.ts';
import { NO_RIGHTS, type Rights } from '#model/access.ts';
import type { BoardId, IdentityId } from '#model/ids.ts';
import { boardRights } from '#model/session/board-access.ts';
import { NOTHING_PRIVATE, type PrivateThings } from '#model/session/private.ts';
import type { Board, Member, Session } from '#model/session/session.ts';
import { NO_SIGNALS, type Signals, type Waiting } from '#protocol/session.ts';
import { RosterLines, unlessSame, whoIsWhere, type WhoIsWhere } from './roster-lines.ts';
import { shownSession, type ApplyCommand, type RosterEntry, type SessionView } from './session-view.ts';

const NOBODY: readonly never[] = [];

/**
 * What a tab knows of its session, as its components read it. Each part is a signal of its own: news of five hundred people, five times a second,
 * must not so much as make those be looked at that show none of them.
 */
export class KnownSession {
	#view: SessionView | null = null;
	#confirmed = $state.raw<SessionView['confirmed'] | null>(null);
	#pending = $state.raw<SessionView['pending']>(NOBODY);
	#me = $state.raw<Member | null>(null);
	#members = $state.raw<SessionView['members']>(new Map());
	#present = $state.raw<SessionView['present']>(new Map());
	#mine = $state.raw<PrivateThings>(NOTHING_PRIVATE);
	#waiting = $state.raw<readonly Waiting[]>(NOBODY);
	#apply = $state.raw<ApplyCommand | null>(null);

	readonly #lines = new RosterLines(new Intl.Collator(locale(), { numeric: true }).compare);
	#places: WhoIsWhere = new Map();
	#signallingBefore: readonly RosterEntry[] = NOBODY;

	readonly #session = $derived(
		this.#confirmed === null || this.#me === null
			? null
			: shownSession({ confirmed: this.#confirmed, pending: this.#pending, me: this.#me }, this.#apply)
	);
	readonly #signals = $derived((this.#me && this.#present.get(this.#me.id)) ?? NO_SIGNALS);
	readonly #roster = $derived(
		this.#me === null
			? NOBODY
			: this.#lines.of({ me: this.#me, members: this.#members, present: this.#present })
	);
	readonly #here = $derived(
		this.#roster.filter(({ present }) => present !== null).map(({ member }) => member)
	);
	readonly #signalling = $derived(
		(this.#signallingBefore = unlessSame(this.#signallingBefore, this.#roster.filter(isSignalling)))
	);
	readonly #whoIsWhere = $derived((this.#places = whoIsWhere(this.#roster, this.#places)));

	/** All of it as plain data, for whoever changes it: reading it depends on nothing. */
	get view(): SessionView | null {
		return this.#view;
	}

	/** What is known from now on; `null`: nothing any more. What is the same as before changes nothing. */
	take(view: SessionView | null): void {
		this.#view = view;
		this.#confirmed = view?.confirmed ?? null;
		this.#pending = view?.pending ?? NOBODY;
		this.#me = view?.me ?? null;
		this.#members = view?.members ?? new Map();
		this.#present = view?.present ?? new Map();
		this.#mine = view?.mine ?? NOTHING_PRIVATE;
		this.#waiting = view?.waiting ?? NOBODY;
	}

	/** Fetches what shows a command at once. Until it is here, commands are shown when the server has carried them out. */
	async foresee(): Promise<void> {
		try {
			this.#apply ??= (await import('#model/session/apply-command.ts')).applyCommand;
		} catch {
			// The line broke off: the next welcome tries again.
		}
	}

	get session(): Session | null {
		return this.#session;
	}

	get me(): Member | null {
		return this.#me;
	}

	get mine(): PrivateThings {
		return this.#mine;
	}

	get waiting(): readonly Waiting[] {
		return this.#waiting;
	}

	get signals(): Signals {
		return this.#signals;
	}

	get roster(): readonly RosterEntry[] {
		return this.#roster;
	}

	get here(): readonly Member[] {
		return this.#here;
	}

	get signalling(): readonly RosterEntry[] {
		return this.#signalling;
	}

	rightsOn(board: Board): Rights {
		if (this.#confirmed === null || this.#me === null) return NO_RIGHTS;
		const { session } = this.#confirmed;
		const known = session.boards.find(({ id }) => id === board.id) ?? board;
		return boardRights(session, known, this.#me);
	}

	/** Whether the server has this board. One that a command makes is shown before, and cannot be opened yet. */
	isOnServer(board: BoardId): boolean {
		return this.#confirmed?.session.boards.some(({ id }) => id === board) ?? false;
	}

	presentAt(place: BoardId | null): readonly Member[] {
		return this.#whoIsWhere.get(place) ?? NOBODY;
	}

	member(id: IdentityId): Member | null {
		return this.#members.get(id) ?? null;
	}
}

function isSignalling({ present }: RosterEntry): boolean {
	return present !== null && (present.hand !== null || present.help !== null || present.reaction !== null);
}
