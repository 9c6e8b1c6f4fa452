import type { SessionId } from '#model/ids.ts';
import { MEMBER_COLORS, type Member, type MemberColor, type Session } from '#model/session/session.ts';
import type { ApiRefusal } from '#protocol/api.ts';
import type { DeviceStorage } from './kept-session.ts';

/**
 * What a tab that goes by a ticket keeps for after it was loaded anew, when the ticket is gone: enough to come in again under the
 * same name. The ticket itself is kept nowhere: what lies in storage is there for every script and every copy of the tab.
 */
export interface WayBack {
	readonly code: string;
	readonly title: string;
	readonly name: string;
	readonly color: MemberColor;
}

/** Joins by it, and opens the session anew. `null`: done. */
export type ComeInAgain = (wayBack: WayBack) => Promise<ApiRefusal['refusal'] | 'offline' | null>;

const keyOf = (session: SessionId): string => `commonplace:way-back:${session}`;

export function keepWayBack(storage: DeviceStorage, { id, code, title }: Session, me: Member): void {
	const kept: WayBack = { code, title, name: me.name, color: me.color };
	try {
		storage.setItem(keyOf(id), JSON.stringify(kept));
	} catch {
		// Barred: then there is the join code.
	}
}

export function readWayBack(storage: DeviceStorage, session: SessionId): WayBack | null {
	try {
		const kept: unknown = JSON.parse(storage.getItem(keyOf(session)) ?? 'null');
		if (typeof kept !== 'object' || kept === null) return null;
		const { code, title, name, color: kind } = kept as Record<keyof WayBack, unknown>;
		const color = MEMBER_COLORS.find((one) => one === kind);
		const isWhole = typeof code === 'string' && typeof title === 'string' && typeof name === 'string';
		return isWhole && color !== undefined ? { code, title, name, color } : null;
	} catch {
		return null;
	}
}
