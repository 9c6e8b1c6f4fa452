import type { Credentials } from '$lib/sync/credentials.ts';
import { openDocument } from '$lib/sync/document.svelte.ts';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import type { BoardId } from '#model/ids.ts';
import type { Member } from '#model/session/session.ts';
import { sharedDocument } from '#protocol/documents.ts';

/**
 * Opens a board's document from afar: whoever looks at a picture of a board is not on it, so nobody there sees them come, and
 * nothing of it is kept on their device.
 */
export function openFromAfar(
	board: BoardId,
	{ id, name, color, role }: Member,
	credentials: Credentials
): OpenDocument {
	const document = openDocument({
		name: sharedDocument(board),
		origin: location.origin,
		credentials,
		user: { id, name, color, role },
		canWrite: false,
		keepsCopy: false
	});
	document.awareness.setLocalState(null);
	return document;
}
