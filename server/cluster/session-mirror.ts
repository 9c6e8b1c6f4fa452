import * as v from 'valibot';
import { isId, type BallotId, type IdentityId, type SessionId } from '#model/ids.ts';
import type { Member, Session } from '#model/session/session.ts';
import { unreachable } from '#model/unreachable.ts';
import type { VersionedSession } from '#protocol/session.ts';
import type { Log } from '../log.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { Release } from '../session/session-watch.ts';
import type { OwnListener } from '../session/session-news.ts';
import type { Sessions } from '../session/sessions.ts';
import { spread } from '../spread.ts';
import { StoreError } from '../store/store.ts';
import type { Channel, Channels } from './channels.ts';
import type { Nodes } from './nodes.ts';
import { NAMES } from './redis.ts';

/** A hint that something changed; what it is now says the store, so hints may come twice, late or in any order. */
const Hint = v.union([
	v.object({ changed: v.literal('session') }),
	v.object({ changed: v.literal('member'), id: v.custom<IdentityId>(isId) }),
	v.object({ changed: v.literal('door') }),
	v.object({ changed: v.literal('private'), id: v.nullable(v.custom<IdentityId>(isId)) }),
	v.object({ changed: v.literal('ballot'), id: v.custom<BallotId>(isId) }),
	v.object({ changed: v.literal('unknown') })
]);
type Hint = v.InferOutput<typeof Hint>;

/** Connections come and go; a reload should not read everything again. */
const KEEP_MS = 10_000;
/** Hints that could not be sent are sent when Redis is back; beyond this many, the others read everything anyway. */
const MAX_UNSENT = 10_000;

/** Thousands of sessions may be read anew; the connection should not have them all at once. */
const READ_ALL_WITHIN_MS = 500;
/** Until what could not be read is asked for again. */
const RETRY_MS = 1000;

interface Stale {
	session: boolean;
	readonly members: Set<IdentityId>;
	/** Something may have been missed. */
	everything: boolean;
}

/** What this node last told its own clients about one session. */
interface Mirrored {
	readonly id: SessionId;
	readonly channel: Channel;
	state: VersionedSession | null;
	members: Map<IdentityId, Member>;
	/** Read for the first time; before, nobody here was told anything. */
	filled: boolean;
	/** What the store is to be asked for. */
	stale: Stale;
	queued: boolean;
	watchers: number;
	forgetting: NodeJS.Timeout | null;
	/** Resolves when it was read for the first time. */
	readonly ready: Promise<void>;
}

export interface SessionMirrorOptions {
	readonly channels: Channels;
	readonly nodes: Pick<Nodes, 'listen'>;
	readonly sessions: Pick<Sessions, 'between' | 'news'>;
	readonly store: Pick<SessionStore, 'session' | 'member' | 'members'>;
	readonly log: Log;
}

/**
 * Brings what other nodes change in sessions to this node's listeners. Nodes only hint at what changed; each reads it
 * from the store and tells the difference to what it told before. So nothing depends on the order of messages, and
 * after a gap (Redis away, a node killed between its write and its hint) reading everything makes it good.
 */
export class SessionMirror {
	readonly #options: SessionMirrorOptions;
	readonly #mirrored = new Map<SessionId, Mirrored>();
	/** Hints that did not get through, each once. */
	readonly #unsent = new Map<string, { readonly session: SessionId; readonly hint: Hint }>();

	#isUnreadable = false;

	constructor(options: SessionMirrorOptions) {
		this.#options = options;
		options.sessions.news.listenToOwn(this.#own());
		options.nodes.listen({
			// It may have been killed between a change and telling of it.
			gone: (_, why) => {
				if (why === 'silent') this.#readEverything(this.#mirrored.values());
			},
			back: () => {
				this.#resend();
				this.#readEverything(this.#mirrored.values());
			}
		});
	}

	/** Resolves when no change of this session is missed any more; rejects when Redis is away. */
	async watch(session: SessionId): Promise<Release> {
		const mirrored = this.#mirrored.get(session) ?? this.#begin(session);
		mirrored.watchers += 1;
		if (mirrored.forgetting !== null) clearTimeout(mirrored.forgetting);
		mirrored.forgetting = null;
		let released = false;
		const release = (): void => {
			if (released) return;
			released = true;
			mirrored.watchers -= 1;
			if (mirrored.watchers > 0) return;
			mirrored.forgetting = setTimeout(() => this.#end(mirrored), KEEP_MS);
		};
		try {
			await mirrored.ready;
		} catch (error) {
			release();
			throw new StoreError('unavailable', 'Other nodes cannot be heard at the moment', { cause: error });
		}
		return release;
	}

	close(): void {
		for (const mirrored of this.#mirrored.values()) {
			if (mirrored.forgetting !== null) clearTimeout(mirrored.forgetting);
			this.#end(mirrored);
		}
	}

	#begin(id: SessionId): Mirrored {
		const channel = this.#options.channels.open(NAMES.changes(id), (_, payload) =>
			this.#heard(mirrored, payload)
		);
		const ready = channel.open.then(() => this.#options.sessions.between(id, () => this.#read(mirrored)));
		const mirrored: Mirrored = {
			id,
			channel,
			state: null,
			members: new Map(),
			filled: false,
			stale: { session: true, members: new Set(), everything: true },
			queued: false,
			watchers: 0,
			forgetting: null,
			ready
		};
		this.#mirrored.set(id, mirrored);
		// The next one to come tries again.
		ready.catch(() => this.#end(mirrored));
		return mirrored;
	}

	#end(mirrored: Mirrored): void {
		if (this.#mirrored.get(mirrored.id) === mirrored) this.#mirrored.delete(mirrored.id);
		mirrored.channel.close();
	}

	/** What this node itself changed: already told here, so only kept and hinted at. */
	#own(): OwnListener {
		return {
			sessionChanged: (after) => {
				const mirrored = this.#mirrored.get(after.session.id);
				if (mirrored !== undefined) mirrored.state = after;
				this.#send(after.session.id, { changed: 'session' });
			},
			memberChanged: (session, after) => {
				this.#mirrored.get(session.id)?.members.set(after.id, after);
				this.#send(session.id, { changed: 'member', id: after.id });
			},
			memberRemoved: (session, id) => {
				this.#mirrored.get(session.id)?.members.delete(id);
				this.#send(session.id, { changed: 'member', id });
			},
			doorChanged: (session) => this.#send(session, { changed: 'door' }),
			privateChanged: (session, id) => this.#send(session, { changed: 'private', id }),
			ballotChanged: (session, id) => this.#send(session, { changed: 'ballot', id }),
			inDoubt: (session) => {
				const mirrored = this.#mirrored.get(session);
				if (mirrored !== undefined) this.#readEverything([mirrored]);
				this.#send(session, { changed: 'unknown' });
			}
		};
	}

	#send(session: SessionId, hint: Hint): void {
		const payload = Buffer.from(JSON.stringify(hint));
		const mirrored = this.#mirrored.get(session);
		const channel = mirrored?.channel ?? this.#options.channels.open(NAMES.changes(session), () => undefined);
		channel.publish(payload).catch(() => {
			if (this.#unsent.size < MAX_UNSENT)
				this.#unsent.set(`${session} ${payload.toString()}`, { session, hint });
		});
		if (mirrored === undefined) channel.close();
	}

	#resend(): void {
		const unsent = [...this.#unsent.values()];
		this.#unsent.clear();
		for (const { session, hint } of unsent) this.#send(session, hint);
	}

	#heard(mirrored: Mirrored, payload: Uint8Array): void {
		const hint = v.safeParse(v.pipe(v.string(), v.parseJson(), Hint), Buffer.from(payload).toString());
		if (!hint.success) return;
		const { stale } = mirrored;
		switch (hint.output.changed) {
			case 'session':
				stale.session = true;
				break;
			case 'member':
				stale.members.add(hint.output.id);
				break;
			// Whoever is told reads for themselves.
			case 'door':
				return this.#options.sessions.news.others.doorChanged(mirrored.id);
			case 'private':
				return this.#options.sessions.news.others.privateChanged(mirrored.id, hint.output.id);
			case 'ballot':
				return this.#options.sessions.news.others.ballotChanged(mirrored.id, hint.output.id);
			case 'unknown':
				stale.everything = true;
				break;
			default:
				return unreachable(hint.output);
		}
		this.#readSoon(mirrored);
	}

	#readEverything(those: Iterable<Mirrored>): void {
		const all = [...those];
		for (const mirrored of all) mirrored.stale.everything = true;
		void spread(all, READ_ALL_WITHIN_MS, (mirrored) => this.#readSoon(mirrored));
	}

	/** In the session's own order: what was read is told before anything later is decided here. */
	#readSoon(mirrored: Mirrored): void {
		if (mirrored.queued) return;
		mirrored.queued = true;
		this.#options.sessions
			.between(mirrored.id, () => this.#read(mirrored))
			.then(() => (this.#isUnreadable = false))
			.catch((error: unknown) => {
				// Once, however many sessions there are.
				if (!this.#isUnreadable)
					this.#options.log.warn({ err: error }, 'changes on other nodes cannot be read');
				this.#isUnreadable = true;
				const again = () => this.#mirrored.get(mirrored.id) === mirrored && this.#readSoon(mirrored);
				setTimeout(again, RETRY_MS).unref();
			});
	}

	async #read(mirrored: Mirrored): Promise<void> {
		mirrored.queued = false;
		const { stale } = mirrored;
		mirrored.stale = { session: false, members: new Set(), everything: false };
		try {
			await (stale.everything ? this.#readAll(mirrored) : this.#readHinted(mirrored, stale));
		} catch (error) {
			for (const id of stale.members) mirrored.stale.members.add(id);
			mirrored.stale.session ||= stale.session;
			mirrored.stale.everything ||= stale.everything;
			throw error;
		}
	}

	async #readHinted(mirrored: Mirrored, { session, members }: Stale): Promise<void> {
		const { store } = this.#options;
		const [state, found] = await Promise.all([
			session ? store.session(mirrored.id) : mirrored.state,
			Promise.all([...members].map(async (id) => [id, await store.member(mirrored.id, id)] as const))
		]);
		if (state === null) return;
		this.#tellSession(mirrored, state);
		// Even when it is as it was: it may have been something else in between, when a connection was let in by it.
		for (const [id, stored] of found) this.#tellMember(mirrored, state.session, id, stored?.member ?? null);
	}

	async #readAll(mirrored: Mirrored): Promise<void> {
		const { store, sessions } = this.#options;
		const [state, stored] = await Promise.all([store.session(mirrored.id), store.members(mirrored.id)]);
		if (state === null) return;
		const members = new Map([...stored].map(([id, { member }]) => [id, member]));
		if (!mirrored.filled) {
			mirrored.filled = true;
			mirrored.state = state;
			mirrored.members = members;
			return;
		}
		this.#tellSession(mirrored, state);
		for (const id of [...mirrored.members.keys()]) {
			if (!members.has(id)) this.#tellMember(mirrored, state.session, id, null);
		}
		for (const [id, member] of members) {
			if (!isSame(member, mirrored.members.get(id))) this.#tellMember(mirrored, state.session, id, member);
		}
		sessions.news.others.membersRead(state.session, members);
		sessions.news.others.doorChanged(mirrored.id);
		sessions.news.others.privateChanged(mirrored.id, null);
	}

	#tellSession(mirrored: Mirrored, state: VersionedSession): void {
		const before = mirrored.state;
		if (before !== null && state.version <= before.version) return;
		mirrored.state = state;
		this.#options.sessions.news.others.sessionChanged(state, before ?? state);
	}

	#tellMember(mirrored: Mirrored, session: Session, id: IdentityId, member: Member | null): void {
		const { others } = this.#options.sessions.news;
		const before = mirrored.members.get(id) ?? null;
		if (member === null) {
			mirrored.members.delete(id);
			return others.memberRemoved(session, id);
		}
		mirrored.members.set(id, member);
		others.memberChanged(session, member, before);
	}
}

function isSame(a: Member, b: Member | undefined): boolean {
	return (
		b !== undefined &&
		a.name === b.name &&
		a.color === b.color &&
		a.role === b.role &&
		a.via === b.via &&
		a.joinedAt === b.joinedAt
	);
}
