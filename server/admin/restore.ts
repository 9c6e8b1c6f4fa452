import { createHash } from 'node:crypto';
import { unreachable } from '#model/unreachable.ts';
import { isSecret, secretIn, type SecretFile } from '../access/secret.ts';
import type { Store } from '../store/store.ts';
import { damaged, type Item } from './backup-format.ts';
import { line, progress, type AdminEvent } from './events.ts';
import { AdminProblem } from './problem.ts';
import { counted } from './wording.ts';

export interface Restoring {
	readonly store: Store;
	/** Where the key of the cookies goes; `null`: among the records. */
	readonly secret: SecretFile | null;
	/** For sentences. */
	readonly title: string;
	/** Reads the backup from its start, and checks it on the way. */
	readonly read: () => AsyncIterable<Item>;
	/** Into a store that has data already, whose documents, records and key of the cookies stay as they are. */
	readonly merge: boolean;
}

type Counts = Record<Item['kind'], { added: number; left: number }>;

/**
 * Writes a backup into the store. The whole of it is checked before anything is written. Documents and records are
 * written one by one, each as a whole, and records last: a restore that is interrupted leaves nothing that names what is
 * not there, and can be repeated with `merge`.
 */
export async function* restore(restoring: Restoring): AsyncGenerator<AdminEvent> {
	const { store, title, read, merge } = restoring;
	if (!merge && (await hasData(store))) {
		throw new AdminProblem(
			'The store has data already. Restore into an empty one, or add what it lacks with --merge.'
		);
	}
	let items = 0;
	for await (const item of read()) {
		if (item.kind === 'blob' && !isOwnHash(item)) throw damaged(title);
		items += 1;
		if (items % 100 === 0) yield progress(`${counted(items, 'item')} checked`);
	}
	const counts: Counts = {
		document: { added: 0, left: 0 },
		record: { added: 0, left: 0 },
		blob: { added: 0, left: 0 }
	};
	let written = 0;
	for (const isTurn of [(item: Item) => item.kind !== 'record', (item: Item) => item.kind === 'record']) {
		for await (const item of read()) {
			if (!isTurn(item)) continue;
			counts[item.kind][(await write(restoring, item)) ? 'added' : 'left'] += 1;
			written += 1;
			yield progress(`${written.toLocaleString('en')} of ${counted(items, 'item')} restored`);
		}
	}
	yield line(`Restored ${sumOf(counts, 'added')}.`);
	if (merge) yield line(`Left as they were: ${sumOf(counts, 'left')}.`);
}

/** Whether it was not there yet. */
async function write({ store: { archive, blobs }, secret, merge }: Restoring, item: Item): Promise<boolean> {
	switch (item.kind) {
		case 'document':
			return archive.restoreDocument(item.name, item.document);
		case 'record':
			if (secret !== null && isSecret(item.record)) return writeSecret(secret, item.record.value, merge);
			return archive.restoreRecord(item.record.collection, item.record);
		case 'blob': {
			const before = await blobs.get(item.hash).catch(() => null);
			if (before === null) await blobs.put(item.bytes);
			return before === null;
		}
		default:
			return unreachable(item);
	}
}

/** A store without data has signed no cookie that anybody needs: there, the key of its first start gives way. */
async function writeSecret(file: SecretFile, value: unknown, merge: boolean): Promise<boolean> {
	const secret = secretIn(value);
	// A damaged one is none.
	const kept = merge ? await file.read().catch(() => null) : null;
	if (secret === null || kept !== null) return false;
	await file.write(secret);
	return true;
}

function isOwnHash({ hash, bytes }: Extract<Item, { kind: 'blob' }>): boolean {
	return createHash('sha256').update(bytes).digest('hex') === hash;
}

async function hasData({ archive }: Store): Promise<boolean> {
	for (const things of [archive.records(), archive.documents(), archive.blobs()]) {
		for await (const _ of things) return true;
	}
	return false;
}

function sumOf({ document, record, blob }: Counts, which: 'added' | 'left'): string {
	const [records, documents, blobs] = [record[which], document[which], blob[which]];
	return `${counted(records, 'record')}, ${counted(documents, 'document')}, ${counted(blobs, 'blob')}`;
}
