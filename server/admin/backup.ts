import { isSecret, SECRET_RECORD } from '../access/secret.ts';
import { StoreError, type RecordPlace } from '../store/store.ts';
import { BackupWriter } from './backup-format.ts';
import { line, problem, progress, type AdminEvent } from './events.ts';
import { orDamage, type AdminParts } from './parts.ts';
import { counted } from './wording.ts';

/**
 * Everything in the store as the bytes of a backup. Each document is as of some moment; records come before the
 * documents that they name, and documents before the blobs that they name, so that what was made meanwhile is never
 * named without being there. The key of the cookies is a record in it, wherever it is kept, so that everybody is who they
 * were after a restore. What is damaged is told and left out. Rejects when the store cannot be read at all.
 */
export async function* backup({
	store,
	secret,
	now
}: Pick<AdminParts, 'store' | 'secret' | 'now'>): AsyncGenerator<AdminEvent> {
	const writer = new BackupWriter();
	const counts = { records: 0, documents: 0, blobs: 0 };
	const soFar = () =>
		[
			counted(counts.records, 'record'),
			counted(counts.documents, 'document'),
			counted(counts.blobs, 'blob')
		].join(', ');
	yield* bytesOf(writer.start(now()));
	const cookieKey = await readKey(secret);
	if (cookieKey instanceof Error) {
		yield problem(`The key of the cookies is not in the backup: ${cookieKey.message}`);
	} else if (cookieKey !== null) {
		const value = { secret: cookieKey };
		yield* bytesOf(writer.item({ kind: 'record', record: { ...SECRET_RECORD, version: 1, value } }));
		counts.records += 1;
	}
	const damaged: RecordPlace[] = [];
	const records = store.archive.records((place) => damaged.push(place));
	for await (const { collection, key, version, value } of records) {
		// Of a restore from a shared store by an earlier release; the file is what counts here.
		if (secret !== null && isSecret({ collection, key })) continue;
		yield* bytesOf(writer.item({ kind: 'record', record: { collection, key, version, value } }));
		counts.records += 1;
		if (counts.records % 1000 === 0) yield progress(soFar());
	}
	for (const { collection, key } of damaged)
		yield problem(`Record ${collection} ${key} is damaged and is not in the backup.`);
	for await (const name of store.archive.documents()) {
		const document = await orDamage(store.documents.load(name));
		if (document instanceof StoreError) {
			yield problem(`Document ${name} is damaged and is not in the backup: ${document.message}.`);
		} else if (document !== null) {
			if (document.damage !== null)
				yield problem(`Document ${name} is in the backup without what is damaged: ${document.damage}.`);
			yield* bytesOf(writer.item({ kind: 'document', name, document }));
			counts.documents += 1;
		}
		yield progress(soFar());
	}
	for await (const hash of store.archive.blobs()) {
		const bytes = await orDamage(store.blobs.get(hash));
		if (bytes instanceof StoreError) {
			yield problem(`Blob ${hash} is damaged and is not in the backup: ${bytes.message}.`);
		} else if (bytes !== null) {
			yield* bytesOf(writer.item({ kind: 'blob', hash, bytes }));
			counts.blobs += 1;
		}
		yield progress(soFar());
	}
	yield* bytesOf(writer.end());
	if (counts.records + counts.documents + counts.blobs === 0)
		yield problem('The store is empty: see whether DATA_DIR or REDIS_URL names the right one.');
	yield line(`Backed up ${soFar()}.`);
}

async function readKey(secret: AdminParts['secret']): Promise<string | null | Error> {
	try {
		return (await secret?.read()) ?? null;
	} catch (error) {
		return error instanceof Error ? error : new Error(String(error));
	}
}

function bytesOf(pieces: readonly Uint8Array[]): AdminEvent[] {
	return pieces.map((bytes) => ({ kind: 'bytes', bytes }));
}
