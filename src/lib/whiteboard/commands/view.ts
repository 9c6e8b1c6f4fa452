import { readingOrder } from '#model/whiteboard/reading-order.ts';
import { t } from '$lib/messages/whiteboard.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Command } from './command.ts';

const ZOOM_STEP = 1.25;
const base = { group: 'view', writes: false } as const;

export const VIEW_COMMANDS = {
	zoomIn: {
		...base,
		id: 'zoom-in',
		label: () => t.zoomIn,
		shortcuts: ['+', '='],
		run: (editor) => editor.zoomTo(editor.camera.zoom * ZOOM_STEP)
	},
	zoomOut: {
		...base,
		id: 'zoom-out',
		label: () => t.zoomOut,
		shortcuts: ['-'],
		run: (editor) => editor.zoomTo(editor.camera.zoom / ZOOM_STEP)
	},
	actualSize: {
		...base,
		id: 'actual-size',
		label: () => t.actualSize,
		shortcuts: ['0'],
		run: (editor) => editor.zoomTo(1)
	},
	fit: { ...base, id: 'fit', label: () => t.fit, shortcuts: ['1'], run: (editor) => editor.fit() },
	list: {
		...base,
		id: 'list',
		label: () => t.list,
		shortcuts: ['L'],
		run: (editor) => editor.panels.toggle('list')
	},
	next: { ...base, id: 'next', label: () => t.nextShape, shortcuts: ['J'], run: (editor) => step(editor, 1) },
	previous: {
		...base,
		id: 'previous',
		label: () => t.previousShape,
		shortcuts: ['K'],
		run: (editor) => step(editor, -1)
	}
} satisfies Record<string, Command>;

/** Selects the next shape in reading order, and brings it into view. */
function step(editor: Editor, by: 1 | -1): void {
	const shapes = readingOrder(editor.board.shapes.values());
	if (shapes.length === 0) return;
	const at = shapes.findIndex((shape) => editor.selection.has(shape.id));
	const next = shapes.at(at === -1 ? (by === 1 ? 0 : -1) : (at + by) % shapes.length)!;
	if (editor.tool !== 'select' && !editor.readonly) editor.use('select');
	editor.reveal(next.id);
}
