import type { Log } from '../log.ts';
import type { RecordStore } from '../store/store.ts';

/** Something that is to be done now and then, by one node. */
export interface Chore {
	/** Of the record that says when it was last begun; it stays the same in later releases. */
	readonly name: string;
	readonly everyMs: number;
	/** What it did, for the log. Another node may be at the same chore: it decides by what is stored when it writes. */
	readonly run: () => Promise<object>;
}

export interface ChoreParts {
	readonly records: Pick<RecordStore, 'get' | 'put'>;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
	readonly log: Log;
}

const COLLECTION = 'maintenance';
const ASK_EVERY_MS = 60 * 60_000;

/** Looks now and then which chores are due. Returns the function that stops it. */
export function startChores(parts: ChoreParts, chores: readonly Chore[]): () => void {
	const timer = setInterval(() => void runDueChores(parts, chores), ASK_EVERY_MS).unref();
	return () => clearInterval(timer);
}

/** Does what is due and no other node has begun, one after the other; a chore that fails is due again at its next time. */
export async function runDueChores(
	{ records, now, log }: ChoreParts,
	chores: readonly Chore[]
): Promise<void> {
	for (const { name, everyMs, run } of chores)
		try {
			const before = await records.get(COLLECTION, name);
			const last = (before?.value as { at?: unknown } | undefined)?.at;
			if (typeof last === 'number' && now() - last < everyMs) continue;
			const mine = await records.put(COLLECTION, name, { at: now() }, before?.version ?? 0);
			if (mine !== null) log.info({ chore: name, ...(await run()) }, 'tidied up');
		} catch (error) {
			log.warn({ chore: name, err: error }, 'what was to be tidied up could not be');
		}
}
