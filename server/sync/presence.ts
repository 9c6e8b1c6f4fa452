import type { IdentityId } from '#model/ids.ts';
import { encodeText } from '#protocol/bytes.ts';
import type { AwarenessEntry } from '#protocol/sync.ts';
import { jsonIsShallow } from './json-depth.ts';
import type { RoomUser } from './rooms-port.ts';

/** A connection, as far as presence knows it. */
export interface PresenceOwner {
	readonly identity: RoomUser;
}

/** Where a state comes from: a connection of ours, or another node. */
type Source =
	| { readonly at: 'here'; readonly owner: PresenceOwner }
	| { readonly at: 'elsewhere'; readonly node: string };

interface State extends AwarenessEntry {
	readonly source: Source;
}

export type Received =
	{ readonly ok: true } | { readonly ok: false; readonly refusal: 'malformed' | 'too-large' };

const MAX_DEPTH = 16;
const NULL = encodeText('null');
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Who is in a room, as their clients say it, but with the name, colour and role that the server knows. Each connection
 * speaks for one client id, the first that it introduces; y-websocket clients also repeat what they heard of others, and
 * that is ignored. Changes are kept until somebody takes them, of each client the latest.
 */
export class Presence {
	readonly #states = new Map<number, State>();
	readonly #claims = new Map<PresenceOwner, number>();
	readonly #maxBytes: number;
	/** What readers have not been told. */
	#changed = new Map<number, AwarenessEntry>();
	/** What other nodes have not been told. */
	#changedHere = new Map<number, AwarenessEntry>();

	constructor(maxBytes: number) {
		this.#maxBytes = maxBytes;
	}

	get hasChanged(): boolean {
		return this.#changed.size > 0;
	}

	get size(): number {
		return this.#states.size;
	}

	all(): AwarenessEntry[] {
		return [...this.#states.values()];
	}

	/** The clients that are connected to this node. */
	here(): AwarenessEntry[] {
		return [...this.#states.values()].filter(({ source }) => source.at === 'here');
	}

	takeChanges(): { readonly all: AwarenessEntry[]; readonly here: AwarenessEntry[] } {
		const all = [...this.#changed.values()];
		const here = [...this.#changedHere.values()];
		if (all.length > 0) this.#changed = new Map();
		if (here.length > 0) this.#changedHere = new Map();
		return { all, here };
	}

	receive(owner: PresenceOwner, entries: readonly AwarenessEntry[]): Received {
		for (const entry of entries) {
			if (!this.#speaksFor(owner, entry)) continue;
			if (entry.json.length > this.#maxBytes) return { ok: false, refusal: 'too-large' };
			const state = parseState(entry.json);
			if (state === undefined) return { ok: false, refusal: 'malformed' };
			this.#apply(owner, entry, state);
		}
		return { ok: true };
	}

	/** The connection is gone. If its client is here by another connection now, nothing changes. */
	leave(owner: PresenceOwner): void {
		const client = this.#claims.get(owner);
		this.#claims.delete(owner);
		const state = client === undefined ? undefined : this.#states.get(client);
		if (state?.source.at !== 'here' || state.source.owner !== owner) return;
		this.#states.delete(state.client);
		this.#tell({ client: state.client, clock: state.clock, json: NULL }, true);
	}

	/** The clock goes on by one, also for the client itself: it takes over the state with it, and counts on from there. */
	rename(identity: IdentityId): void {
		for (const state of this.#states.values()) {
			if (state.source.at !== 'here' || state.source.owner.identity.id !== identity) continue;
			const json = withUser(parseState(state.json) ?? {}, state.source.owner.identity);
			const renamed = { ...state, clock: state.clock + 1, json };
			this.#states.set(state.client, renamed);
			this.#tell(renamed, true);
		}
	}

	/** Another node has checked these. */
	hear(node: string, entries: readonly AwarenessEntry[]): void {
		for (const { client, clock, json } of entries) {
			const before = this.#states.get(client);
			if (before !== undefined && clock < before.clock) continue;
			if (!isNull(json)) {
				// The same state on both, while somebody moves from one node to another: it stays with us.
				if (before?.clock === clock && before.source.at === 'here') continue;
				this.#states.set(client, { client, clock, json, source: { at: 'elsewhere', node } });
			} else {
				if (before?.source.at !== 'elsewhere' || before.source.node !== node) continue;
				this.#states.delete(client);
			}
			this.#tell({ client, clock, json }, false);
		}
	}

	forget(node: string): void {
		for (const { client, clock, source } of this.#states.values()) {
			if (source.at !== 'elsewhere' || source.node !== node) continue;
			this.#states.delete(client);
			this.#tell({ client, clock, json: NULL }, false);
		}
	}

	#speaksFor(owner: PresenceOwner, { client, json }: AwarenessEntry): boolean {
		const state = this.#states.get(client);
		const claim = this.#claims.get(owner);
		const isFree = state === undefined || identityOf(state) === owner.identity.id;
		if (claim === client) return isFree;
		if (this.#claimStands(owner, claim) || isNull(json) || !isFree) return false;
		this.#claims.set(owner, client);
		return true;
	}

	/** A claim that another connection of the same person has taken over is free again. */
	#claimStands(owner: PresenceOwner, claim: number | undefined): boolean {
		if (claim === undefined) return false;
		const source = this.#states.get(claim)?.source;
		return source === undefined || (source.at === 'here' && source.owner === owner);
	}

	#apply(owner: PresenceOwner, { client, clock }: AwarenessEntry, state: object | null): void {
		const before = this.#states.get(client);
		if (before !== undefined && clock < before.clock) return;
		if (state === null) {
			if (before === undefined) return;
			this.#states.delete(client);
			return this.#tell({ client, clock, json: NULL }, true);
		}
		const source: Source = { at: 'here', owner };
		if (before?.clock === clock && before.source.at === 'here') {
			// The same state by a new connection: it is now the one whose end means leaving.
			this.#states.set(client, { ...before, source });
			return;
		}
		const next: State = { client, clock, json: withUser(state, owner.identity), source };
		this.#states.set(client, next);
		this.#tell(next, true);
	}

	#tell({ client, clock, json }: AwarenessEntry, isOurs: boolean): void {
		const entry = { client, clock, json };
		this.#changed.set(client, entry);
		if (isOurs) this.#changedHere.set(client, entry);
	}
}

/** Whom a state belongs to; another node's is in the state, where that node's own check has put it. */
function identityOf({ source, json }: State): unknown {
	if (source.at === 'here') return source.owner.identity.id;
	const state = parseState(json);
	const user: unknown = state && 'user' in state ? state.user : null;
	return typeof user === 'object' && user !== null && 'id' in user ? user.id : null;
}

/** `undefined`: no state that could be shown. */
function parseState(json: Uint8Array): object | null | undefined {
	try {
		const text = decoder.decode(json);
		if (!jsonIsShallow(text, MAX_DEPTH)) return undefined;
		const state: unknown = JSON.parse(text);
		return typeof state === 'object' && !Array.isArray(state) ? state : undefined;
	} catch {
		return undefined;
	}
}

function withUser(state: object, { id, name, color, role }: RoomUser): Uint8Array {
	return encodeText(JSON.stringify({ ...state, user: { id, name, color, role } }));
}

function isNull(json: Uint8Array): boolean {
	return json.length === NULL.length && json.every((byte, index) => byte === NULL[index]);
}
