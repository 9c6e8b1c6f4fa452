import type * as Y from 'yjs';

/** What groups' whiteboards are looked at with; the whiteboard has it, since features know nothing of each other. */
export interface BoardWorks {
	/**
	 * Keeps a small picture up to date at a humane rate; `seen` hears how many things are on the board. Letters smaller than
	 * `leastLettersPx` CSS pixels are drawn as bars. Returns what stops it.
	 */
	picture(
		doc: Y.Doc,
		canvas: HTMLCanvasElement,
		seen: (count: number) => void,
		leastLettersPx?: number
	): () => void;
}
