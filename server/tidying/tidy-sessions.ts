import * as v from 'valibot';
import { isId, type SessionId } from '#model/ids.ts';
import { withoutOldPrompts } from '#model/session/private.ts';
import { withoutOldLinks } from '#model/session/links.ts';
import { dueAt } from '#model/session/time.ts';
import { WAITING_FOR_MS } from '../session/door.ts';
import {
	COLLECTION,
	JoinCodeRecord,
	LinkSecretRecord,
	OutRecord,
	PairingRecord,
	PrivateRecord,
	WaitingRecord
} from '../session/records.ts';
import { SessionRecord } from '../session/session-record.ts';
import type { SessionMethods } from '../problem/session-methods.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Store, StoredRecord } from '../store/store.ts';

export interface TidySessionsParts {
	readonly store: Pick<Store, 'records' | 'archive'>;
	readonly sessions: Pick<Sessions, 'change'>;
	/** Does what has become due by itself. */
	readonly settle: (session: SessionId) => Promise<void>;
	readonly states: Pick<SessionStore, 'session'>;
	readonly methods: Pick<SessionMethods, 'isLeftOver'>;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
}

/** What one go did. */
export interface TidiedSessions {
	readonly removed: number;
	readonly changed: number;
}

/** How a record is left: as it is, gone, with another value, or for the sessions themselves to change. */
type Fate =
	| { readonly be: 'kept' }
	| { readonly be: 'removed' }
	| { readonly be: 'changed'; readonly value: unknown }
	| { readonly be: 'settled'; readonly session: SessionId };

const DAY_MS = 24 * 60 * 60_000;
const KEPT: Fate = { be: 'kept' };
const REMOVED: Fate = { be: 'removed' };

/**
 * Removes what nobody can use any more (pairings, knocks at the door, reasons, codes and links of before), and settles what
 * became due in sessions where nobody was. Every record is written by compare-and-set on what was read, so that somebody
 * who uses it at that moment, on whichever node, wins.
 */
export async function tidySessions(parts: TidySessionsParts): Promise<TidiedSessions> {
	const { records, archive } = parts.store;
	let [removed, changed] = [0, 0];
	for await (const { collection, key, value, version } of archive.records()) {
		const fate = await fateOf(parts, collection, { key, value, version });
		switch (fate.be) {
			case 'kept':
				break;
			case 'removed':
				if (await records.remove(collection, key, version)) removed++;
				break;
			case 'changed':
				if ((await records.put(collection, key, fate.value, version)) !== null) changed++;
				break;
			case 'settled':
				await parts.settle(fate.session);
				await parts.sessions.change(fate.session, (session) => withoutOldLinks(session, parts.now()));
				changed++;
		}
	}
	return { removed, changed };
}

type FateOf = (parts: TidySessionsParts, record: StoredRecord) => Fate | Promise<Fate>;

/** What of each collection is left over. What cannot be read is left to whoever can: a newer release, or an operator. */
const FATES: { readonly [collection: string]: FateOf } = {
	[COLLECTION.pairing]: ({ now }, { value }) =>
		whenRead(PairingRecord, value, ({ expiresAt }) => (expiresAt <= now() ? REMOVED : KEPT)),
	[COLLECTION.waiting]: ({ now }, { value }) =>
		whenRead(WaitingRecord, value, ({ since }) => (now() - since >= WAITING_FOR_MS ? REMOVED : KEPT)),
	// A reason is told within a minute; a ban stays until somebody lifts it.
	[COLLECTION.out]: ({ now }, { value }) =>
		whenRead(OutRecord, value, ({ banned, at }) => (!banned && now() - at >= DAY_MS ? REMOVED : KEPT)),
	[COLLECTION.privateThings]: ({ now }, { value }) =>
		whenRead(PrivateRecord, value, (things) => {
			const left = withoutOldPrompts(things, now());
			if (left === things) return KEPT;
			return left.prompts.length === 0 && left.notes === '' ? REMOVED : { be: 'changed', value: left };
		}),
	[COLLECTION.joinCode]: ({ now, states }, { key, value }) =>
		whenRead(JoinCodeRecord, value, async ({ session, at }) => {
			// A code is reserved before its session has it, and a session's first code before there is a session.
			if (now() - at < DAY_MS) return KEPT;
			const state = await states.session(session);
			return state === null || state.session.code === key ? KEPT : REMOVED;
		}),
	[COLLECTION.linkSecret]: ({ now, states }, { value }) =>
		whenRead(LinkSecretRecord, value, async ({ session, link, at }) => {
			const state = await states.session(session);
			const found = state?.session.links.find(({ id }) => id === link);
			if (state === null) return KEPT;
			if (found !== undefined) return (found.revokedAt ?? now()) + DAY_MS <= now() ? REMOVED : KEPT;
			// A secret is there before its link is; what has no time may be of an earlier release, just now.
			return at > 0 && now() - at >= DAY_MS ? REMOVED : KEPT;
		}),
	// One that was carried out, and not taken away; one that was not is gone on with by whoever asks again.
	[COLLECTION.nextSession]: async ({ states }, { key }) =>
		isId(key) && (await states.session(key as SessionId))?.session.next === null ? KEPT : REMOVED,
	[COLLECTION.method]: async ({ methods }, record) => ((await methods.isLeftOver(record)) ? REMOVED : KEPT),
	[COLLECTION.session]: ({ now }, { value }) =>
		whenRead(SessionRecord, value, (session) => {
			const isDue = (dueAt(session) ?? Infinity) <= now() || withoutOldLinks(session, now()) !== session;
			return isDue ? { be: 'settled', session: session.id } : KEPT;
		})
};

async function fateOf(parts: TidySessionsParts, collection: string, record: StoredRecord): Promise<Fate> {
	return (await FATES[collection]?.(parts, record)) ?? KEPT;
}

function whenRead<S extends v.GenericSchema>(
	schema: S,
	value: unknown,
	decide: (read: v.InferOutput<S>) => Fate | Promise<Fate>
): Fate | Promise<Fate> {
	const read = v.safeParse(schema, value);
	return read.success ? decide(read.output) : KEPT;
}
