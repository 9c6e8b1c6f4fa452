import type { SecretFile } from '../access/secret.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { Examination } from '../documents/jobs.ts';
import { JobError, type DocumentPool } from '../documents/pool.ts';
import { partsOf } from '../documents/stored-parts.ts';
import { StoreError, type Store, type StoredDocument } from '../store/store.ts';

/** What commands work on, in the server's process or in their own. */
export interface AdminParts {
	readonly store: Store;
	/** The key of the cookies, where it is a file; `null`: the store has it among its records. */
	readonly secret: SecretFile | null;
	readonly pool: Pick<DocumentPool, 'run'>;
	/** Ends the connections to a document that nobody may open any more; how many. `null`: other nodes may have some. */
	readonly disconnect: (name: DocumentName) => number | null;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
}

/** Of the snapshot and everything after it. */
export function storedBytes(stored: StoredDocument): number {
	const { snapshot, updates } = partsOf(stored);
	return updates.reduce((sum, update) => sum + update.length, snapshot?.length ?? 0);
}

/** What is wrong with a document's content, a sentence each; none when all is well. */
export function faultsOf({ malformed, opening }: Examination): string[] {
	const faults = malformed.map((part) =>
		part === 0 ? 'its snapshot does not pass the check' : `its update ${part} does not pass the check`
	);
	if (!opening.ok) faults.push(`it does not open: ${opening.reason}`);
	else if (opening.incomplete.length > 0)
		faults.push(`it lacks what clients ${opening.incomplete.join(', ')} wrote first`);
	return faults;
}

/** The answer, or why there is none: the document took too long, or too much memory. */
export async function orReason<T>(job: Promise<T>): Promise<T | JobError> {
	try {
		return await job;
	} catch (error) {
		if (error instanceof JobError) return error;
		throw error;
	}
}

/** What was read, or the store's own sentence about damage. A store that does not answer is no answer. */
export async function orDamage<T>(reading: Promise<T>): Promise<T | StoreError> {
	try {
		return await reading;
	} catch (error) {
		if (error instanceof StoreError && error.failure === 'corrupt') return error;
		throw error;
	}
}
