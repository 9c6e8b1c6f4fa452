import type { IdentityId } from '#model/ids.ts';
import { encodeText } from '#protocol/bytes.ts';
import type { AwarenessEntry } from '#protocol/sync.ts';
import { jsonIsShallow } from './json-depth.ts';
import type { RoomUser } from './rooms-port.ts';

interface State extends AwarenessEntry {
	readonly owner: PresenceOwner;
}

/** A connection, as far as presence knows it. */
export interface PresenceOwner {
	readonly identity: RoomUser;
}

export type Received =
	| { readonly ok: true; /** What others must hear. */ readonly changed: readonly AwarenessEntry[] }
	| { readonly ok: false; readonly refusal: 'malformed' | 'too-large' };

const MAX_DEPTH = 16;
const NULL = encodeText('null');
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Who is in a room, as their clients say it, but with the name, colour and role that the server knows. Each connection
 * speaks for one client id, the first that it introduces; y-websocket clients also repeat what they heard of others, and
 * that is ignored.
 */
export class Presence {
	readonly #states = new Map<number, State>();
	readonly #claims = new Map<PresenceOwner, number>();
	readonly #maxBytes: number;

	constructor(maxBytes: number) {
		this.#maxBytes = maxBytes;
	}

	all(): AwarenessEntry[] {
		return [...this.#states.values()];
	}

	receive(owner: PresenceOwner, entries: readonly AwarenessEntry[]): Received {
		const changed: AwarenessEntry[] = [];
		for (const entry of entries) {
			if (!this.#speaksFor(owner, entry)) continue;
			if (entry.json.length > this.#maxBytes) return { ok: false, refusal: 'too-large' };
			const state = parseState(entry.json);
			if (state === undefined) return { ok: false, refusal: 'malformed' };
			const told = this.#apply(owner, entry, state);
			if (told !== null) changed.push(told);
		}
		return { ok: true, changed };
	}

	/** The connection is gone. If its client is here by another connection now, nothing changes. */
	leave(owner: PresenceOwner): AwarenessEntry[] {
		const client = this.#claims.get(owner);
		this.#claims.delete(owner);
		const state = client === undefined ? undefined : this.#states.get(client);
		if (state?.owner !== owner) return [];
		this.#states.delete(state.client);
		return [{ client: state.client, clock: state.clock, json: NULL }];
	}

	/** The clock goes on by one, also for the client itself: it takes over the state with it, and counts on from there. */
	rename(identity: IdentityId): AwarenessEntry[] {
		const changed: AwarenessEntry[] = [];
		for (const state of this.#states.values()) {
			if (state.owner.identity.id !== identity) continue;
			const json = withUser(parseState(state.json) ?? {}, state.owner.identity);
			const renamed = { ...state, clock: state.clock + 1, json };
			this.#states.set(state.client, renamed);
			changed.push(renamed);
		}
		return changed;
	}

	#speaksFor(owner: PresenceOwner, { client, json }: AwarenessEntry): boolean {
		const holder = this.#states.get(client)?.owner;
		const claim = this.#claims.get(owner);
		if (claim === client) return holder === undefined || holder.identity.id === owner.identity.id;
		// A claim that another connection of the same person has taken over is free again.
		const claimStands = claim !== undefined && (this.#states.get(claim)?.owner ?? owner) === owner;
		if (claimStands || isNull(json)) return false;
		if (holder !== undefined && holder.identity.id !== owner.identity.id) return false;
		this.#claims.set(owner, client);
		return true;
	}

	#apply(
		owner: PresenceOwner,
		{ client, clock }: AwarenessEntry,
		state: object | null
	): AwarenessEntry | null {
		const before = this.#states.get(client);
		if (before !== undefined && clock < before.clock) return null;
		if (state === null) {
			if (before === undefined) return null;
			this.#states.delete(client);
			return { client, clock, json: NULL };
		}
		if (before?.clock === clock) {
			// The same state by a new connection: it is now the one whose end means leaving.
			this.#states.set(client, { ...before, owner });
			return null;
		}
		const next = { client, clock, json: withUser(state, owner.identity), owner };
		this.#states.set(client, next);
		return next;
	}
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
