import type * as Y from 'yjs';
import { outline } from '#model/page/outline.ts';
import { readPage } from '#model/page/read-page.ts';

/** One tab's window on a page, for whoever leads people to a part of it. */
export interface LedPage {
	readonly of: 'page';
	/** By the block's id; `null`: the top. */
	readonly show: (heading: string | null) => void;
	readonly headings: () => readonly { readonly id: string; readonly title: string }[];
}

/** `words`: the element that holds the page's blocks. */
export function windowOf(doc: Y.Doc, words: HTMLElement): LedPage {
	return {
		of: 'page',
		show(heading) {
			const block = heading === null ? null : words.querySelector(`#${CSS.escape(`block-${heading}`)}`);
			(block ?? words).scrollIntoView({ block: 'start' });
		},
		headings: () => outline(readPage(doc)).map(({ id, text }) => ({ id, title: text }))
	};
}
