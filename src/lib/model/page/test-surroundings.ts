import type { PageSurroundings } from './html.ts';

/** What a page is rendered with in tests. */
export const TEST_SURROUNDINGS: PageSurroundings = {
	words: {
		done: 'Done',
		open: 'To do',
		unknown: 'Something this version cannot show',
		image: 'Image',
		diagram: 'A diagram',
		board: 'Board:',
		card: 'Card:',
		page: 'Page:',
		untitled: 'untitled',
		size: (bytes) => `${bytes} B`
	},
	blob: (hash) => `/blobs/page/${hash}`,
	board: (board) => `/s/session/${board}`,
	formula: (source) => `<math>${source.length}</math>`
};
