import type { IdentityId } from '#model/ids.ts';
import { ByteReader, ByteWriter, encodeText, uintLength } from '#protocol/bytes.ts';
import { parseDocumentName, type DocumentName } from '#protocol/documents.ts';
import type { AcceptedUpdate, LogPosition, Owners, StoredDocument, StoredEntry } from '../store/store.ts';

/** What a backup keeps of a document. */
export type DocumentContent = Pick<StoredDocument, 'snapshot' | 'tail' | 'owners' | 'quarantine'>;

/**
 * One document as the bytes of a backup: text(name) optional(snapshot) optional(quarantine) owners uint(entries), then
 * for each uint(position) uint(time) claims uint(updates), and for each of those author block(update). An author and an
 * owner are a text, empty for the server; what is optional has a 0 or a 1 before it.
 */
export function encodeDocument(name: DocumentName, document: DocumentContent): Uint8Array[] {
	const parts: Uint8Array[] = [];
	const uint = (value: number) => void parts.push(new ByteWriter(uintLength(value)).uint(value).bytes);
	const block = (bytes: Uint8Array) => {
		uint(bytes.length);
		parts.push(bytes);
	};
	const text = (value: string) => block(encodeText(value));
	const optional = (bytes: Uint8Array | null) => {
		uint(bytes === null ? 0 : 1);
		if (bytes !== null) block(bytes);
	};
	const owners = (ids: Owners) => {
		uint(ids.size);
		for (const [client, owner] of ids) {
			uint(client);
			text(owner ?? '');
		}
	};
	text(name);
	optional(document.snapshot);
	optional(document.quarantine === null ? null : encodeText(document.quarantine));
	owners(document.owners);
	uint(document.tail.length);
	for (const { position, at, claims, updates } of document.tail) {
		uint(position);
		uint(at);
		owners(claims);
		uint(updates.length);
		for (const { author, update } of updates) {
			text(author ?? '');
			block(update);
		}
	}
	return joinSmall(parts);
}

/** From here on a copy costs more than one piece more. */
const LARGE_BYTES = 64 * 1024;

/** The same bytes in few pieces, without copying the large ones: snapshots have megabytes, and this runs beside people's edits. */
function joinSmall(parts: readonly Uint8Array[]): Uint8Array[] {
	const pieces: Uint8Array[] = [];
	let small: Uint8Array[] = [];
	for (const part of parts) {
		if (part.length < LARGE_BYTES) small.push(part);
		else {
			pieces.push(Buffer.concat(small), part);
			small = [];
		}
	}
	return [...pieces, Buffer.concat(small)].filter((piece) => piece.length > 0);
}

/** @throws MALFORMED */
export function decodeDocument(bytes: Uint8Array): {
	readonly name: DocumentName | null;
	readonly document: DocumentContent;
} {
	const reader = new ByteReader(bytes);
	const optional = <T>(read: () => T): T | null => (reader.uint(1) === 1 ? read() : null);
	const person = (): IdentityId | null => (reader.text() || null) as IdentityId | null;
	const owners = (): Owners => {
		const ids = new Map<number, IdentityId | null>();
		for (let left = reader.uint(); left > 0; left -= 1) ids.set(reader.uint(), person());
		return ids;
	};
	const update = (): AcceptedUpdate => ({ author: person(), update: reader.block() });
	const entry = (): StoredEntry => ({
		position: reader.uint() as LogPosition,
		at: reader.uint(),
		claims: owners(),
		updates: list(update)
	});
	const list = <T>(read: () => T): T[] => {
		const items: T[] = [];
		for (let left = reader.uint(); left > 0; left -= 1) items.push(read());
		return items;
	};
	const name = parseDocumentName(reader.text());
	const snapshot = optional(() => reader.block());
	const quarantine = optional(() => reader.text());
	const document = { snapshot, quarantine, owners: owners(), tail: list(entry) };
	return { name: reader.done ? name : null, document };
}
