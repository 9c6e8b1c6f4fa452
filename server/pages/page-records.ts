import * as v from 'valibot';
import { isId, type BoardId, type IdentityId, type OccurrenceId, type SessionId } from '#model/ids.ts';
import {
	DECISION_STATUSES,
	NEW_PAGE,
	NO_MARK,
	PAGE_STATES,
	type PageMark,
	type PageRecord
} from '#model/pages/page-record.ts';
import { LABELS } from '#model/session/label.ts';
import type { RecordStore } from '../store/store.ts';

/** The records of pages as they are stored, and how a value is read back. */
const COLLECTION = {
	/** `<session>/<board>` → PageRecord */
	page: 'page',
	/** `<session>/<board>/<identity>` → PageMark */
	mark: 'page-mark'
} as const;

const boardId = v.custom<BoardId>(isId);
const Person = v.object({ id: v.custom<IdentityId>(isId), name: v.string() });

const Occurrence = v.object({
	id: v.custom<OccurrenceId>(isId),
	at: v.number(),
	saidAt: v.number(),
	by: Person,
	session: v.nullable(v.custom<SessionId>(isId)),
	group: v.string(),
	context: v.string()
});

/** A state that a later release may know is a draft here: nothing is shown for more than it is. */
const state = v.fallback(v.picklist(PAGE_STATES), 'draft');

const PageValue = v.looseObject({
	state,
	changes: v.optional(v.array(v.object({ state, by: Person, at: v.number() })), []),
	steward: v.optional(v.nullable(Person), null),
	deputy: v.optional(v.nullable(Person), null),
	reviewAt: v.optional(v.nullable(v.number()), null),
	topic: v.optional(v.string(), ''),
	tags: v.optional(v.array(v.string()), []),
	occurrences: v.optional(v.array(Occurrence), []),
	occurred: v.optional(v.number(), 0),
	decision: v.optional(v.fallback(v.nullable(v.picklist(DECISION_STATUSES)), null), null),
	supersedes: v.optional(v.array(boardId), []),
	mergedInto: v.optional(v.nullable(boardId), null),
	merged: v.optional(v.array(boardId), []),
	label: v.optional(v.fallback(v.nullable(v.picklist(LABELS)), 'red'), null)
}) satisfies v.GenericSchema<unknown, PageRecord>;

const MarkValue = v.object({
	name: v.string(),
	worked: v.nullable(v.number()),
	fixing: v.nullable(v.object({ at: v.number(), note: v.string() }))
}) satisfies v.GenericSchema<unknown, PageMark>;

export interface StoredPage {
	/** 0: nothing was ever said of it. */
	readonly version: number;
	readonly page: PageRecord;
}

/** In numbers of people. */
export interface SaidOfPage {
	readonly worked: number;
	readonly needsFixing: number;
	/** When somebody last said that it worked; `null`: nobody did. */
	readonly lastWorked: number | null;
}

const UNSAID: StoredPage = { version: 0, page: NEW_PAGE };

/** Reads and writes them; decides nothing. */
export class PageRecords {
	readonly #records: Pick<RecordStore, 'get' | 'put' | 'list'>;

	constructor(records: Pick<RecordStore, 'get' | 'put' | 'list'>) {
		this.#records = records;
	}

	async get(session: SessionId, board: BoardId): Promise<StoredPage> {
		const record = await this.#records.get(COLLECTION.page, `${session}/${board}`);
		return record === null ? UNSAID : { version: record.version, page: v.parse(PageValue, record.value) };
	}

	/** Of all boards of a session of which anything was said. */
	async ofSession(session: SessionId): Promise<ReadonlyMap<BoardId, PageRecord>> {
		const records = await this.#records.list(COLLECTION.page, `${session}/`);
		return new Map(
			records.map(({ key, value }) => [key.slice(session.length + 1) as BoardId, v.parse(PageValue, value)])
		);
	}

	/** The new version; `null`: somebody was quicker. */
	put(session: SessionId, board: BoardId, page: PageRecord, expected: number): Promise<number | null> {
		return this.#records.put(COLLECTION.page, `${session}/${board}`, page, expected);
	}

	/** What people said of a page. */
	async marks(session: SessionId, board: BoardId): Promise<ReadonlyMap<IdentityId, PageMark>> {
		const prefix = `${session}/${board}/` as const;
		const records = await this.#records.list(COLLECTION.mark, prefix);
		return new Map(
			records.map(({ key, value }) => [key.slice(prefix.length) as IdentityId, v.parse(MarkValue, value)])
		);
	}

	/** What people said of the boards of a session, in numbers. */
	async said(session: SessionId): Promise<ReadonlyMap<BoardId, SaidOfPage>> {
		const counts = new Map<BoardId, SaidOfPage>();
		for (const { key, value } of await this.#records.list(COLLECTION.mark, `${session}/`)) {
			const { worked, fixing } = v.parse(MarkValue, value);
			const board = key.split('/')[1] as BoardId;
			const before = counts.get(board) ?? { worked: 0, needsFixing: 0, lastWorked: null };
			counts.set(board, {
				worked: before.worked + (worked === null ? 0 : 1),
				needsFixing: before.needsFixing + (fixing === null ? 0 : 1),
				lastWorked: worked === null ? before.lastWorked : Math.max(worked, before.lastWorked ?? 0)
			});
		}
		return counts;
	}

	async mark(
		session: SessionId,
		board: BoardId,
		identity: IdentityId
	): Promise<{ readonly version: number; readonly mark: PageMark }> {
		const record = await this.#records.get(COLLECTION.mark, `${session}/${board}/${identity}`);
		if (record === null) return { version: 0, mark: { name: '', ...NO_MARK } };
		return { version: record.version, mark: v.parse(MarkValue, record.value) };
	}

	/** False when they said something else at the same time. */
	async putMark(
		session: SessionId,
		board: BoardId,
		identity: IdentityId,
		{ mark, expected }: { readonly mark: PageMark; readonly expected: number }
	): Promise<boolean> {
		const key = `${session}/${board}/${identity}`;
		return (await this.#records.put(COLLECTION.mark, key, mark, expected)) !== null;
	}
}
