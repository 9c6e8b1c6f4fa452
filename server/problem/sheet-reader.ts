import type { CardId } from '#model/problem/card.ts';
import type { PhaseId } from '#model/problem/method.ts';
import type { takeCards } from '#model/problem/reveal.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { JobError, type DocumentPool } from '../documents/pool.ts';
import { partsOf } from '../documents/stored-parts.ts';
import type { Log } from '../log.ts';
import { StoreError, type Store, type StoredDocument } from '../store/store.ts';
import { inParallel } from './in-parallel.ts';

type Taken = ReturnType<typeof takeCards>;

export interface SheetReaderParts {
	readonly documents: Pick<Store['documents'], 'load'>;
	readonly pool: Pick<DocumentPool, 'run'>;
	readonly log: Log;
}

const LOADS_AT_ONCE = 16;
/** What a worker opens in one go: sheets are small, and each job costs a way there and back. */
const SHEETS_A_JOB = 50;

/** Reads what is on people's sheets. One that cannot be opened now keeps what it holds, and the others are read without it. */
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

	/** Of all these, in their order. */
	async all(documents: readonly DocumentName[], phase: PhaseId): Promise<(Taken | null)[]> {
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
		await inParallel(jobs, jobs.length, async (job) => {
			for (const [index, one] of (await this.#together(job, phase)).entries())
				taken.set(job[index]!.document, one);
		});
		return documents.map((document) => taken.get(document) ?? null);
	}

	/** Where one of them ends the worker, each is tried by itself. */
	async #together(
		sheets: readonly { readonly document: DocumentName; readonly found: StoredDocument }[],
		phase: PhaseId
	): Promise<readonly (Taken | null)[]> {
		try {
			const parts = sheets.map(({ found }) => partsOf(found));
			const taken = await this.#parts.pool.run({ kind: 'take-sheets', sheets: parts, phase });
			for (const [index, one] of taken.entries())
				if (one === null) this.#warn(sheets[index]!.document, 'it is damaged');
			return taken;
		} catch (error) {
			if (!(error instanceof JobError) || error.fault !== 'document') throw error;
			const singly: (Taken | null)[] = [];
			for (const { document, found } of sheets) singly.push(await this.#open(document, found, phase, null));
			return singly;
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
			return await this.#parts.pool.run({ kind: 'take-cards', parts: partsOf(stored), phase, only });
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
