import type { IdentityId, SessionId } from '#model/ids.ts';
import type { Present } from '#protocol/session.ts';
import type { Log } from '../log.ts';
import {
	LEAVE_AFTER_MS,
	MemoryRoster,
	type Roster,
	type RosterListener,
	type Tab
} from '../session/roster.ts';
import type { Release } from '../session/session-watch.ts';
import { StoreError } from '../store/store.ts';
import type { Channel, Channels, NodeId } from './channels.ts';
import type { Nodes } from './nodes.ts';
import { NAMES, type ClusterRedis } from './redis.ts';
import { encodeRosterMessage, parseRosterMessage, RosterKeys, type Shown } from './roster-keys.ts';

/** Well within the time after which a key expires. */
const RENEW_EVERY_MS = 3000;
/** A crowd that moves is told in one message a moment. */
const GATHER_MS = 40;
const KEEP_MS = 10_000;
const MAX_REREADS = 5;

/** Who is in one session, node by node. */
interface Gathering {
	readonly id: SessionId;
	readonly channel: Channel;
	readonly people: Map<IdentityId, Map<NodeId, Shown>>;
	/** The last message heard of each other node. */
	readonly heard: Map<NodeId, number>;
	/** The last message of this node. */
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
	readonly #gatherings = new Map<SessionId, Gathering>();
	readonly #timer: NodeJS.Timeout;
	readonly #leaveAfterMs: number;

	constructor(options: SharedRosterOptions) {
		this.#options = options;
		this.#node = options.channels.node;
		this.#keys = new RosterKeys(options.redis, this.#node);
		this.#leaveAfterMs = options.leaveAfterMs ?? LEAVE_AFTER_MS;
		this.#local = new MemoryRoster(
			{
				present: (session, { id, place, away }) => this.#showHere(session, id, { place, away }),
				left: (session, id) => this.#change(session, id, null)
			},
			this.#leaveAfterMs
		);
		options.nodes.listen({
			// After a goodbye people are on their way to another node: their keys expire in time.
			gone: (node, why) => {
				if (why === 'silent') for (const it of this.#gatherings.values()) this.#forgetNode(it, node);
			},
			back: () => {
				for (const gathering of this.#gatherings.values()) {
					gathering.unwritten = true;
					this.#soon(gathering);
					this.#readNodes(gathering).catch(this.#unread);
				}
			}
		});
		this.#timer = setInterval(() => this.#renew(), RENEW_EVERY_MS);
	}

	/** Resolves when those on other nodes are known; rejects when Redis is away. */
	async watch(session: SessionId): Promise<Release> {
		const gathering = this.#gatherings.get(session) ?? this.#begin(session);
		gathering.watchers += 1;
		if (gathering.forgetting !== null) clearTimeout(gathering.forgetting);
		gathering.forgetting = null;
		let released = false;
		const release = (): void => {
			if (released) return;
			released = true;
			gathering.watchers -= 1;
			if (gathering.watchers === 0) this.#forgetSoon(gathering);
		};
		try {
			await gathering.ready;
		} catch (error) {
			release();
			throw new StoreError('unavailable', 'Other nodes cannot be heard at the moment', { cause: error });
		}
		return release;
	}

	set(session: SessionId, identity: IdentityId, connection: string, tab: Tab): void {
		this.#local.set(session, identity, connection, tab);
		// Used again, which counts against their tabs on other nodes even where nothing changes on this one.
		const shown = this.#gatherings.get(session)?.people.get(identity)?.get(this.#node);
		if (!tab.away && shown !== undefined) this.#showHere(session, identity, shown);
	}

	remove(session: SessionId, identity: IdentityId, connection: string): void {
		this.#local.remove(session, identity, connection);
	}

	present(session: SessionId): Present[] {
		const gathering = this.#gatherings.get(session);
		if (gathering === undefined) return [];
		return [...gathering.people].map(([id, nodes]) => describe(id, nodes)).filter((one) => one !== null);
	}

	tabs(session: SessionId, identity: IdentityId): number {
		return this.#local.tabs(session, identity);
	}

	/** The others keep this node's people for as long as somebody takes to come back elsewhere. */
	async leave(): Promise<void> {
		const mine = [...this.#gatherings.values()].filter((it) => this.#mine(it).size > 0);
		await Promise.allSettled(mine.map(({ id }) => this.#keys.renew(id, this.#leaveAfterMs)));
	}

	close(): void {
		clearInterval(this.#timer);
		this.#local.close();
		for (const gathering of this.#gatherings.values()) this.#end(gathering);
	}

	#begin(id: SessionId): Gathering {
		const channel = this.#options.channels.open(NAMES.here(id), (from, payload) =>
			this.#hear(gathering, from, payload)
		);
		const gathering: Gathering = {
			id,
			channel,
			people: new Map(),
			heard: new Map(),
			seq: 0,
			untold: new Set(),
			telling: null,
			unwritten: false,
			watchers: 0,
			forgetting: null,
			ready: channel.open.then(() => this.#readNodes(gathering))
		};
		this.#gatherings.set(id, gathering);
		gathering.ready.catch(() => this.#end(gathering));
		return gathering;
	}

	#forgetSoon(gathering: Gathering): void {
		gathering.forgetting = setTimeout(() => {
			// Somebody's last tab may be about to come back.
			if (this.#mine(gathering).size > 0) return this.#forgetSoon(gathering);
			this.#keys.remove(gathering.id).catch(() => undefined);
			this.#end(gathering);
		}, KEEP_MS);
	}

	#end(gathering: Gathering): void {
		if (this.#gatherings.get(gathering.id) === gathering) this.#gatherings.delete(gathering.id);
		if (gathering.forgetting !== null) clearTimeout(gathering.forgetting);
		if (gathering.telling !== null) clearTimeout(gathering.telling);
		gathering.channel.close();
	}

	#showHere(session: SessionId, id: IdentityId, { place, away }: Tab): void {
		// Later than all that is known of them, whatever the clocks of other nodes say.
		let at = this.#options.now();
		for (const shown of this.#gatherings.get(session)?.people.get(id)?.values() ?? [])
			at = Math.max(at, shown.at + 1);
		this.#change(session, id, { place, away, at });
	}

	/** Somebody's place on this node. */
	#change(session: SessionId, id: IdentityId, shown: Shown | null): void {
		const gathering = this.#gatherings.get(session);
		if (gathering === undefined) return;
		this.#place(gathering, id, this.#node, shown);
		gathering.untold.add(id);
		this.#soon(gathering);
	}

	/** Tells this node's people when what is to be seen of somebody changes. */
	#place({ id: session, people }: Gathering, id: IdentityId, node: NodeId, shown: Shown | null): void {
		const nodes = people.get(id) ?? new Map<NodeId, Shown>();
		const before = describe(id, nodes);
		if (shown === null) nodes.delete(node);
		else nodes.set(node, shown);
		if (nodes.size === 0) people.delete(id);
		else people.set(id, nodes);
		const after = describe(id, nodes);
		const { listener } = this.#options;
		if (after === null) {
			if (before !== null) listener.left(session, id);
		} else if (before?.place !== after.place || before.away !== after.away) listener.present(session, after);
	}

	#mine({ people }: Gathering): Map<IdentityId, Shown> {
		return this.#of(people, this.#node);
	}

	#of(people: Gathering['people'], node: NodeId): Map<IdentityId, Shown> {
		const those = new Map<IdentityId, Shown>();
		for (const [id, nodes] of people) {
			const shown = nodes.get(node);
			if (shown !== undefined) those.set(id, shown);
		}
		return those;
	}

	#soon(gathering: Gathering): void {
		gathering.telling ??= setTimeout(() => {
			gathering.telling = null;
			this.#write(gathering).catch(() => {
				// All of it is written when Redis is back, or with the next renewal.
				gathering.unwritten = true;
			});
		}, GATHER_MS);
	}

	async #write(gathering: Gathering): Promise<void> {
		const { id, untold, channel } = gathering;
		const all = gathering.unwritten;
		const changes = [...untold].map(
			(person) => [person, gathering.people.get(person)?.get(this.#node) ?? null] as const
		);
		untold.clear();
		gathering.unwritten = false;
		gathering.seq += 1;
		const { seq } = gathering;
		const written = all
			? this.#keys.replace(id, seq, this.#mine(gathering))
			: this.#keys.write(id, seq, changes);
		// Behind the writes on the same connection, so whoever then reads the key finds them.
		const told = channel.publish(encodeRosterMessage({ seq, changes: all ? null : changes }));
		await Promise.all([written, told]);
	}

	#hear(gathering: Gathering, from: NodeId, payload: Uint8Array): void {
		const message = parseRosterMessage(payload);
		if (message === null) return;
		const follows = message.seq === (gathering.heard.get(from) ?? 0) + 1;
		gathering.heard.set(from, message.seq);
		if (!follows || message.changes === null) return void this.#readNode(gathering, from).catch(this.#unread);
		for (const [id, shown] of message.changes) this.#place(gathering, id, from, shown);
	}

	async #readNodes(gathering: Gathering): Promise<void> {
		const nodes = new Set(await this.#keys.nodes(gathering.id));
		for (const known of gathering.heard.keys()) nodes.add(known);
		await Promise.all([...nodes].map((node) => this.#readNode(gathering, node)));
	}

	async #readNode(gathering: Gathering, node: NodeId): Promise<void> {
		for (let attempt = 0; attempt < MAX_REREADS; attempt++) {
			const heard = gathering.heard.get(node);
			const found = await this.#keys.read(gathering.id, node);
			const latest = gathering.heard.get(node);
			// A message that came while it was read may be newer than what was read.
			if (latest !== heard && latest !== found?.seq) continue;
			if (found === null) return this.#forgetNode(gathering, node);
			gathering.heard.set(node, found.seq);
			for (const id of this.#of(gathering.people, node).keys())
				if (!found.people.has(id)) this.#place(gathering, id, node, null);
			for (const [id, shown] of found.people) this.#place(gathering, id, node, shown);
			return;
		}
	}

	#forgetNode(gathering: Gathering, node: NodeId): void {
		gathering.heard.delete(node);
		for (const id of this.#of(gathering.people, node).keys()) this.#place(gathering, id, node, null);
	}

	#renew(): void {
		for (const gathering of this.#gatherings.values()) {
			if (this.#mine(gathering).size > 0) {
				this.#keys.renew(gathering.id).then(
					(kept) => {
						if (kept && !gathering.unwritten) return;
						gathering.unwritten = true;
						this.#soon(gathering);
					},
					() => (gathering.unwritten = true)
				);
			}
			// Their keys say when they are to be forgotten.
			for (const node of gathering.heard.keys())
				if (!this.#options.nodes.isAlive(node)) this.#readNode(gathering, node).catch(this.#unread);
		}
	}

	readonly #unread = (error: unknown): void => {
		this.#options.log.warn({ err: error }, 'who is on another node could not be read');
	};
}

/** The place used last, in front of all that are in the background; `null` when there is none. */
function describe(id: IdentityId, nodes: ReadonlyMap<NodeId, Shown>): Present | null {
	let shown: Shown | null = null;
	let on = '';
	for (const [node, one] of nodes) {
		if (shown !== null && !isBefore(shown, on, one, node)) continue;
		shown = one;
		on = node;
	}
	return shown && { id, place: shown.place, away: shown.away };
}

/** The same order on every node, also for what was used in the same millisecond. */
function isBefore(a: Shown, onA: string, b: Shown, onB: string): boolean {
	if (a.away !== b.away) return a.away;
	return a.at === b.at ? onA < onB : a.at < b.at;
}
