import * as v from 'valibot';
import { isId, type CommunityId, type IdentityId } from '#model/ids.ts';
import { DEFAULT_LABEL, LABELS } from '#model/session/label.ts';
import type { RecordStore } from '../store/store.ts';

/** The records of communities as they are stored. */
const COLLECTION = {
	/** `<community>` → CommunityRecord */
	community: 'community'
} as const;

const CommunityRecord = v.object({
	/** Empty: nobody has given it one. Never that of a session: those who were not in that one must not learn it. */
	name: v.string(),
	createdAt: v.number(),
	createdBy: v.nullable(v.custom<IdentityId>(isId)),
	/** What its sessions agree to where they begin from its home. */
	terms: v.optional(v.string(), ''),
	/** What a session has that begins from its home, until somebody chooses. */
	label: v.optional(v.picklist(LABELS), DEFAULT_LABEL)
});
export type CommunityRecord = v.InferOutput<typeof CommunityRecord>;

export interface StoredCommunity {
	/** 0: it is not written yet. */
	readonly version: number;
	readonly community: CommunityRecord;
}

/** What a community is before anybody said anything of it. */
export const BARE_COMMUNITY: CommunityRecord = {
	name: '',
	createdAt: 0,
	createdBy: null,
	terms: '',
	label: DEFAULT_LABEL
};

/** Reads and writes them; decides nothing. */
export class CommunityRecords {
	readonly #records: Pick<RecordStore, 'get' | 'put'>;

	constructor(records: Pick<RecordStore, 'get' | 'put'>) {
		this.#records = records;
	}

	async get(id: CommunityId): Promise<StoredCommunity> {
		const record = await this.#records.get(COLLECTION.community, id);
		if (record === null) return { version: 0, community: BARE_COMMUNITY };
		return { version: record.version, community: v.parse(CommunityRecord, record.value) };
	}

	/** The new version; `null`: somebody was quicker. */
	put(id: CommunityId, community: CommunityRecord, expected: number): Promise<number | null> {
		return this.#records.put(COLLECTION.community, id, community, expected);
	}
}
