import type { Brand } from '#model/brand.ts';
import type { BoardId } from '#model/ids.ts';

/** The name of one Y.Doc, on the wire and in the store. Opaque; one document has one audience. */
export type DocumentName = Brand<string, 'DocumentName'>;

const NAME_PATTERN = /^[A-Za-z0-9_-]{1,128}$/;

/** `null` for anything that is no name; whoever parses a URL decodes it exactly once before. */
export function parseDocumentName(text: string): DocumentName | null {
	return NAME_PATTERN.test(text) ? (text as DocumentName) : null;
}

/** The document that all members of the session share on this board. */
export function sharedDocument(board: BoardId): DocumentName {
	return board as string as DocumentName;
}
