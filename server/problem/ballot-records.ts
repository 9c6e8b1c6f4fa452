import { createHmac, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { isId, type BallotId, type IdentityId } from '#model/ids.ts';
import type { Tally } from '#model/problem/ballots/tally.ts';
import type { Marks } from '#model/problem/ballots/marks.ts';
import type { CardId } from '#model/problem/card.ts';
import { ParsedMarks } from '#protocol/marks.ts';
import type { RecordStore } from '../store/store.ts';

/** `<ballot>` → how it stands with it. */
const BALLOTS = 'ballot';
/** `<ballot>/<keyed hash of the voter>` → what they put down. So nobody writes where somebody else does. */
const VOTES = 'vote';
/** 256 bits. */
const KEY_BYTES = 32;

const TallyRecord = v.object({
	card: v.custom<CardId>(isId),
	numbers: v.pipe(v.array(v.number()), v.readonly()),
	reasons: v.exactOptional(
		v.pipe(
			v.array(v.object({ answer: v.picklist(['reservation', 'objection']), text: v.string() })),
			v.readonly()
		)
	)
}) satisfies v.GenericSchema<unknown, Tally>;

const Counted = v.object({
	voters: v.number(),
	tallies: v.nullable(v.pipe(v.array(TallyRecord), v.readonly()))
});

const BallotRecord = v.variant('at', [
	/** `key`: of the hashes that voters are kept under; it goes when the ballot is closed. */
	v.object({ at: v.literal('open'), key: v.string() }),
	/** No vote that comes from here on is counted. */
	v.object({ at: v.literal('closing') }),
	/** `taken`: which votes were counted, in which version, so that one that came at the last moment knows. */
	v.object({ at: v.literal('counted'), ...Counted.entries, taken: v.record(v.string(), v.number()) }),
	v.object({ at: v.literal('closed'), ...Counted.entries })
]);
export type BallotRecord = v.InferOutput<typeof BallotRecord>;

const VoteRecord = v.object({
	marks: ParsedMarks,
	/** In a vote that is not secret. */
	by: v.exactOptional(v.custom<IdentityId>(isId))
});

/** What came of counting. */
export interface Count {
	readonly voters: number;
	/** `null`: not to be told. */
	readonly tallies: readonly Tally[] | null;
}

export interface StoredBallot {
	readonly ballot: BallotRecord;
	readonly version: number;
}

export interface StoredVote {
	readonly hash: string;
	readonly marks: Marks;
	readonly by: IdentityId | null;
	readonly version: number;
}

/** Reads and writes what is kept of votes; decides nothing. */
export class BallotRecords {
	readonly #records: RecordStore;

	constructor(records: RecordStore) {
		this.#records = records;
	}

	async ballot(id: BallotId): Promise<StoredBallot | null> {
		const record = await this.#records.get(BALLOTS, id);
		return record && { ballot: v.parse(BallotRecord, record.value), version: record.version };
	}

	/** Opened now where nobody has; its key is made here and is nowhere else. */
	async opened(id: BallotId): Promise<StoredBallot | null> {
		const before = await this.ballot(id);
		if (before !== null) return before;
		await this.putBallot(id, { at: 'open', key: randomBytes(KEY_BYTES).toString('base64') }, 0);
		return this.ballot(id);
	}

	/** False when somebody was quicker. */
	async putBallot(id: BallotId, ballot: BallotRecord, expected: number): Promise<boolean> {
		return (await this.#records.put(BALLOTS, id, ballot, expected)) !== null;
	}

	async vote(id: BallotId, hash: string): Promise<StoredVote | null> {
		const record = await this.#records.get(VOTES, `${id}/${hash}`);
		return record && readVote(hash, record.value, record.version);
	}

	/** The new version; `null`: another tab of the same person was quicker. */
	putVote(
		id: BallotId,
		hash: string,
		{ marks, by }: Pick<StoredVote, 'marks' | 'by'>,
		expected: number
	): Promise<number | null> {
		const value = by === null ? { marks } : { marks, by };
		return this.#records.put(VOTES, `${id}/${hash}`, value, expected);
	}

	/** In the order of the hashes, which says nothing. */
	async votes(id: BallotId): Promise<StoredVote[]> {
		const records = await this.#records.list(VOTES, `${id}/`);
		return records.map(({ key, value, version }) => readVote(key.slice(id.length + 1), value, version));
	}

	async removeVotes(id: BallotId): Promise<void> {
		const records = await this.#records.list(VOTES, `${id}/`);
		await Promise.all(records.map(({ key, version }) => this.#records.remove(VOTES, key, version)));
	}
}

/** What a voter's marks are kept under: the same for each of their votes, and of no meaning once the key is gone. */
export function hashOf(voter: IdentityId, key: string): string {
	return createHmac('sha256', Buffer.from(key, 'base64')).update(voter).digest('base64url');
}

function readVote(hash: string, value: unknown, version: number): StoredVote {
	const { marks, by } = v.parse(VoteRecord, value);
	return { hash, marks, by: by ?? null, version };
}
