import type { DocumentName } from '#protocol/documents.ts';
import { parseDocumentName } from '#protocol/documents.ts';
import type { DocumentPool } from '../documents/pool.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { Versions } from '../versions/versions.ts';
import type { BoardImages } from './board-images.ts';
import type { KeptBlobs } from './kept-blobs.ts';

export interface TidyParts {
	readonly store: Pick<Store, 'documents' | 'records' | 'archive'>;
	readonly blobs: KeptBlobs;
	readonly images: BoardImages;
	readonly versions: Pick<Versions, 'imagesOf'>;
	readonly pool: Pick<DocumentPool, 'run'>;
	readonly log: Log;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
}

const DAY_MS = 24 * 60 * 60_000;
/** Undo, an offline device and a version that somebody is about to restore can bring an image back for so long. */
export const UNUSED_FOR_MS = 30 * DAY_MS;
/** In one go; chance decides which, so that all have their turn. */
const MOST_DOCUMENTS = 500;

/** What one go did. */
export interface Tidied {
	readonly documents: number;
	readonly removed: number;
}

/** Looks at the boards that have images, marks those that no board shows any more, and removes those marked long ago. */
export async function tidyImages(parts: TidyParts): Promise<Tidied> {
	const { log, images } = parts;
	const documents = shuffled([...(await documentsWithImages(parts))]).slice(0, MOST_DOCUMENTS);
	let removed = 0;
	for (const document of documents) {
		try {
			const kept = [...(await images.of(document)).keys()];
			const used = await usedImages(parts, document);
			for (const hash of kept) {
				await images.see(document, hash, used.has(hash));
				if (!used.has(hash) && (await images.removeUnused(document, hash, UNUSED_FOR_MS))) removed++;
			}
		} catch (error) {
			// In quarantine, or too large to open now: what it shows is unknown, so everything of it stays.
			log.warn({ document, err: error }, 'the images of a board could not be looked through');
		}
	}
	return { documents: documents.length, removed };
}

/** The users of blobs that are documents; the others are versions. */
async function documentsWithImages({ store, blobs }: TidyParts): Promise<Set<DocumentName>> {
	const documents = new Set<DocumentName>();
	for await (const hash of store.archive.blobs())
		for (const user of await blobs.users(hash)) {
			const document = parseDocumentName(user);
			if (document !== null) documents.add(document);
		}
	return documents;
}

async function usedImages(
	{ store, pool, versions }: TidyParts,
	document: DocumentName
): Promise<ReadonlySet<string>> {
	const stored = await store.documents.load(document);
	const updates = stored?.tail.flatMap((entry) => entry.updates.map(({ update }) => update)) ?? [];
	const [now, then] = await Promise.all([
		pool.run({ kind: 'images', parts: { snapshot: stored?.snapshot ?? null, updates } }),
		versions.imagesOf(document)
	]);
	return new Set<string>([...now, ...then]);
}

function shuffled<T>(items: T[]): T[] {
	for (let last = items.length - 1; last > 0; last--) {
		const other = Math.floor(Math.random() * (last + 1));
		[items[last], items[other]] = [items[other]!, items[last]!];
	}
	return items;
}
