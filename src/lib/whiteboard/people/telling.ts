import type { Editor } from '../editor.svelte.ts';
import type { Preview } from '../preview.ts';
import { sayBox } from './said.ts';
import { sayShapes } from './spoken-shapes.ts';

/** Tells the others what I see, and what I make of shapes while I do. Returns the function to call once a frame. */
export function createTelling(editor: Editor): () => void {
	let toldView = '';
	let toldPreview: Preview | null = null;

	function tellView(): void {
		const view = sayBox(editor.visible);
		const told = view.join();
		if (told === toldView) return;
		toldView = told;
		editor.presence.tell({ view });
	}

	/** What I resize, turn or draw, while I do. */
	function tellShapes(): void {
		const { preview, board, presence } = editor;
		if (preview === toldPreview) return;
		const was = toldPreview;
		toldPreview = preview;
		if (preview.at === 'reshaping') {
			const shapes = preview.items.map(({ shape }) => shape);
			presence.tell({ shapes: sayShapes(shapes, board) });
		} else if (was?.at === 'reshaping') presence.tell({ shapes: null });
	}

	return () => {
		if (editor.presence.count > 0) tellView();
		tellShapes();
	};
}
