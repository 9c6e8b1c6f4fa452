import type { OpenDocument } from '$lib/sync/open-document.ts';
import type { BoardId, IdentityId } from '#model/ids.ts';
import { parseDocumentName, type DocumentName } from '#protocol/documents.ts';

/** What opening a sheet takes; all of it comes from whoever knows the session. */
export interface SheetSource<Refusal extends string> {
	readonly board: BoardId;
	/** Whose it is. */
	readonly me: IdentityId;
	/** Asks the server for the document's name. */
	readonly ask: (
		board: BoardId
	) => Promise<
		{ readonly ok: true; readonly document: DocumentName } | { readonly ok: false; readonly refusal: Refusal }
	>;
	readonly open: (name: DocumentName) => OpenDocument;
	/** Of this device. */
	readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
}

/**
 * Opens what this person writes alone for a board. The first time, the server has to be asked for its name, which the device
 * then keeps: from then on it opens without a network, as any board does. The name alone opens nothing for anybody else.
 */
export async function openOwnSheet<Refusal extends string>(
	source: SheetSource<Refusal>
): Promise<
	{ readonly ok: true; readonly sheet: OpenDocument } | { readonly ok: false; readonly refusal: Refusal }
> {
	const kept = keptName(source);
	if (kept !== null) return { ok: true, sheet: source.open(kept) };
	const answer = await source.ask(source.board);
	if (!answer.ok) return answer;
	keepName(source, answer.document);
	return { ok: true, sheet: source.open(answer.document) };
}

type Place = Pick<SheetSource<string>, 'board' | 'me' | 'storage'>;

const keyOf = ({ board, me }: Place): string => `commonplace:sheet:${board}:${me}`;

function keptName(place: Place): DocumentName | null {
	try {
		return parseDocumentName(place.storage.getItem(keyOf(place)) ?? '');
	} catch {
		// Barred: then there is no offline copy either.
		return null;
	}
}

function keepName(place: Place, name: DocumentName): void {
	try {
		place.storage.setItem(keyOf(place), name);
	} catch {
		// Full or barred: the next time the server is asked again.
	}
}
