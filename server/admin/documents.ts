import * as v from 'valibot';
import { unreachable } from '#model/unreachable.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { JobError } from '../documents/pool.ts';
import { partsOf } from '../documents/stored-parts.ts';
import { COLLECTION, DocumentRecord } from '../session/records.ts';
import { SessionRecord } from '../session/session-record.ts';
import { StoreError, type Store, type StoredDocument } from '../store/store.ts';
import { line, problem, progress, type AdminEvent } from './events.ts';
import { faultsOf, orDamage, orReason, storedBytes, type AdminParts } from './parts.ts';
import { AdminProblem } from './problem.ts';
import { counted, size } from './wording.ts';

/** Everything that is known of one document without reading what people wrote. */
export async function* inspect(parts: AdminParts, name: DocumentName): AsyncGenerator<AdminEvent> {
	const { store, pool } = parts;
	const stored = await existing(store, name);
	yield line(`document     ${name}`);
	yield line(`board        ${await boardOf(store, name)}`);
	yield line(`generation   ${stored.generation}`);
	yield line(`snapshot     ${stored.snapshot === null ? 'none' : size(stored.snapshot.length)}`);
	yield line(`tail         ${describeTail(stored)}`);
	yield line(`last change  ${lastChange(stored)}`);
	yield line(`owners       ${describeOwners(stored)}`);
	yield line(`quarantine   ${stored.quarantine ?? 'no'}`);
	if (stored.damage !== null) yield problem(`Damaged: ${stored.damage}.`);
	const found = await orReason(pool.run({ kind: 'examine', parts: partsOf(stored) }));
	if (found instanceof JobError) {
		yield problem(`${found.message}.`);
		return;
	}
	const { opening } = found;
	if (opening.ok) {
		yield line(`opens        in ${opening.durationMs.toFixed(1)} ms`);
		yield line(`content      ${size(opening.bytes)} when compacted, ${counted(opening.structs, 'struct')}`);
		yield line(`clients      ${opening.clients.toLocaleString('en')}`);
	}
	for (const fault of faultsOf(found)) yield problem(`Document ${name}: ${fault}.`);
}

/** Replaces the snapshot and the updates after it by one snapshot. */
export async function* compactOne(parts: AdminParts, name: DocumentName): AsyncGenerator<AdminEvent> {
	yield describeCompaction(name, await compact(parts, name, await existing(parts.store, name)));
}

/** Every document that has updates after its snapshot. */
export async function* compactAll(parts: AdminParts): AsyncGenerator<AdminEvent> {
	const counts = { seen: 0, compacted: 0, before: 0, after: 0 };
	for await (const name of parts.store.archive.documents()) {
		const stored = await orDamage(parts.store.documents.load(name));
		counts.seen += 1;
		yield progress(`${counted(counts.seen, 'document')} seen, ${counts.compacted} compacted`);
		if (stored instanceof StoreError) yield problem(`Document ${name}: ${stored.message}.`);
		if (stored === null || stored instanceof StoreError || stored.tail.length === 0) continue;
		const outcome = await compact(parts, name, stored);
		if (outcome.kind === 'compacted') {
			counts.compacted += 1;
			counts.before += outcome.before;
			counts.after += outcome.after;
		} else {
			yield describeCompaction(name, outcome);
		}
	}
	yield line(
		`Compacted ${counts.compacted} of ${counted(counts.seen, 'document')}: ` +
			`${size(counts.before)} became ${size(counts.after)}.`
	);
}

/** Nobody may open the document from now on; whoever has it open is disconnected. */
export async function* quarantine(
	{ store, disconnect }: AdminParts,
	name: DocumentName,
	reason: string
): AsyncGenerator<AdminEvent> {
	await there(store, name);
	await store.documents.quarantine(name, reason);
	const closed = disconnect(name);
	const left =
		closed === null ? 'nodes that have it open let go of it now' : `${counted(closed, 'connection')} closed`;
	yield line(`Document ${name} is in quarantine; ${left}.`);
}

export async function* release({ store }: AdminParts, name: DocumentName): AsyncGenerator<AdminEvent> {
	await there(store, name);
	await store.documents.quarantine(name, null);
	yield line(`Document ${name} may be opened.`);
}

type Compaction =
	| { readonly kind: 'compacted'; readonly before: number; readonly after: number }
	| { readonly kind: 'nothing-to-do' }
	| { readonly kind: 'overtaken' }
	| { readonly kind: 'failed'; readonly reason: string };

async function compact(
	{ store, pool }: AdminParts,
	name: DocumentName,
	stored: StoredDocument
): Promise<Compaction> {
	const last = stored.tail.at(-1);
	if (last === undefined) return { kind: 'nothing-to-do' };
	const made = await orReason(pool.run({ kind: 'compact', parts: partsOf(stored) }));
	if (made instanceof JobError) return { kind: 'failed', reason: made.message };
	if (made.scanned === null) return { kind: 'failed', reason: 'its snapshot would not pass the check' };
	const { generation } = stored;
	const { snapshot } = made;
	const done = await store.documents.compact(name, { generation, upTo: last.position, snapshot });
	if (!done) return { kind: 'overtaken' };
	return { kind: 'compacted', before: storedBytes(stored), after: snapshot.length };
}

function describeCompaction(name: DocumentName, outcome: Compaction): AdminEvent {
	switch (outcome.kind) {
		case 'compacted':
			return line(`Document ${name}: ${size(outcome.before)} became ${size(outcome.after)}.`);
		case 'nothing-to-do':
			return line(`Document ${name} has nothing to compact.`);
		case 'overtaken':
			return line(`Document ${name} was compacted by the server at the same moment.`);
		case 'failed':
			return problem(`Document ${name} was not compacted and stays as it is: ${outcome.reason}.`);
		default:
			return unreachable(outcome);
	}
}

async function existing(store: Store, name: DocumentName): Promise<StoredDocument> {
	const stored = await orDamage(store.documents.load(name));
	if (stored instanceof StoreError) throw new AdminProblem(`Document ${name} is damaged: ${stored.message}.`);
	if (stored === null) throw new AdminProblem(`There is no document ${name}.`);
	return stored;
}

/** A damaged document can be put into quarantine, too. */
async function there(store: Store, name: DocumentName): Promise<void> {
	if ((await orDamage(store.documents.load(name))) === null)
		throw new AdminProblem(`There is no document ${name}.`);
}

async function boardOf({ records }: Store, name: DocumentName): Promise<string> {
	const record = await records.get(COLLECTION.document, name);
	const owner = v.safeParse(DocumentRecord, record?.value);
	if (!owner.success) return 'of no session';
	const { session: id, board: boardId, author } = owner.output;
	const session = v.safeParse(SessionRecord, (await records.get(COLLECTION.session, id))?.value);
	if (!session.success) return `of session ${id}, which is not there`;
	const board = session.output.boards.find((candidate) => candidate.id === boardId);
	const described = board === undefined ? 'none' : `${board.kind} "${board.title}"`;
	// Whose it is is told to nobody who only looks after the server.
	const part = author === undefined ? '' : 'what one person writes alone for ';
	return `${part}${described} of session ${id} "${session.output.title}"`;
}

function describeTail(stored: StoredDocument): string {
	const { updates } = partsOf(stored);
	const bytes = storedBytes(stored) - (stored.snapshot?.length ?? 0);
	return `${counted(stored.tail.length, 'entry', 'entries')}, ${counted(updates.length, 'update')}, ${size(bytes)}`;
}

function lastChange({ tail }: StoredDocument): string {
	const last = tail.at(-1);
	return last === undefined ? 'before the snapshot' : new Date(last.at).toISOString();
}

function describeOwners({ owners }: StoredDocument): string {
	const people = new Set(owners.values());
	people.delete(null);
	return `${counted(owners.size, 'client id')} of ${counted(people.size, 'person', 'people')}`;
}
