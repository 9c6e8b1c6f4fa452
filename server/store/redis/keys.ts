import type { DocumentName } from '#protocol/documents.ts';
import type { BlobHash } from '../store.ts';

/**
 * Where everything is in Redis. What one script or one read touches shares a hash tag, the part in braces, so that a
 * Redis Cluster keeps it on one node.
 */

/** The keys of one document. */
export interface DocumentKeys {
	/** A stream; the entry at position n has the id `1-n` and one field, `e`, with its bytes (entries.ts). */
	readonly log: string;
	/**
	 * A hash: `born` (a random mark: the same name, emptied and begun anew, has another), `generation`, `upTo` (of its
	 * snapshot), `before` (the upTo of the snapshot before), `quarantine`, and by writer (`w:…`) its last call.
	 */
	readonly meta: string;
	/** A hash: client id to identity, empty for the server. */
	readonly owners: string;
	/** A hash: position or generation to damaged bytes and what followed them, for an operator. */
	readonly aside: string;
	/** Who compacts at the moment; expires. */
	readonly lease: string;
	/** A sharded channel; see messages.ts. */
	readonly channel: string;
	snapshot(generation: number): string;
	/** A snapshot on its way; expires. */
	staged(mark: string): string;
}

export function documentKeys(name: DocumentName): DocumentKeys {
	const base = `cp:{${name}}:`;
	return {
		log: `${base}log`,
		meta: `${base}meta`,
		owners: `${base}owners`,
		aside: `${base}aside`,
		lease: `${base}lease`,
		channel: `${base}feed`,
		snapshot: (generation) => `${base}snapshot:${generation}`,
		staged: (mark) => `${base}staged:${mark}`
	};
}

export const META_PATTERN = 'cp:{*}:meta';

export function nameOfMeta(key: string): string {
	return key.slice('cp:{'.length, -'}:meta'.length);
}

/**
 * Records that are listed together share one hash, so that a list is one read: all of a collection whose keys have the
 * same part before the first slash. Its fields are the whole keys.
 */
export function recordsKey(collection: string, key: string): string {
	const slash = key.indexOf('/');
	const group = slash === -1 ? key : key.slice(0, slash);
	return `${RECORDS}{${encodeURIComponent(collection)}/${encodeURIComponent(group)}}`;
}

const RECORDS = 'cp:records:';
export const RECORDS_PATTERN = `${RECORDS}*`;

export function collectionOf(recordsKey: string): string {
	return decodeURIComponent(recordsKey.slice(RECORDS.length + 1, recordsKey.indexOf('/')));
}

const BLOB = 'cp:blob:';
export const BLOB_PATTERN = `${BLOB}*`;

export function blobKey(hash: BlobHash): string {
	return `${BLOB}{${hash}}`;
}

export function hashOfBlob(key: string): BlobHash {
	return key.slice(BLOB.length + 1, -1) as BlobHash;
}

/** Which Redis the data was on when a node last looked. */
export const SERVER_IDENTITY = 'cp:{server}:identity';
/** There for a day after that changed. */
export const INCIDENT = 'cp:{server}:incident';
/** Written to see whether anything can be. */
export const CHECK = 'cp:{server}:check';
/** Written before WAIT, which counts from the last write of its own connection. */
export const MARK = 'cp:{server}:mark';
