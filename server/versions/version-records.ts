import * as v from 'valibot';
import { isId, type IdentityId } from '#model/ids.ts';
import type { PhaseId } from '#model/problem/method.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { parseImageHash, type ImageHash } from '#protocol/images.ts';
import type { BoardVersion, VersionId } from '#protocol/versions.ts';
import type { BlobHash, RecordStore } from '../store/store.ts';

const COLLECTION = 'board-version';

function isPhaseId(value: unknown): boolean {
	return typeof value === 'string' && value !== '';
}

const VersionRecord = v.object({
	id: v.custom<VersionId>(isId),
	at: v.number(),
	by: v.nullable(v.object({ id: v.custom<IdentityId>(isId), name: v.string() })),
	name: v.nullable(v.string()),
	beforeRestoring: v.boolean(),
	/** Left out in records of before. */
	phase: v.optional(v.nullable(v.object({ id: v.custom<PhaseId>(isPhaseId), attempt: v.number() })), null),
	/** Of its bytes, compressed, among the blobs. */
	hash: v.custom<BlobHash>((text) => parseImageHash(text) !== null),
	/** What it shows, so that it stays as long as the version. */
	images: v.array(v.custom<ImageHash>((text) => parseImageHash(text) !== null))
});
export type KeptVersion = v.InferOutput<typeof VersionRecord>;

export interface StoredVersion {
	readonly version: KeptVersion;
	/** Of the record. */
	readonly revision: number;
}

/** Reads and writes what is known of versions: `<document>/<version>`. */
export class VersionRecords {
	readonly #records: RecordStore;

	constructor(records: RecordStore) {
		this.#records = records;
	}

	/** The latest first. */
	async of(document: DocumentName): Promise<StoredVersion[]> {
		const records = await this.#records.list(COLLECTION, `${document}/`);
		return records
			.map(({ value, version }) => ({ version: v.parse(VersionRecord, value), revision: version }))
			.sort((a, b) => b.version.at - a.version.at);
	}

	async get(document: DocumentName, id: VersionId): Promise<StoredVersion | null> {
		const record = await this.#records.get(COLLECTION, `${document}/${id}`);
		return record && { version: v.parse(VersionRecord, record.value), revision: record.version };
	}

	/** False when somebody was quicker. */
	async put(document: DocumentName, version: KeptVersion, expected: number): Promise<boolean> {
		return (await this.#records.put(COLLECTION, `${document}/${version.id}`, version, expected)) !== null;
	}

	remove(document: DocumentName, { version, revision }: StoredVersion): Promise<boolean> {
		return this.#records.remove(COLLECTION, `${document}/${version.id}`, revision);
	}
}

/** What people are told of it. */
export function shown({ id, at, by, name, beforeRestoring, phase }: KeptVersion): BoardVersion {
	return { id, at, by, name, beforeRestoring, phase };
}
