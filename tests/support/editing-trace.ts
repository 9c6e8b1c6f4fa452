import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** One keystroke or paste: `[position, deleted, inserted]`, relative to the document as `parents` left it. */
export interface TraceTransaction {
	readonly parents: readonly number[];
	readonly agent: number;
	readonly patches: readonly (readonly [position: number, deleted: number, inserted: string])[];
}

export interface EditingTrace {
	readonly endContent: string;
	readonly txns: readonly TraceTransaction[];
}

/** Two people really typing at once; see data/README.md for where it comes from. */
export async function readFriendsForever(): Promise<EditingTrace> {
	const packed = await readFile(new URL('./data/friendsforever.json.gz', import.meta.url));
	const text = (await promisify(gunzip)(packed)).toString('utf8');
	return JSON.parse(text) as EditingTrace;
}
