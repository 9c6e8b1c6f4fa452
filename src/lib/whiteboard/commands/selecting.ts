import SquareDashed from '@lucide/svelte/icons/square-dashed';
import { readingOrder } from '#model/whiteboard/reading-order.ts';
import { t } from '$lib/messages/whiteboard.ts';
import type { Editor } from '../editor.svelte.ts';
import { membersOf } from '../grouping.ts';
import type { Command } from './command.ts';

export const selectAll: Command = {
	id: 'select-all',
	group: 'select',
	label: () => t.selectAll,
	shortcuts: ['Ctrl+A'],
	writes: true,
	icon: SquareDashed,
	menu: 'board',
	blocked: (editor) => (editor.scene.size === 0 ? t.needsShapes : null),
	run(editor) {
		editor.use('select');
		editor.enter(null);
		editor.select([...editor.board.shapes.values()].filter(({ locked }) => !locked).map(({ id }) => id));
	}
};

/** Lets go of one thing at a time: the selection, the group that one went into, the tool. */
export const letGo: Command = {
	id: 'escape',
	group: 'select',
	label: () => t.letGo,
	shortcuts: ['Escape'],
	writes: false,
	run(editor) {
		const atRest = editor.readonly ? 'hand' : 'select';
		if (editor.tool !== atRest) editor.use(atRest);
		else if (editor.selection.size === 0) editor.enter(null);
		else leave(editor);
	}
};

export const next: Command = {
	id: 'next',
	group: 'select',
	label: () => t.nextShape,
	shortcuts: ['J'],
	writes: false,
	blocked: (editor) => (editor.scene.size === 0 ? t.needsShapes : null),
	run: (editor) => step(editor, 1)
};

export const previous: Command = {
	id: 'previous',
	group: 'select',
	label: () => t.previousShape,
	shortcuts: ['K'],
	writes: false,
	blocked: (editor) => (editor.scene.size === 0 ? t.needsShapes : null),
	run: (editor) => step(editor, -1)
};

/** Out of a group that one went into, the whole group stays selected. */
function leave(editor: Editor): void {
	const { entered } = editor;
	editor.enter(null);
	editor.select(entered === null ? [] : membersOf(editor.board.shapes.values(), entered));
}

/** Selects the next shape in reading order, and brings it into view. */
function step(editor: Editor, by: 1 | -1): void {
	const shapes = readingOrder(editor.board.shapes.values());
	if (shapes.length === 0) return;
	const at = shapes.findIndex((shape) => editor.selection.has(shape.id));
	const found = shapes.at(at === -1 ? (by === 1 ? 0 : -1) : (at + by) % shapes.length)!;
	if (editor.tool !== 'select' && !editor.readonly) editor.use('select');
	editor.reveal(found.id);
}
