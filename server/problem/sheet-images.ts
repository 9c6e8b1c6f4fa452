import { attachedTo } from '#model/problem/card-details.ts';
import type { Names, TakenCard } from '#model/problem/reveal.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { parseImageHash } from '#protocol/images.ts';
import { NOBODY, type BoardImages } from '../blobs/board-images.ts';
import type { DocumentPool } from '../documents/pool.ts';
import { partsOf } from '../documents/stored-parts.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { inParallel } from './in-parallel.ts';

export interface SheetImagesParts {
	readonly images: Pick<BoardImages, 'find' | 'of' | 'bring' | 'remove'>;
	readonly documents: Pick<Store['documents'], 'load'>;
	readonly pool: Pick<DocumentPool, 'run'>;
	readonly log: Log;
}

const SHEETS_AT_ONCE = 8;

/** The images of what people write alone: their bytes are their sheet's until they are shown, and the board's from then on. */
export class SheetImages {
	readonly #parts: SheetImagesParts;

	constructor(parts: SheetImagesParts) {
		this.#parts = parts;
	}

	/**
	 * Has the images of cards on the board before the cards are, and returns the cards with those that are there. One whose bytes
	 * have not come from its author's device stays away: were it to come later, when somebody's device is back would tell whose
	 * card it is. May be done again. Where names are dropped, the board's record says of nobody that they brought it.
	 */
	async bring(
		sheet: DocumentName,
		board: DocumentName,
		cards: readonly TakenCard[],
		names: Names
	): Promise<readonly TakenCard[]> {
		const by = names === 'dropped' ? NOBODY : undefined;
		const brought: TakenCard[] = [];
		for (const card of cards) {
			const there = new Set<string>();
			for (const text of attachedTo(card.details)) {
				const hash = parseImageHash(text);
				if (hash !== null && (await this.#parts.images.bring(sheet, board, hash, by))) there.add(text);
			}
			const isThere = ({ hash }: { readonly hash: string }): boolean => there.has(hash);
			const { details } = card;
			const images = details.images.filter(isThere);
			brought.push({ ...card, details: { ...details, images, files: details.files.filter(isThere) } });
		}
		return brought;
	}

	/**
	 * Takes from sheets the images that have gone to boards and that nothing on the sheet shows any more, so that nothing here says
	 * from whose sheet they came. What this misses, the tidy-up finds.
	 */
	async leave(sheets: readonly DocumentName[], boards: readonly DocumentName[]): Promise<void> {
		await inParallel(sheets, SHEETS_AT_ONCE, async (sheet) => {
			try {
				await this.#leave(sheet, boards);
			} catch (error) {
				this.#parts.log.warn({ document: sheet, err: error }, 'images were not taken from a sheet yet');
			}
		});
	}

	async #leave(sheet: DocumentName, boards: readonly DocumentName[]): Promise<void> {
		const { images, documents, pool } = this.#parts;
		const there = [...(await images.of(sheet)).keys()];
		if (there.length === 0) return;
		const shown = new Set(await pool.run({ kind: 'images', parts: partsOf(await documents.load(sheet)) }));
		for (const hash of there) {
			if (shown.has(hash)) continue;
			for (const board of boards) {
				if ((await images.find(board, hash)) === null) continue;
				await images.remove(sheet, hash);
				break;
			}
		}
	}
}
