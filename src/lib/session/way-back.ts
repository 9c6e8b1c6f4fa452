import { MEMBER_COLORS, type Member, type MemberColor, type Session } from '#model/session/session.ts';
import type { SessionId } from '#model/ids.ts';
import type { ApiRefusal } from '#protocol/api.ts';

/**
 * What a tab that goes by a ticket keeps for after it was loaded anew, when the ticket is gone: enough to come in again under the
 * same name. The ticket itself is kept nowhere: what lasts is there for every script and every copy of the tab.
 */
export interface WayBack {
	readonly code: string;
	readonly title: string;
	readonly name: string;
	readonly color: MemberColor;
}

/** Joins by it, and opens the session anew. `null`: done. */
export type ComeInAgain = (wayBack: WayBack) => Promise<ApiRefusal['refusal'] | 'offline' | null>;

/** The tab's entry in its history outlasts a reload even where all storage is barred, as in a frame of another site. */
type Entry = Pick<History, 'state' | 'replaceState'>;

const KEY = 'commonplace:way-back';

/** To be told for each address that is opened: each has an entry of its own. */
export function keepWayBack(history: Entry, { id, code, title }: Session, { name, color }: Member): void {
	const kept: WayBack & { session: SessionId } = { session: id, code, title, name, color };
	// What the router keeps there stays as it is.
	history.replaceState({ ...(history.state as object | null), [KEY]: kept }, '');
}

/** @param state of the history's entry, as it was before anything else wrote there. */
export function readWayBack(state: unknown, session: SessionId): WayBack | null {
	const kept: unknown = (state as Record<string, unknown> | null)?.[KEY];
	if (typeof kept !== 'object' || kept === null) return null;
	const { session: of, code, title, name, color } = kept as Record<keyof WayBack | 'session', unknown>;
	const known = MEMBER_COLORS.find((one) => one === color);
	const isWhole = typeof code === 'string' && typeof title === 'string' && typeof name === 'string';
	return of === session && isWhole && known !== undefined ? { code, title, name, color: known } : null;
}
