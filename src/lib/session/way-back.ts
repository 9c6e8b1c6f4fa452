import { MEMBER_COLORS, type Member, type MemberColor, type Session } from '#model/session/session.ts';
import type { SessionId } from '#model/ids.ts';
import type { ApiRefusal } from '#protocol/api.ts';

/**
 * What a tab that goes by a ticket keeps for after it was loaded anew, when the ticket is gone: enough to come in again under the
 * same name, and for some minutes as the same person. The ticket itself is kept nowhere: what lasts is there for every script and
 * every copy of the tab, and it is for a year.
 */
export interface WayBack {
	readonly code: string;
	readonly title: string;
	readonly name: string;
	readonly color: MemberColor;
	/** Leads into this session alone, and is of no use ten minutes after it was issued; `null`: there is none. */
	readonly pass: string | null;
}

/** Joins by it, and opens the session anew. `null`: done. */
export type ComeInAgain = (wayBack: WayBack) => Promise<ApiRefusal['refusal'] | 'offline' | null>;

/** The tab's entry in its history outlasts a reload even where all storage is barred, as in a frame of another site. */
type Entry = Pick<History, 'state' | 'replaceState'>;

interface Kept extends WayBack {
	readonly session: SessionId;
	/** When the pass was issued, by this device. */
	readonly passAt: number;
}

export interface KeepingParts {
	/** `null`: there is none to be had. */
	readonly askForPass: () => Promise<string | null>;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
}

const KEY = 'commonplace:way-back';
/** Half of a pass's life, so that what is kept is good for five minutes at least. */
const PASS_RENEWED_MS = 5 * 60_000;

/** To be told for each address that is opened, since each has an entry of its own, and now and then. */
export async function keepWayBack(
	history: Entry,
	{ id, code, title }: Session,
	{ name, color }: Member,
	{ askForPass, now }: KeepingParts
): Promise<void> {
	const before = (history.state as Record<string, unknown> | null)?.[KEY] as Partial<Kept> | undefined;
	const isFresh = before?.session === id && now() - (before.passAt ?? 0) < PASS_RENEWED_MS;
	const keep = (pass: string | null, passAt: number): void => {
		const kept: Kept = { session: id, code, title, name, color, pass, passAt };
		// What the router keeps there stays as it is.
		history.replaceState({ ...(history.state as object | null), [KEY]: kept }, '');
	};
	keep(before?.session === id ? (before.pass ?? null) : null, before?.passAt ?? 0);
	if (isFresh) return;
	const pass = await askForPass();
	if (pass !== null) keep(pass, now());
}

/** @param state of the history's entry, as it was before anything else wrote there. */
export function readWayBack(state: unknown, session: SessionId): WayBack | null {
	const kept: unknown = (state as Record<string, unknown> | null)?.[KEY];
	if (typeof kept !== 'object' || kept === null) return null;
	const { session: of, code, title, name, color, pass } = kept as Record<keyof Kept, unknown>;
	const known = MEMBER_COLORS.find((one) => one === color);
	const isWhole = typeof code === 'string' && typeof title === 'string' && typeof name === 'string';
	if (of !== session || !isWhole || known === undefined) return null;
	return { code, title, name, color: known, pass: typeof pass === 'string' ? pass : null };
}
