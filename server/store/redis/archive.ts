import { randomUUID } from 'node:crypto';
import type { DocumentName } from '#protocol/documents.ts';
import type { Archive } from '../store.ts';
import { createEntryWriter, snapshotBytes } from './entries.ts';
import { closed, confirmed, patiently, type Ground } from './ground.ts';
import {
	BLOB_PATTERN,
	collectionOf,
	documentKeys,
	hashOfBlob,
	META_PATTERN,
	nameOfMeta,
	RECORDS_PATTERN,
	recordsKey
} from './keys.ts';
import { recordsOf } from './records.ts';
import { listOf, numberOf, textOf } from './reply.ts';
import { RESTORE, RESTORE_RECORD, runScript } from './scripts.ts';

const SCAN_COUNT = '1000';
const STAGED_MS = 10 * 60 * 1000;

export function createArchive(ground: Ground): Archive {
	const { link } = ground;
	const entryBytes = createEntryWriter();

	/** Each key once, whatever the scan repeats. */
	async function* keysLike(pattern: string): AsyncGenerator<string> {
		if (ground.isClosed()) throw closed();
		const told = new Set<string>();
		for (const scan of link.masters()) {
			let cursor = '0';
			do {
				const reply = listOf(
					await patiently(ground, () => scan(['SCAN', cursor, 'MATCH', pattern, 'COUNT', SCAN_COUNT]))
				);
				cursor = textOf(reply[0]);
				for (const key of listOf(reply[1]).map(textOf)) {
					if (told.has(key)) continue;
					told.add(key);
					yield key;
				}
			} while (cursor !== '0');
		}
	}

	return {
		async *documents() {
			for await (const key of keysLike(META_PATTERN)) yield nameOfMeta(key) as DocumentName;
		},
		async *records() {
			for await (const hash of keysLike(RECORDS_PATTERN)) {
				const collection = collectionOf(hash);
				const stored = await patiently(ground, () => link.run(hash, ['HGETALL', hash]));
				for (const record of recordsOf(stored)) yield { ...record, collection };
			}
		},
		async *blobs() {
			for await (const key of keysLike(BLOB_PATTERN)) yield hashOfBlob(key);
		},
		async restoreDocument(name, { snapshot, tail, owners, quarantine }) {
			const keys = documentKeys(name);
			const mark = randomUUID();
			const staged = keys.staged(mark);
			const made = await patiently(ground, async () => {
				if (snapshot !== null) {
					const bytes = snapshotBytes(name, 1, snapshot);
					await link.run(staged, ['SET', staged, bytes, 'PX', String(STAGED_MS)]);
				}
				return runScript(
					link,
					RESTORE,
					[keys.meta, keys.log, keys.owners, staged, keys.snapshot(1)],
					[
						mark,
						quarantine ?? '',
						snapshot === null ? '0' : '1',
						String(owners.size),
						...[...owners].flatMap(([client, owner]) => [String(client), owner ?? '']),
						...tail.map((entry) => entryBytes(name, entry))
					]
				);
			});
			if (numberOf(made) === 0) return false;
			await confirmed(ground);
			return true;
		},
		async restoreRecord(collection, { key, value, version }) {
			const hash = recordsKey(collection, key);
			const stored = `${version} ${randomUUID()} ${JSON.stringify(value)}`;
			const made = await patiently(ground, () => runScript(link, RESTORE_RECORD, [hash], [key, stored]));
			if (numberOf(made) === 0) return false;
			await confirmed(ground);
			return true;
		}
	};
}
