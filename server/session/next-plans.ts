import * as v from 'valibot';
import { createId, isId, type BoardId, type SessionId } from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import { BOARD_KINDS } from '#model/session/session.ts';
import type { RecordStore } from '../store/store.ts';
import { COLLECTION } from './records.ts';

const boardId = v.custom<BoardId>(isId);

const NextPlan = v.object({
	session: v.custom<SessionId>(isId),
	boards: v.array(
		v.object({
			id: boardId,
			kind: v.picklist(BOARD_KINDS),
			title: v.string(),
			/** In base64; `null`: nothing yet. */
			written: v.nullable(v.string())
		})
	),
	/** The board with the actions, one of these; `null`: none come along. */
	from: v.nullable(boardId),
	actions: v.array(v.custom<CardId>(isId)),
	images: v.array(v.object({ board: boardId, hash: v.string() })),
	unread: v.number()
});
/**
 * The session that is to go on from another one: decided once, and kept until that one names it, so that whoever goes on after a crash, or on
 * another node at the same time, makes the very same.
 */
export type NextPlan = Readonly<v.InferOutput<typeof NextPlan>>;

/** The plans of sessions that are being made. */
export class NextPlans {
	readonly #records: RecordStore;

	constructor(records: RecordStore) {
		this.#records = records;
	}

	/**
	 * What was decided; decided now, and kept, where nothing was. One that does not fit any more is decided anew for the same session,
	 * which is made once, by whichever of the two.
	 */
	async kept(
		session: SessionId,
		fits: (plan: NextPlan) => boolean,
		decide: (next: SessionId) => Promise<NextPlan>
	): Promise<NextPlan> {
		const before = await this.#find(session);
		if (before !== null && fits(before.plan)) return before.plan;
		const plan = await decide(before?.plan.session ?? createId<SessionId>());
		const version = await this.#records.put(COLLECTION.nextSession, session, plan, before?.version ?? 0);
		return version === null ? ((await this.#find(session))?.plan ?? plan) : plan;
	}

	/** It was carried out. */
	async remove(session: SessionId): Promise<void> {
		const record = await this.#records.get(COLLECTION.nextSession, session);
		if (record !== null) await this.#records.remove(COLLECTION.nextSession, session, record.version);
	}

	async #find(session: SessionId): Promise<{ readonly plan: NextPlan; readonly version: number } | null> {
		const record = await this.#records.get(COLLECTION.nextSession, session);
		return record && { plan: v.parse(NextPlan, record.value), version: record.version };
	}
}
