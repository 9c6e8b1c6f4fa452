import type { IdentityId, SessionId } from '#model/ids.ts';
import type { Present, Signals } from '#protocol/session.ts';
import type { Log } from '../log.ts';
import {
	LEAVE_AFTER_MS,
	MemoryRoster,
	type Roster,
	type RosterListener,
	type Tab
} from '../session/roster.ts';
import type { Release } from '../session/session-watch.ts';
import { spread } from '../spread.ts';
import { StoreError } from '../store/store.ts';
import type { Channel, Channels, NodeId } from './channels.ts';
import { Gathering } from './gathering.ts';
import type { Nodes } from './nodes.ts';
import { NAMES, type ClusterRedis } from './redis.ts';
import { encodeRosterMessage, parseRosterMessage, RosterKeys, type Shown } from './roster-keys.ts';

/** Well within the time after which a key expires. */
const RENEW_EVERY_MS = 3000;
/** Thousands of sessions may be read anew; the connection should not have them all at once. */
const READ_ALL_WITHIN_MS = 500;
/** A crowd that moves is told in one message a moment. */
const GATHER_MS = 40;
const KEEP_MS = 10_000;
const MAX_REREADS = 5;

/** A session that somebody on this node is in. */
interface Shared {
	readonly gathering: Gathering;
	readonly channel: Channel;
	/** The number of this node's last message. */
	seq: number;
	/** Whose place on this node the others have not been told. */
	readonly untold: Set<IdentityId>;
	telling: NodeJS.Timeout | null;
	/** What is in Redis may not be what is here. */
	unwritten: boolean;
	watchers: number;
	forgetting: NodeJS.Timeout | null;
	readonly ready: Promise<void>;
}

export interface SharedRosterOptions {
	readonly listener: RosterListener;
	readonly redis: Pick<ClusterRedis, 'run'>;
	readonly channels: Channels;
	readonly nodes: Nodes;
	readonly log: Log;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
	readonly leaveAfterMs?: number | undefined;
}

/**
 * Who is where on all nodes: the union of what each node keeps in its own keys, renewed while it lives. A message tells
 * each change; whoever misses one sees it by the numbers and reads the key.
 */
export class SharedRoster implements Roster {
	readonly #options: SharedRosterOptions;
	readonly #node: NodeId;
	readonly #keys: RosterKeys;
	readonly #local: MemoryRoster;
	readonly #shared = new Map<SessionId, Shared>();
	readonly #timer: NodeJS.Timeout;
	readonly #leaveAfterMs: number;
	#isUnreadable = false;

	constructor(options: SharedRosterOptions) {
		this.#options = options;
		this.#node = options.channels.node;
		this.#keys = new RosterKeys(options.redis, this.#node);
		this.#leaveAfterMs = options.leaveAfterMs ?? LEAVE_AFTER_MS;
		this.#local = new MemoryRoster(
			{
				present: (session, { id, place, away }) => this.#changedHere(session, id, { place, away }),
				left: (session, id) => this.#change(session, id, null)
			},
			this.#leaveAfterMs
		);
		options.nodes.listen({
			// After a goodbye people are on their way to another node: their keys expire in time.
			gone: (node, why) => {
				if (why === 'silent') for (const { gathering } of this.#shared.values()) gathering.forget(node);
			},
			back: () => {
				for (const shared of this.#shared.values()) shared.unwritten = true;
				void spread([...this.#shared.values()], READ_ALL_WITHIN_MS, (shared) => {
					this.#soon(shared);
					this.#readNodes(shared.gathering).then(this.#read, this.#unread);
				});
			}
		});
		this.#timer = setInterval(() => this.#renew(), RENEW_EVERY_MS);
	}

	/** Resolves when those on other nodes are known; rejects when Redis is away. */
	async watch(session: SessionId): Promise<Release> {
		const shared = this.#shared.get(session) ?? this.#begin(session);
		shared.watchers += 1;
		if (shared.forgetting !== null) clearTimeout(shared.forgetting);
		shared.forgetting = null;
		let released = false;
		const release = (): void => {
			if (released) return;
			released = true;
			shared.watchers -= 1;
			if (shared.watchers === 0) this.#forgetSoon(shared);
		};
		try {
			await shared.ready;
		} catch (error) {
			release();
			throw new StoreError('unavailable', 'Other nodes cannot be heard at the moment', { cause: error });
		}
		return release;
	}

	set(session: SessionId, identity: IdentityId, connection: string, tab: Tab): void {
		this.#local.set(session, identity, connection, tab);
		this.#adoptSignals(session, identity);
		// Used again, which counts against their tabs on other nodes even where nothing changes on this one.
		const shown = this.#shared.get(session)?.gathering.shown(identity, this.#node);
		if (!tab.away && shown) this.#showHere(session, identity, shown);
	}

	remove(session: SessionId, identity: IdentityId, connection: string): void {
		this.#local.remove(session, identity, connection);
	}

	signal(session: SessionId, identity: IdentityId, signals: Signals, at: number): void {
		const before = this.#shared.get(session)?.gathering.signalled(identity)?.at ?? 0;
		// Later than what other nodes know, whatever their clocks say.
		this.#local.signal(session, identity, signals, Math.max(at, before + 1));
	}

	signals(session: SessionId, identity: IdentityId): Signals {
		const latest = this.#shared.get(session)?.gathering.signalled(identity);
		return latest?.signals ?? this.#local.signals(session, identity);
	}

	present(session: SessionId): Present[] {
		return this.#shared.get(session)?.gathering.present() ?? [];
	}

	tabs(session: SessionId, identity: IdentityId): number {
		return this.#local.tabs(session, identity);
	}

	/** The others keep this node's people for as long as somebody takes to come back elsewhere. */
	async leave(): Promise<void> {
		const mine = [...this.#shared.values()].filter((shared) => this.#mine(shared).size > 0);
		await Promise.allSettled(
			mine.map(({ gathering }) => this.#keys.renew(gathering.session, this.#leaveAfterMs))
		);
	}

	close(): void {
		clearInterval(this.#timer);
		this.#local.close();
		for (const shared of this.#shared.values()) this.#end(shared);
	}

	#begin(session: SessionId): Shared {
		const gathering = new Gathering(session, this.#options.listener);
		const channel = this.#options.channels.open(NAMES.here(session), (from, payload) =>
			this.#hear(gathering, from, payload)
		);
		const shared: Shared = {
			gathering,
			channel,
			seq: 0,
			untold: new Set(),
			telling: null,
			unwritten: false,
			watchers: 0,
			forgetting: null,
			ready: channel.open.then(() => this.#readNodes(gathering))
		};
		this.#shared.set(session, shared);
		shared.ready.catch(() => this.#end(shared));
		return shared;
	}

	#forgetSoon(shared: Shared): void {
		shared.forgetting = setTimeout(() => {
			// Somebody's last tab may be about to come back.
			if (this.#mine(shared).size > 0) return this.#forgetSoon(shared);
			this.#keys.remove(shared.gathering.session).catch(() => undefined);
			this.#end(shared);
		}, KEEP_MS);
	}

	#end(shared: Shared): void {
		const { session } = shared.gathering;
		if (this.#shared.get(session) === shared) this.#shared.delete(session);
		if (shared.forgetting !== null) clearTimeout(shared.forgetting);
		if (shared.telling !== null) clearTimeout(shared.telling);
		shared.channel.close();
	}

	/** Whoever comes back on this node, from one that may be dying, still has their hand up. */
	#adoptSignals(session: SessionId, identity: IdentityId): void {
		const latest = this.#shared.get(session)?.gathering.signalled(identity);
		if (!latest || this.#local.signalledAt(session, identity) >= latest.at) return;
		this.#local.signal(session, identity, latest.signals, latest.at);
	}

	/** Whoever only raises a hand does not thereby look at another tab. */
	#changedHere(session: SessionId, id: IdentityId, tab: Tab): void {
		const shown = this.#shared.get(session)?.gathering.shown(id, this.#node);
		const isUsed = shown?.place !== tab.place || shown.away !== tab.away;
		this.#showHere(session, id, tab, isUsed ? null : shown.at);
	}

	/** `at`: when it was last used; `null`: now. */
	#showHere(session: SessionId, id: IdentityId, { place, away }: Tab, at: number | null = null): void {
		// Later than all that is known of them, whatever the clocks of other nodes say.
		const lastUsed = this.#shared.get(session)?.gathering.lastUsed(id) ?? 0;
		this.#change(session, id, {
			place,
			away,
			at: at ?? Math.max(this.#options.now(), lastUsed + 1),
			signals: this.#local.signals(session, id),
			signalledAt: this.#local.signalledAt(session, id)
		});
	}

	/** Somebody's place on this node. */
	#change(session: SessionId, id: IdentityId, shown: Shown | null): void {
		const shared = this.#shared.get(session);
		if (shared === undefined) return;
		shared.gathering.place(id, this.#node, shown);
		shared.untold.add(id);
		this.#soon(shared);
	}

	#mine({ gathering }: Shared): Map<IdentityId, Shown> {
		return gathering.on(this.#node);
	}

	#soon(shared: Shared): void {
		shared.telling ??= setTimeout(() => {
			shared.telling = null;
			this.#write(shared).catch(() => {
				// All of it is written when Redis is back, or with the next renewal.
				shared.unwritten = true;
			});
		}, GATHER_MS);
	}

	async #write(shared: Shared): Promise<void> {
		const { gathering, untold, channel } = shared;
		const { session } = gathering;
		const all = shared.unwritten;
		const changes = all
			? [...this.#mine(shared)]
			: [...untold].map((id) => [id, gathering.shown(id, this.#node)] as const);
		untold.clear();
		shared.unwritten = false;
		shared.seq += 1;
		const { seq } = shared;
		const message = encodeRosterMessage({ seq, changes: all ? null : changes });
		await this.#keys.write(session, { seq, changes, replace: all }, channel.encode(message));
	}

	#hear(gathering: Gathering, from: NodeId, payload: Uint8Array): void {
		const message = parseRosterMessage(payload);
		if (message === null) return;
		if (!gathering.follows(from, message.seq) || message.changes === null)
			return void this.#readNode(gathering, from).then(this.#read, this.#unread);
		for (const [id, shown] of message.changes) gathering.place(id, from, shown);
	}

	async #readNodes(gathering: Gathering): Promise<void> {
		const nodes = new Set([...(await this.#keys.nodes(gathering.session)), ...gathering.nodes]);
		await Promise.all([...nodes].map((node) => this.#readNode(gathering, node)));
	}

	async #readNode(gathering: Gathering, node: NodeId): Promise<void> {
		for (let attempt = 0; attempt < MAX_REREADS; attempt++) {
			const heard = gathering.heardOf(node);
			const found = await this.#keys.read(gathering.session, node);
			const latest = gathering.heardOf(node);
			// A message that came while it was read may be newer than what was read.
			if (latest !== heard && latest !== found?.seq) continue;
			return found === null ? gathering.forget(node) : gathering.replace(node, found);
		}
	}

	#renew(): void {
		void spread([...this.#shared.values()], RENEW_EVERY_MS / 2, (shared) => {
			const { gathering } = shared;
			if (this.#mine(shared).size > 0) this.#renewMine(shared);
			// Their keys say when they are to be forgotten.
			for (const node of gathering.nodes)
				if (!this.#options.nodes.isAlive(node))
					this.#readNode(gathering, node).then(this.#read, this.#unread);
		});
	}

	#renewMine(shared: Shared): void {
		this.#keys.renew(shared.gathering.session).then(
			(kept) => {
				if (kept && !shared.unwritten) return;
				shared.unwritten = true;
				this.#soon(shared);
			},
			() => (shared.unwritten = true)
		);
	}

	readonly #read = (): void => {
		this.#isUnreadable = false;
	};

	readonly #unread = (error: unknown): void => {
		// Once, however many sessions there are.
		if (!this.#isUnreadable) this.#options.log.warn({ err: error }, 'who is on other nodes cannot be read');
		this.#isUnreadable = true;
	};
}
