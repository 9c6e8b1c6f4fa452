import type { MySession } from '#protocol/api.ts';

const KEY = 'commonplace:sessions';

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/** Keeps the list on the device, so that the start page leads back into a session without a network too. */
export function keepMySessions(storage: Storage, sessions: readonly MySession[]): void {
	try {
		storage.setItem(KEY, JSON.stringify(sessions));
	} catch {
		// Full or barred: the list needs the server then.
	}
}

export function readMySessions(storage: Storage): readonly MySession[] {
	try {
		const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '[]');
		// A list that an earlier program kept says nothing of ends.
		return Array.isArray(kept)
			? kept.filter(isMySession).map((one) => ({ ...one, endedAt: one.endedAt ?? null }))
			: [];
	} catch {
		return [];
	}
}

function isMySession(value: unknown): value is MySession {
	if (typeof value !== 'object' || value === null) return false;
	const { id, title, joinedAt } = value as Partial<MySession>;
	return typeof id === 'string' && typeof title === 'string' && typeof joinedAt === 'number';
}
