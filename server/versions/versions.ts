import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { createId, type IdentityId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { parseImageHash, type ImageHash } from '#protocol/images.ts';
import type { BoardVersion, MakeVersion, VersionId } from '#protocol/versions.ts';
import type { BlobUser, KeptBlobs } from '../blobs/kept-blobs.ts';
import type { DocumentPool } from '../documents/pool.ts';
import type { Store } from '../store/store.ts';
import { surplus } from './thinning.ts';
import { shown, VersionRecords, type KeptVersion, type StoredVersion } from './version-records.ts';

export interface VersionsParts {
	readonly store: Pick<Store, 'documents' | 'records'>;
	readonly blobs: KeptBlobs;
	readonly pool: Pick<DocumentPool, 'run'>;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
}

export type VersionOutcome =
	/** `null`: there was nothing to keep. */
	| { readonly ok: true; readonly version: BoardVersion | null }
	/** `full`: so many have names that none may have one more. */
	| { readonly ok: false; readonly refusal: 'full' | 'not-found' | 'unavailable' };

/** Versions that nobody asked for are at least so far apart. */
const AUTOMATIC_AFTER_MS = 10 * 60_000;
const MOST_NAMED = 100;

const compress = promisify(gzip);

/** Boards as they once were: named by people, and kept now and then by themselves. */
export class Versions {
	readonly #parts: VersionsParts;
	readonly #records: VersionRecords;

	constructor(parts: VersionsParts) {
		this.#parts = parts;
		this.#records = new VersionRecords(parts.store.records);
	}

	/** The latest first. */
	async of(document: DocumentName): Promise<BoardVersion[]> {
		return (await this.#records.of(document)).map(({ version }) => shown(version));
	}

	/** Its bytes, as gzip; `null` when there is no such version. */
	async read(document: DocumentName, id: VersionId): Promise<Uint8Array | null> {
		const found = await this.#records.get(document, id);
		return found && this.#parts.blobs.get(found.version.hash);
	}

	/** Images that some version of the board shows. */
	async imagesOf(document: DocumentName): Promise<Set<ImageHash>> {
		return new Set((await this.#records.of(document)).flatMap(({ version }) => version.images));
	}

	/** Keeps the board as the store has it now. */
	async make(
		document: DocumentName,
		by: { readonly id: IdentityId; readonly name: string },
		asked: MakeVersion
	): Promise<VersionOutcome> {
		const before = await this.#records.of(document);
		if (asked.why === 'automatic' && !this.#isDue(before)) return { ok: true, version: null };
		if (asked.why === 'named' && isFull(before)) return { ok: false, refusal: 'full' };
		const stored = await this.#parts.store.documents.load(document);
		if (stored === null) return { ok: false, refusal: 'not-found' };
		const updates = stored.tail.flatMap((entry) => entry.updates.map(({ update }) => update));
		const { snapshot } = await this.#parts.pool.run({
			kind: 'compact',
			parts: { snapshot: stored.snapshot, updates }
		});
		const version = await this.#keep(document, snapshot, before, {
			by: asked.why === 'automatic' ? null : { id: by.id, name: by.name },
			name: asked.why === 'named' ? asked.name : null,
			beforeRestoring: asked.why === 'before-restoring',
			phase: null
		});
		return { ok: true, version };
	}

	/** Keeps a problem board as it is at the end of a phase, once: of two nodes that see it end, one. Rejects when it cannot. */
	async makeOfPhase(document: DocumentName, phase: NonNullable<KeptVersion['phase']>): Promise<void> {
		const before = await this.#records.of(document);
		const isSame = ({ version }: StoredVersion): boolean =>
			version.phase?.id === phase.id && version.phase.attempt === phase.attempt;
		const stored = before.some(isSame) ? null : await this.#parts.store.documents.load(document);
		if (stored === null) return;
		const updates = stored.tail.flatMap((entry) => entry.updates.map(({ update }) => update));
		const parts = { snapshot: stored.snapshot, updates };
		const { snapshot } = await this.#parts.pool.run({ kind: 'compact', parts });
		await this.#keep(document, snapshot, before, { by: null, name: null, beforeRestoring: false, phase });
	}

	/** What a compaction has at hand anyway, as at the end of a meeting, when the last one leaves. */
	async offer(document: DocumentName, snapshot: Uint8Array): Promise<void> {
		const before = await this.#records.of(document);
		if (!this.#isDue(before)) return;
		await this.#keep(document, snapshot, before, {
			by: null,
			name: null,
			beforeRestoring: false,
			phase: null
		});
	}

	/** Names one, or takes its name away. */
	async name(document: DocumentName, id: VersionId, name: string | null): Promise<VersionOutcome> {
		const before = await this.#records.of(document);
		const found = before.find(({ version }) => version.id === id);
		if (found === undefined) return { ok: false, refusal: 'not-found' };
		if (name !== null && found.version.name === null && isFull(before)) return { ok: false, refusal: 'full' };
		const version = { ...found.version, name };
		if (!(await this.#records.put(document, version, found.revision)))
			return { ok: false, refusal: 'unavailable' };
		return { ok: true, version: shown(version) };
	}

	#isDue([latest]: readonly StoredVersion[]): boolean {
		return latest === undefined || this.#parts.now() - latest.version.at >= AUTOMATIC_AFTER_MS;
	}

	/** `null` when the latest is the same and need not be kept twice. */
	async #keep(
		document: DocumentName,
		snapshot: Uint8Array,
		before: readonly StoredVersion[],
		about: Pick<KeptVersion, 'by' | 'name' | 'beforeRestoring' | 'phase'>
	): Promise<BoardVersion | null> {
		const { blobs, pool, now } = this.#parts;
		const found = await pool.run({ kind: 'images', parts: { snapshot, updates: [] } });
		const id = createId<VersionId>();
		const hash = await blobs.keep(await compress(snapshot), userOf(document, id));
		const [latest] = before;
		if (latest?.version.hash === hash && about.name === null && about.phase === null) {
			await blobs.release(hash, userOf(document, id));
			return null;
		}
		const images = found.flatMap((text) => parseImageHash(text) ?? []);
		const version: KeptVersion = { id, at: now(), ...about, hash, images };
		await this.#records.put(document, version, 0);
		await this.#thin(document, before);
		return shown(version);
	}

	async #thin(document: DocumentName, stored: readonly StoredVersion[]): Promise<void> {
		const byVersion = new Map(stored.map((one) => [one.version, one]));
		for (const version of surplus([...byVersion.keys()], this.#parts.now())) {
			// Somebody may have given it a name since.
			if (await this.#records.remove(document, byVersion.get(version)!))
				await this.#parts.blobs.release(version.hash, userOf(document, version.id));
		}
	}
}

function isFull(versions: readonly StoredVersion[]): boolean {
	return versions.filter(({ version }) => version.name !== null).length >= MOST_NAMED;
}

function userOf(document: DocumentName, id: VersionId): BlobUser {
	return `${document}/${id}`;
}
