import { isId, type SessionId } from '#model/ids.ts';
import type { DeviceStorage } from '../kept-session.ts';

/** What a paired screen reads its session with. */
export interface ScreenKey {
	readonly session: SessionId;
	/** Of the screen's own identity, a viewer of that session until a facilitator revokes it, a day at most. */
	readonly ticket: string;
}

const KEY = 'commonplace:screen';

/**
 * Keeps the key on the room's computer, so that a reload or a power cut does not need the facilitator again. It opens one session
 * for reading, to whoever has this computer's browser in hand: they see that screen anyway.
 */
export function keepKey(storage: DeviceStorage, key: ScreenKey): void {
	try {
		storage.setItem(KEY, JSON.stringify(key));
	} catch {
		// Barred: after a reload the screen shows a code again.
	}
}

export function forgetKey(storage: DeviceStorage): void {
	try {
		storage.removeItem(KEY);
	} catch {
		// Barred: nothing was kept either.
	}
}

export function readKey(storage: DeviceStorage): ScreenKey | null {
	try {
		const kept: unknown = JSON.parse(storage.getItem(KEY) ?? 'null');
		if (typeof kept !== 'object' || kept === null) return null;
		const { session, ticket } = kept as Partial<ScreenKey>;
		return isId(session) && typeof ticket === 'string' ? { session, ticket } : null;
	} catch {
		return null;
	}
}
