import type { CardId } from '#model/problem/card.ts';
import type { PhaseId } from '#model/problem/method.ts';
import type { takeCards } from '#model/problem/reveal.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { JobError, type DocumentPool } from '../documents/pool.ts';
import { partsOf } from '../documents/stored-parts.ts';
import type { Log } from '../log.ts';
import { StoreError, type Store, type StoredDocument } from '../store/store.ts';
import { inParallel, inTurn } from './in-parallel.ts';

type Taken = ReturnType<typeof takeCards>;

export interface SheetReaderParts {
	readonly documents: Pick<Store['documents'], 'load'>;
	readonly pool: Pick<DocumentPool, 'run'>;
	/** Milliseconds of a clock that only goes on. */
	readonly nowMs: () => number;
	readonly log: Log;
}

const LOADS_AT_ONCE = 16;
/** More than there are workers, so that one that stalls does not stop the others. */
const SINGLES_AT_ONCE = 8;
/** What a worker opens in one go: sheets are small, and each job costs a way there and back. */
const SHEETS_A_JOB = 50;
/** Longer than a worker takes for them. */
const HELD_UP_MS = 250;
/** Everybody waits for these: sheets take milliseconds, and the start of a worker up to a second where much else goes on. */
const JOB_MS = 5000;
const SINGLE_MS = 3000;
/** After so long nothing more is tried: what was read is shown, and the others later. */
const PATIENCE_MS = 9000;

/**
 * Reads what is on people's sheets. One that cannot be opened now keeps what it holds, and the others are read without it, so that a
 * few that are broken, or take for ever, hold nobody up for long.
 */
export class SheetReader {
	readonly #parts: SheetReaderParts;

	constructor(parts: SheetReaderParts) {
		this.#parts = parts;
	}

	/** The cards of one phase, or only this one, and the change that takes them off the sheet; `null`: it cannot be opened. */
	async one(document: DocumentName, phase: PhaseId, only: CardId | null = null): Promise<Taken | null> {
		const stored = await this.#load(document);
		return stored && this.#open(document, stored, phase, only);
	}

	/** Of all these, in their order; those that cannot be opened within a few seconds are `null`. */
	async all(documents: readonly DocumentName[], phase: PhaseId): Promise<(Taken | null)[]> {
		const until = this.#parts.nowMs() + PATIENCE_MS;
		const stored = new Map<DocumentName, StoredDocument | null>();
		await inParallel(documents, LOADS_AT_ONCE, async (name) => void stored.set(name, await this.#load(name)));
		const readable = documents.flatMap((document) => {
			const found = stored.get(document) ?? null;
			return found === null ? [] : [{ document, found }];
		});
		const taken = new Map<DocumentName, Taken | null>();
		const jobs = Array.from({ length: Math.ceil(readable.length / SHEETS_A_JOB) }, (_, index) =>
			readable.slice(index * SHEETS_A_JOB, (index + 1) * SHEETS_A_JOB)
		);
		// The worker that is kept ready has done them all before another one has started; one that stalls holds up no other.
		await inTurn(jobs, HELD_UP_MS, async (job) => {
			for (const [index, one] of (await this.#together(job, phase, until)).entries())
				taken.set(job[index]!.document, one);
		});
		return documents.map((document) => taken.get(document) ?? null);
	}

	/** Where one of them ends the worker, each is tried by itself. */
	async #together(
		sheets: readonly { readonly document: DocumentName; readonly found: StoredDocument }[],
		phase: PhaseId,
		until: number
	): Promise<readonly (Taken | null)[]> {
		if (this.#parts.nowMs() > until) return sheets.map(() => null);
		try {
			const parts = sheets.map(({ found }) => partsOf(found));
			const taken = await this.#parts.pool.run({ kind: 'take-sheets', sheets: parts, phase }, JOB_MS);
			for (const [index, one] of taken.entries())
				if (one === null) this.#warn(sheets[index]!.document, 'it is damaged');
			return taken;
		} catch (error) {
			if (!(error instanceof JobError) || error.fault !== 'document') throw error;
			const singly = new Map<DocumentName, Taken | null>();
			await inParallel(sheets, SINGLES_AT_ONCE, async ({ document, found }) => {
				if (this.#parts.nowMs() <= until)
					singly.set(document, await this.#open(document, found, phase, null));
			});
			return sheets.map(({ document }) => singly.get(document) ?? null);
		}
	}

	async #load(document: DocumentName): Promise<StoredDocument | null> {
		try {
			const stored = await this.#parts.documents.load(document);
			return stored?.quarantine === null ? stored : null;
		} catch (error) {
			if (!(error instanceof StoreError) || error.failure !== 'corrupt') throw error;
			this.#warn(document, error.message);
			return null;
		}
	}

	async #open(
		document: DocumentName,
		stored: StoredDocument,
		phase: PhaseId,
		only: CardId | null
	): Promise<Taken | null> {
		try {
			return await this.#parts.pool.run(
				{ kind: 'take-cards', parts: partsOf(stored), phase, only },
				SINGLE_MS
			);
		} catch (error) {
			if (!(error instanceof JobError) || error.fault !== 'document') throw error;
			this.#warn(document, error.message);
			return null;
		}
	}

	#warn(document: DocumentName, reason: string): void {
		this.#parts.log.warn({ document, reason }, 'a sheet could not be opened for a reveal');
	}
}
