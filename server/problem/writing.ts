import type { BoardId, IdentityId } from '#model/ids.ts';
import type { PhaseId } from '#model/problem/method.ts';
import type { DocumentPool } from '../documents/pool.ts';
import { partsOf } from '../documents/stored-parts.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { Store } from '../store/store.ts';
import { inParallel } from './in-parallel.ts';

export interface WritingParts {
	readonly documents: Pick<Store['documents'], 'load'>;
	readonly sheets: Pick<SessionStore, 'sheets'>;
	readonly pool: Pick<DocumentPool, 'run'>;
	/** Milliseconds of a clock that only goes on. */
	readonly nowMs: () => number;
}

/** How many cards each has on their sheet. */
export type SheetCounts = ReadonlyMap<IdentityId, number>;

interface Kept {
	readonly counts: Promise<SheetCounts>;
	readonly until: number;
}

/** All sheets of a board are read for it, so no more often than this, and less often where there are many. */
const KEEP_MS = 3000;
const KEEP_PER_SHEET_MS = 50;
const LOADS_AT_ONCE = 8;
const MOST_KEPT = 500;

/**
 * Counts the cards that people have written alone. It is read from the store, whichever node they write on; only numbers
 * leave the worker, and they are kept in memory for a moment and nowhere else.
 */
export class Writing {
	readonly #parts: WritingParts;
	readonly #kept = new Map<string, Kept>();

	constructor(parts: WritingParts) {
		this.#parts = parts;
	}

	/** The same answer for all who ask within a few seconds. Rejects when the store or the workers fail. */
	of(board: BoardId, phase: PhaseId): Promise<SheetCounts> {
		const now = this.#parts.nowMs();
		const key = `${board}/${phase}`;
		const kept = this.#kept.get(key);
		if (kept !== undefined && kept.until > now) return kept.counts;
		for (const [other, { until }] of this.#kept)
			if (until <= now || this.#kept.size >= MOST_KEPT) this.#kept.delete(other);
		const counts = this.#count(board, phase);
		// While it is under way nobody begins it again.
		this.#kept.set(key, { counts, until: Infinity });
		counts.then(
			({ size }) => {
				const until = this.#parts.nowMs() + Math.max(KEEP_MS, size * KEEP_PER_SHEET_MS);
				this.#kept.set(key, { counts, until });
			},
			() => this.#kept.delete(key)
		);
		return counts;
	}

	async #count(board: BoardId, phase: PhaseId): Promise<SheetCounts> {
		const { documents, sheets, pool } = this.#parts;
		const found = await sheets.sheets(board);
		const parts = new Map<IdentityId, ReturnType<typeof partsOf>>();
		await inParallel(found, LOADS_AT_ONCE, async ({ author, document }) => {
			parts.set(author, partsOf(await documents.load(document)));
		});
		const authors = [...parts.keys()];
		const counts = await pool.run({ kind: 'count-cards', sheets: [...parts.values()], phase });
		return new Map(authors.map((author, index) => [author, counts[index] ?? 0]));
	}
}
