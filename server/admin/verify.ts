import * as v from 'valibot';
import { sharedDocument, type DocumentName } from '#protocol/documents.ts';
import { JobError } from '../documents/pool.ts';
import { partsOf } from '../documents/stored-parts.ts';
import { COLLECTION, DocumentRecord, SheetRecord } from '../session/records.ts';
import { SessionRecord } from '../session/session-record.ts';
import { StoreError, type RecordPlace, type Store, type StoredRecord } from '../store/store.ts';
import { line, problem, progress, type AdminEvent } from './events.ts';
import { faultsOf, orDamage, orReason, type AdminParts } from './parts.ts';
import { counted } from './wording.ts';

/**
 * Reads everything and tells what is wrong with it: bytes that do not fit their checksums, documents that do not open
 * within the limits of the workers, updates that the sync endpoint would refuse, records that name what is not there.
 */
export async function* verify(parts: AdminParts): AsyncGenerator<AdminEvent> {
	const documents = new Set<DocumentName>();
	let problems = 0;
	for await (const name of parts.store.archive.documents()) {
		documents.add(name);
		for (const fault of await faultsOfDocument(parts, name)) {
			problems += 1;
			yield problem(`Document ${name}: ${fault}.`);
		}
		yield progress(`${counted(documents.size, 'document')} verified`);
	}
	let records = 0;
	const damaged: RecordPlace[] = [];
	for await (const record of parts.store.archive.records((place) => damaged.push(place))) {
		records += 1;
		for (const fault of await faultsOfRecord(parts, record, documents)) {
			problems += 1;
			yield problem(`Record ${record.collection} ${record.key}: ${fault}.`);
		}
		if (records % 1000 === 0) yield progress(`${counted(records, 'record')} verified`);
	}
	for (const { collection, key } of damaged) {
		problems += 1;
		yield problem(`Record ${collection} ${key}: it is damaged, in its content or in this key.`);
	}
	let blobs = 0;
	for await (const hash of parts.store.archive.blobs()) {
		blobs += 1;
		const bytes = await orDamage(parts.store.blobs.get(hash));
		if (bytes instanceof StoreError) {
			problems += 1;
			yield problem(`Blob ${hash}: ${bytes.message}.`);
		}
		yield progress(`${counted(blobs, 'blob')} verified`);
	}
	const read = [counted(documents.size, 'document'), counted(records, 'record'), counted(blobs, 'blob')];
	yield line(
		`Verified ${read.join(', ')}: ${problems === 0 ? 'all is well' : counted(problems, 'problem')}.`
	);
}

async function faultsOfDocument({ store, pool }: AdminParts, name: DocumentName): Promise<string[]> {
	const stored = await orDamage(store.documents.load(name));
	if (stored === null) return [];
	if (stored instanceof StoreError) return [stored.message];
	const found = await orReason(pool.run({ kind: 'examine', parts: partsOf(stored) }));
	return [
		...(stored.quarantine === null ? [] : [`it is in quarantine (${stored.quarantine})`]),
		...(stored.damage === null ? [] : [stored.damage]),
		...(found instanceof JobError ? [found.message] : faultsOf(found))
	];
}

async function faultsOfRecord(
	{ store }: AdminParts,
	{ collection, value }: StoredRecord & { readonly collection: string },
	documents: ReadonlySet<DocumentName>
): Promise<string[]> {
	const isThere = (name: DocumentName) => documents.has(name) || isStored(store, name);
	switch (collection) {
		case COLLECTION.session: {
			const session = v.safeParse(SessionRecord, value);
			if (!session.success) return ['it is no session'];
			const faults: string[] = [];
			for (const { id, title } of session.output.boards) {
				if (!(await isThere(sharedDocument(id))))
					faults.push(`the document ${id} of its board "${title}" is not there`);
			}
			return faults;
		}
		case COLLECTION.document: {
			const document = v.safeParse(DocumentRecord, value);
			if (!document.success) return ['it names no session and board'];
			const { session } = document.output;
			const found = await store.records.get(COLLECTION.session, session);
			return found === null ? [`its session ${session} is not there`] : [];
		}
		case COLLECTION.sheet: {
			const sheet = v.safeParse(SheetRecord, value);
			if (!sheet.success) return ['it names no document'];
			const { document } = sheet.output;
			const found = await store.records.get(COLLECTION.document, document);
			return found === null ? [`its document ${document} is not there`] : [];
		}
		default:
			return [];
	}
}

/** For a document that was made after the list was read. One that is damaged is there. */
async function isStored({ documents }: Store, name: DocumentName): Promise<boolean> {
	const stored = await orDamage(documents.load(name));
	return stored !== null;
}
