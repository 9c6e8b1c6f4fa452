import type { OpenDocument } from '$lib/sync/open-document.ts';

/** Another board to be seen beside this one, such as what it was. */
export interface Beside {
	readonly document: OpenDocument;
	readonly title: string;
	readonly caption: string;
	/** Above this one meanwhile. */
	readonly nowCaption: string;
}
