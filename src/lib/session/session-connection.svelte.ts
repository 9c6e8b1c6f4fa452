import { getContext, setContext, untrack } from 'svelte';
import type { Socket } from 'socket.io-client';
import type { Credentials } from '$lib/sync/credentials.ts';
import { whenIdle } from '$lib/ui/when-idle.ts';
import { access, type Rights } from '#model/access.ts';
import type { BoardId, IdentityId, SessionId } from '#model/ids.ts';
import type { PrivateThings } from '#model/session/private.ts';
import type { AnyCommand, Refusal } from '#model/session/commands.ts';
import type { Board, Member, Session } from '#model/session/session.ts';
import { withChange, type SessionChange } from '#protocol/session-change.ts';
import type { ClientEvents, PeopleNews, Reaction, Signals, Waiting } from '#protocol/session.ts';
import { AfterFrame } from './after-frame.ts';
import { Attention } from './attention.ts';
import { SessionKeeper } from './kept-session.ts';
import { KnownSession } from './known-session.svelte.ts';
import { OwnThings } from './own-things.svelte.ts';
import { ServerClock } from './server-clock.svelte.ts';
import { SessionLine } from './session-line.ts';
import {
	isOver,
	isSessionCommand,
	type GivenOutcome,
	type SessionConnectionOptions,
	type SessionLink
} from './session-link.ts';
import {
	commandAnswered,
	commandGiven,
	memberRemoved,
	peopleArrived,
	sessionArrived,
	welcomed,
	type RosterEntry,
	type SessionView
} from './session-view.ts';

type Signal = Parameters<ClientEvents['signal']>[0];

/** What shows a command before it is answered is fetched so soon after a welcome at the latest. */
const COMMANDS_WITHIN_MS = 500;
const PEOPLE_KEPT_AFTER_MS = 5_000;

/** One tab's place in a session: the record, who is here, and the commands that it gives. */
export class SessionConnection {
	readonly id: SessionId;
	readonly clock: ServerClock;
	readonly own: OwnThings;
	readonly #options: SessionConnectionOptions;
	readonly #line: SessionLine;
	readonly #kept: SessionKeeper;
	readonly #known = new KnownSession();
	#link = $state.raw<SessionLink>({ at: 'connecting' });
	readonly #attention: Attention;
	#place = $state.raw<BoardId | null>(null);
	#commandCount = 0;
	readonly #people = new AfterFrame<PeopleNews>((news) => this.#peopleArrived(news));

	constructor(options: SessionConnectionOptions) {
		this.id = options.session;
		this.#options = options;
		this.clock = new ServerClock(options.now);
		this.#kept = new SessionKeeper(options.storage, options.session, () => this.clock.aheadMs);
		this.#remember();
		this.#line = new SessionLine(options, () => isOver(this.#link));
		this.own = new OwnThings(this.#line);
		this.#listen();
		this.#attention = new Attention(window, () => performance.now(), this.#tellPlace);
	}

	/** Who this tab is to the server, for what else it asks there. */
	get credentials(): Credentials {
		return this.#options.credentials;
	}

	/** `null` until the first answer, when there is no kept copy either. */
	get session(): Session | null {
		return this.#known.session;
	}

	get me(): Member | null {
		return this.#known.me;
	}

	get link(): SessionLink {
		return this.#link;
	}

	/** My prompts and notes. */
	get mine(): PrivateThings {
		return this.#known.mine;
	}

	/** Who waits at the door; facilitators know. */
	get waiting(): readonly Waiting[] {
		return this.#known.waiting;
	}

	/** What I show of myself, as the others see it. */
	get signals(): Signals {
		return this.#known.signals;
	}

	/** Which board this tab shows; `null`: the session's front. */
	get place(): BoardId | null {
		return this.#place;
	}

	/** Everybody, who is here first. */
	get roster(): readonly RosterEntry[] {
		return this.#known.roster;
	}

	/** Who is here. */
	get here(): readonly Member[] {
		return this.#known.here;
	}

	/** Who has a hand up, asks for help or has reacted: the same list until one of them changes. */
	get signalling(): readonly RosterEntry[] {
		return this.#known.signalling;
	}

	get facilitates(): boolean {
		return access(this.me?.role ?? null, { kind: 'session' }).facilitate;
	}

	/**
	 * By what the server has confirmed: a document that is opened with the rights of a command which is still on its way would be
	 * closed again the moment it is carried out.
	 */
	rightsOn(board: Board): Rights {
		return this.#known.rightsOn(board);
	}

	isOnServer(board: BoardId): boolean {
		return this.#known.isOnServer(board);
	}

	/** Who is looking at this board now, or with `null` at the session's front. */
	presentAt(place: BoardId | null): readonly Member[] {
		return this.#known.presentAt(place);
	}

	member(id: IdentityId): Member | null {
		return this.#known.member(id);
	}

	/** Carries out a command: shown at once where that can be, taken back with a sentence where it is refused. */
	async give(command: AnyCommand): Promise<GivenOutcome> {
		const number = this.#commandCount++;
		const { view } = this.#known;
		if (!this.#line.socket.connected || view === null) return this.#refused('offline');
		if (isSessionCommand(command)) {
			this.#known.take(commandGiven(view, { number, command, givenAt: this.clock.now() }));
		}
		const answer = await this.#line.ask(command);
		// What became of it is unknown; the next record from the server tells.
		this.#update((view) => commandAnswered(view, number, answer ?? { ok: false }));
		if (answer === null) return this.#refused('offline');
		return answer.ok ? answer : this.#refused(answer.refusal);
	}

	/** Changes what I show of myself; the server adds the times. */
	signal(change: Partial<Signal>): void {
		if (!this.#line.socket.connected) return void this.#refused('offline');
		const { hand, help, ready, done } = this.signals;
		const signal = { hand: hand !== null, help: help !== null, ready, ...(done && { done }), ...change };
		this.#line.socket.emit('signal', signal);
	}

	react(kind: Reaction): void {
		if (this.#line.socket.connected) this.#line.socket.emit('react', kind);
	}

	/** Tells the others which board this tab shows. */
	goTo(place: BoardId | null): void {
		this.#place = place;
		untrack(this.#tellPlace);
	}

	close(): void {
		this.#kept.flush();
		this.#attention.destroy();
		this.#line.close();
	}

	/** What this device kept of it, until the server answers. */
	#remember(): void {
		const kept = this.#kept.read();
		if (kept === null) return;
		this.#known.take(kept.view);
		this.clock.remember(kept.clockAheadMs);
	}

	#listen(): void {
		this.#line.socket
			.on('welcome', (state) => {
				this.clock.welcomed(state.now);
				this.#people.flush();
				this.#known.take(welcomed(state));
				this.#link = { at: 'connected' };
				void this.#line.askTheTime(this.clock, this.#options.now);
				whenIdle(() => void this.#known.foresee(), COMMANDS_WITHIN_MS);
				this.#keepSoon();
				this.#tellPlace();
			})
			.on('session', (state) => this.#update((view) => sessionArrived(view, state)))
			.on('session-change', (change) => this.#changed(change))
			.on('people', (news) => this.#people.add(news))
			.on('member-removed', (id) => this.#memberRemoved(id))
			.on('mine', (mine) => this.#update((view) => ({ ...view, mine })))
			.on('waiting', (waiting) => this.#update((view) => ({ ...view, waiting })))
			.on('at-door', (door) => (this.#link = { at: 'door', ...door }))
			.on('removed', (why) => this.#gone({ at: 'removed', ...why }))
			.on('going-away', () => this.#options.onGoingAway())
			.on('disconnect', (reason) => this.#disconnected(reason))
			.on('connect_error', (error) => this.#failed(error.message));
	}

	#refused(refusal: Refusal | 'offline'): GivenOutcome {
		this.#options.onRefused(refusal);
		return { ok: false, refusal };
	}

	#update(change: (view: SessionView) => SessionView): void {
		this.#people.flush();
		const { view } = this.#known;
		if (view === null) return;
		this.#known.take(change(view));
		this.#keepSoon();
	}

	#changed(change: SessionChange): void {
		const confirmed = this.#known.view?.confirmed;
		if (confirmed === undefined || change.version <= confirmed.version) return;
		const state = withChange(confirmed, change);
		// It is made from a record that this tab does not have.
		if (state === null) this.#line.socket.emit('again');
		else this.#update((view) => sessionArrived(view, state));
	}

	#peopleArrived(news: readonly PeopleNews[]): void {
		if (this.#known.view === null) return;
		this.#known.take(news.reduce(peopleArrived, this.#known.view));
		// Who is here is not kept, and new names are no hurry: a crowd that comes in must not be written down again and again.
		if (news.some(({ members }) => members.length > 0)) this.#keepSoon(PEOPLE_KEPT_AFTER_MS);
	}

	#memberRemoved(id: IdentityId): void {
		if (id !== this.me?.id) return this.#update((view) => memberRemoved(view, id));
		// Why comes right after it.
		this.#forget({ at: 'removed', reason: '', banned: false });
	}

	/** There is nothing to come back to, and nothing that may be shown from memory. */
	#gone(link: SessionLink): void {
		this.#forget(link);
		this.#line.socket.disconnect();
	}

	#forget(link: SessionLink): void {
		this.#kept.forget();
		this.#known.take(null);
		this.#link = link;
	}

	#disconnected(reason: Socket.DisconnectReason): void {
		if (isOver(this.#link)) return;
		this.#link = { at: 'offline' };
		this.#update((view) => ({ ...view, present: new Map(), pending: [] }));
		// After these two the library waits to be asked; after any other it comes back by itself.
		if (reason === 'io server disconnect' || reason === 'io client disconnect') this.#line.retrySoon();
	}

	#failed(message: string): void {
		if (message === 'not-found') return this.#gone({ at: 'missing' });
		const busy = message === 'slow-down' || message === 'unavailable';
		this.#link = { at: busy ? 'busy' : 'offline' };
		// A refused handshake is not tried again by the library, a lost line is.
		if (!this.#line.socket.active) this.#line.retrySoon();
	}

	readonly #tellPlace = (): void => {
		if (!this.#line.socket.connected) return;
		this.#line.socket.emit('place', { place: this.#place, away: this.#attention.isAway });
	};

	#keepSoon(afterMs?: number): void {
		if (this.#known.view !== null) this.#kept.keepSoon(this.#known.view, afterMs);
	}
}

const KEY = Symbol('session');

/** Gives the connection to everything below a component. */
export function provideSession(connection: SessionConnection): void {
	setContext(KEY, connection);
}

export function useSession(): SessionConnection {
	return getContext<SessionConnection>(KEY);
}
