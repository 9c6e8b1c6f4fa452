import type { IdentityId, SessionId } from '#model/ids.ts';
import type { Method, MethodId } from '#model/problem/method.ts';
import { isDraft } from '#model/problem/parse-method.ts';

/** A method that somebody is making, as their device keeps it until it is saved. */
export interface Draft {
	readonly method: Method;
	/** The version that it began from; 0: it was never saved. */
	readonly base: number;
}

/** What one person began in one session, on this device. */
export interface Drafts {
	list(): readonly Draft[];
	find(id: MethodId): Draft | null;
	/** Whether the device took it. */
	keep(draft: Draft): boolean;
	forget(id: MethodId): void;
}

export function deviceDrafts(
	storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
	session: SessionId,
	me: IdentityId
): Drafts {
	const key = `commonplace:method-drafts:${session}:${me}`;

	function read(): Draft[] {
		try {
			const kept: unknown = JSON.parse(storage.getItem(key) ?? '[]');
			return Array.isArray(kept) ? kept.filter(isKept) : [];
		} catch {
			// Barred, or not ours.
			return [];
		}
	}

	function write(drafts: readonly Draft[]): boolean {
		try {
			if (drafts.length === 0) storage.removeItem(key);
			else storage.setItem(key, JSON.stringify(drafts));
			return true;
		} catch {
			return false;
		}
	}

	return {
		list: read,
		find: (id) => read().find(({ method }) => method.id === id) ?? null,
		keep(draft) {
			const others = read().filter(({ method }) => method.id !== draft.method.id);
			if (!write([draft, ...others])) return false;
			// Some browsers take it and keep nothing.
			return read().some(({ method }) => method.id === draft.method.id);
		},
		forget: (id) => void write(read().filter(({ method }) => method.id !== id))
	};
}

function isKept(value: unknown): value is Draft {
	if (typeof value !== 'object' || value === null || !('method' in value) || !('base' in value)) return false;
	return typeof value.base === 'number' && isDraft(value.method);
}
