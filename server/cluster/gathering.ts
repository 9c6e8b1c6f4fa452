import type { IdentityId, SessionId } from '#model/ids.ts';
import type { Present, Signals } from '#protocol/session.ts';
import { isSame, type RosterListener } from '../session/roster.ts';
import type { NodeId } from './channels.ts';
import type { NodeRoster, Shown } from './roster-keys.ts';

/** Who is in one session, node by node, and what is to be seen of that: one entry a person. */
export class Gathering {
	readonly session: SessionId;
	readonly #listener: RosterListener;
	readonly #people = new Map<IdentityId, Map<NodeId, Shown>>();
	/** The last message heard of each other node. */
	readonly #heard = new Map<NodeId, number>();

	constructor(session: SessionId, listener: RosterListener) {
		this.session = session;
		this.#listener = listener;
	}

	/** The other nodes that have, or lately had, somebody here. */
	get nodes(): NodeId[] {
		return [...this.#heard.keys()];
	}

	present(): Present[] {
		return [...this.#people].map(([id, nodes]) => describe(id, nodes)).filter((one) => one !== null);
	}

	/** Where somebody is on one node. */
	shown(id: IdentityId, node: NodeId): Shown | null {
		return this.#people.get(id)?.get(node) ?? null;
	}

	/** When somebody was last seen to use it, on any node; 0: never. */
	lastUsed(id: IdentityId): number {
		let at = 0;
		for (const shown of this.#people.get(id)?.values() ?? []) at = Math.max(at, shown.at);
		return at;
	}

	/** What somebody last showed of themselves, on any node; `null`: nothing, or they are not here. */
	signalled(id: IdentityId): { readonly signals: Signals; readonly at: number } | null {
		const latest = latestSignals(this.#people.get(id) ?? new Map());
		return latest && { signals: latest.signals, at: latest.signalledAt };
	}

	/** Everybody on one node. */
	on(node: NodeId): Map<IdentityId, Shown> {
		const those = new Map<IdentityId, Shown>();
		for (const [id, nodes] of this.#people) {
			const shown = nodes.get(node);
			if (shown !== undefined) those.set(id, shown);
		}
		return those;
	}

	/** Tells the listener when what is to be seen of somebody changes; `null`: they are not on that node any more. */
	place(id: IdentityId, node: NodeId, shown: Shown | null): void {
		const nodes = this.#people.get(id) ?? new Map<NodeId, Shown>();
		const before = describe(id, nodes);
		if (shown === null) nodes.delete(node);
		else nodes.set(node, shown);
		if (nodes.size === 0) this.#people.delete(id);
		else this.#people.set(id, nodes);
		const after = describe(id, nodes);
		if (after === null) {
			if (before !== null) this.#listener.left(this.session, id);
		} else if (before === null || !isSame(before, after)) this.#listener.present(this.session, after);
	}

	/** The number of the last message of a node. */
	heardOf(node: NodeId): number | undefined {
		return this.#heard.get(node);
	}

	/** Whether this message follows the last one: none was missed. */
	follows(node: NodeId, seq: number): boolean {
		const follows = seq === (this.#heard.get(node) ?? 0) + 1;
		this.#heard.set(node, seq);
		return follows;
	}

	/** All that a node has here, in place of what was known of it. */
	replace(node: NodeId, { seq, people }: NodeRoster): void {
		this.#heard.set(node, seq);
		for (const id of this.on(node).keys()) if (!people.has(id)) this.place(id, node, null);
		for (const [id, shown] of people) this.place(id, node, shown);
	}

	forget(node: NodeId): void {
		this.#heard.delete(node);
		for (const id of this.on(node).keys()) this.place(id, node, null);
	}
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
	return shown && { id, place: shown.place, away: shown.away, ...(latestSignals(nodes) ?? shown).signals };
}

/** The same on every node, too; `null` when they never signalled. */
function latestSignals(nodes: ReadonlyMap<NodeId, Shown>): Shown | null {
	let latest: Shown | null = null;
	let on = '';
	for (const [node, one] of nodes) {
		const since = latest?.signalledAt ?? 0;
		if (one.signalledAt < since || one.signalledAt === 0) continue;
		if (one.signalledAt === since && node < on) continue;
		latest = one;
		on = node;
	}
	return latest;
}

/** The same order on every node, also for what was used in the same millisecond. */
function isBefore(a: Shown, onA: string, b: Shown, onB: string): boolean {
	if (a.away !== b.away) return a.away;
	return a.at === b.at ? onA < onB : a.at < b.at;
}
