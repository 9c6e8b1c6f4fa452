import * as v from 'valibot';
import { unreachable } from '#model/unreachable.ts';
import { parseDocumentName, type DocumentName } from '#protocol/documents.ts';
import { backup } from './backup.ts';
import { compactAll, compactOne, inspect, quarantine, release } from './documents.ts';
import type { AdminEvent } from './events.ts';
import type { AdminParts } from './parts.ts';
import { verify } from './verify.ts';

const documentName = v.custom<DocumentName>(
	(text) => typeof text === 'string' && parseDocumentName(text) !== null
);

/** What may be done beside a running server, by it; a restore may not. */
export const StoreCommand = v.variant('kind', [
	v.object({ kind: v.literal('backup') }),
	v.object({ kind: v.literal('verify') }),
	v.object({ kind: v.literal('compact'), document: v.nullable(documentName) }),
	v.object({ kind: v.literal('inspect'), document: documentName }),
	v.object({ kind: v.literal('quarantine'), document: documentName, reason: v.string() }),
	v.object({ kind: v.literal('release'), document: documentName })
]);
export type StoreCommand = v.InferOutput<typeof StoreCommand>;

/** Rejects with `AdminProblem` or `StoreError` when it cannot be done. */
export function perform(command: StoreCommand, parts: AdminParts): AsyncGenerator<AdminEvent> {
	switch (command.kind) {
		case 'backup':
			return backup(parts);
		case 'verify':
			return verify(parts);
		case 'compact':
			return command.document === null ? compactAll(parts) : compactOne(parts, command.document);
		case 'inspect':
			return inspect(parts, command.document);
		case 'quarantine':
			return quarantine(parts, command.document, command.reason);
		case 'release':
			return release(parts, command.document);
		default:
			return unreachable(command);
	}
}
