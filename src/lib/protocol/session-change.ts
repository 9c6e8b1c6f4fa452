import type { Session } from '#model/session/session.ts';
import type { VersionedSession } from './session.ts';

/** What makes a later version of a record of an earlier one. */
export interface SessionChange {
	readonly version: number;
	/** The version that it is to be applied to, and no other. */
	readonly from: number;
	/** Parts of the record that are others now, whole. */
	readonly parts: Readonly<Record<string, unknown>>;
	/** Of lists whose items have ids: the ids in their order, and only those items that are others now. */
	readonly lists: Readonly<
		Record<string, { readonly order: readonly string[]; readonly items: readonly WithId[] }>
	>;
}

export interface WithId {
	readonly id: string;
}

/** Whether a part of a record is a list whose items are told apart by their ids. */
export function isListWithIds(part: unknown): part is readonly WithId[] {
	return (
		Array.isArray(part) &&
		part.length > 0 &&
		part.every((item: unknown) => typeof item === 'object' && item !== null && hasId(item))
	);
}

function hasId(item: object): item is WithId {
	return 'id' in item && typeof item.id === 'string';
}

/**
 * The record that a change makes of another; what did not change stays the very same. `null` when the change is not for this
 * one: then everything has to be asked for anew.
 */
export function withChange(
	{ version, session }: VersionedSession,
	change: SessionChange
): VersionedSession | null {
	if (version !== change.from) return null;
	const after: Record<string, unknown> = { ...session, ...change.parts };
	for (const [name, { order, items }] of Object.entries(change.lists)) {
		const before = after[name];
		const byId = new Map([...(isListWithIds(before) ? before : []), ...items].map((item) => [item.id, item]));
		const list = order.flatMap((id) => byId.get(id) ?? []);
		if (list.length !== order.length) return null;
		after[name] = list;
	}
	return { version: change.version, session: after as unknown as Session };
}
