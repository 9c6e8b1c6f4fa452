import type * as Y from 'yjs';

/** What is not here by then has been deleted, or is not readable here. */
const LONGEST_MS = 10_000;
const MARKED_MS = 2_500;

/**
 * Brings whoever comes by an address like `#block-…` to that block, as soon as it has come from the server, and shows which it is.
 *
 * @param words the element that holds the page's blocks
 * @returns gives it up
 */
export function arriveAt(hash: string, words: HTMLElement, doc: Y.Doc): () => void {
	const block = blockIn(hash);
	const giveUp = setTimeout(stop, LONGEST_MS);

	function look(): void {
		const found = block === null ? null : words.querySelector<HTMLElement>(`#${CSS.escape(block)}`);
		if (found === null) return;
		stop();
		found.scrollIntoView({ block: 'start' });
		// Nothing of the editor's own elements is changed: it would take that for typing.
		const ground = getComputedStyle(words).getPropertyValue('--accent-soft');
		found.animate([{ backgroundColor: ground }, { backgroundColor: 'transparent' }], MARKED_MS);
	}

	// After what shows the change in the editor.
	function changed(): void {
		requestAnimationFrame(look);
	}

	function stop(): void {
		clearTimeout(giveUp);
		doc.off('update', changed);
	}

	doc.on('update', changed);
	changed();
	return stop;
}

/** `null`: no address of a block can be so. */
function blockIn(hash: string): string | null {
	try {
		return decodeURIComponent(hash.slice(1));
	} catch {
		return null;
	}
}
