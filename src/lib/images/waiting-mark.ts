import { deviceStorage } from '$lib/ui/device-storage.ts';
import type { DocumentName } from '#protocol/documents.ts';

/** Whether this device holds images that a board still lacks: known without opening a database. */
export function hasWaitingImages(document: DocumentName): boolean {
	return deviceStorage().getItem(keyOf(document)) !== null;
}

export function markWaitingImages(document: DocumentName, waits: boolean): void {
	if (waits) deviceStorage().setItem(keyOf(document), '1');
	else deviceStorage().removeItem(keyOf(document));
}

function keyOf(document: DocumentName): string {
	return `commonplace-images-waiting:${document}`;
}
