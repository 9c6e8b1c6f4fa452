import type { SessionChange, WithId } from '#protocol/session-change.ts';
import { isListWithIds } from '#protocol/session-change.ts';
import type { VersionedSession } from '#protocol/session.ts';

/** A part of a record as it is told: whole, or item by item. */
type Written =
	| { readonly as: 'whole'; readonly json: string }
	| { readonly as: 'list'; readonly items: ReadonlyMap<string, string> };

/**
 * A record written out part by part, to find what is new in the next one. Records come anew from the store each time, so that nothing
 * but their words can be compared.
 */
export class WrittenRecord {
	readonly version: number;
	readonly #session: Readonly<Record<string, unknown>>;
	readonly #parts: ReadonlyMap<string, Written>;

	constructor({ version, session }: VersionedSession) {
		this.version = version;
		this.#session = { ...session };
		this.#parts = new Map(Object.entries(this.#session).map(([name, part]) => [name, write(part)]));
	}

	/** What makes this record of that one; `null` where that cannot be said part by part. */
	changeFrom(before: WrittenRecord): SessionChange | null {
		const parts: Record<string, unknown> = {};
		const lists: Record<string, SessionChange['lists'][string]> = {};
		for (const name of before.#parts.keys()) if (!this.#parts.has(name)) return null;
		for (const [name, part] of this.#parts) {
			const old = before.#parts.get(name);
			if (part.as === 'list' && old?.as === 'list') {
				const change = listChange(this.#session[name] as readonly WithId[], part.items, old.items);
				if (change !== null) lists[name] = change;
			} else if (part.as !== 'whole' || old?.as !== 'whole' || part.json !== old.json)
				parts[name] = this.#session[name];
		}
		return { version: this.version, from: before.version, parts, lists };
	}
}

function write(part: unknown): Written {
	if (!isListWithIds(part)) return { as: 'whole', json: JSON.stringify(part) };
	const items = new Map(part.map((item) => [item.id, JSON.stringify(item)]));
	// Twice the same id: nobody could say which is meant.
	return items.size === part.length ? { as: 'list', items } : { as: 'whole', json: JSON.stringify(part) };
}

/** `null`: none. */
function listChange(
	list: readonly WithId[],
	now: ReadonlyMap<string, string>,
	before: ReadonlyMap<string, string>
): SessionChange['lists'][string] | null {
	const items = list.filter(({ id }) => now.get(id) !== before.get(id));
	const order = list.map(({ id }) => id);
	const oldOrder = [...before.keys()];
	const isSame = order.length === oldOrder.length && order.every((id, at) => id === oldOrder[at]);
	return items.length === 0 && isSame ? null : { order, items };
}
