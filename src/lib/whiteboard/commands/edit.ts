import { kindOf } from '#model/whiteboard/shapes/registry.ts';
import { centreOf } from '#model/whiteboard/geometry.ts';
import { arrowBetween, PLAIN_ARROW } from '#model/whiteboard/shapes/arrow.ts';
import { t } from '$lib/messages/whiteboard.ts';
import { deleteShapes, duplicate, make, newBase, newShapeAt, restack } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import { writeAt } from '../tools/text.ts';
import type { Command } from './command.ts';

const hasSelection = (editor: Editor): boolean => editor.selection.size > 0;

const base = { group: 'edit', writes: true } as const;

export const EDIT_COMMANDS = {
	undo: {
		...base,
		id: 'undo',
		label: () => t.undo,
		shortcuts: ['Ctrl+Z'],
		enabled: (editor) => editor.canUndo,
		run: (editor) => editor.undo()
	},
	redo: {
		...base,
		id: 'redo',
		label: () => t.redo,
		shortcuts: ['Ctrl+Shift+Z', 'Ctrl+Y'],
		enabled: (editor) => editor.canRedo,
		run: (editor) => editor.redo()
	},
	delete: {
		...base,
		id: 'delete',
		label: () => t.delete,
		shortcuts: ['Delete', 'Backspace'],
		enabled: hasSelection,
		run: (editor) => deleteShapes(editor, editor.selection)
	},
	duplicate: {
		...base,
		id: 'duplicate',
		label: () => t.duplicate,
		shortcuts: ['Ctrl+D'],
		enabled: hasSelection,
		run: duplicate
	},
	front: {
		...base,
		id: 'front',
		label: () => t.toFront,
		shortcuts: [']'],
		enabled: hasSelection,
		run: (editor) => restack(editor, 'front')
	},
	back: {
		...base,
		id: 'back',
		label: () => t.toBack,
		shortcuts: ['['],
		enabled: hasSelection,
		run: (editor) => restack(editor, 'back')
	},
	selectAll: {
		...base,
		id: 'select-all',
		label: () => t.selectAll,
		shortcuts: ['Ctrl+A'],
		run(editor) {
			editor.use('select');
			editor.select(editor.board.shapes.keys());
		}
	},
	enter: { ...base, id: 'enter', label: () => t.editOrPlace, shortcuts: ['Enter'], run: editOrPlace },
	escape: {
		...base,
		writes: false,
		id: 'escape',
		label: () => t.letGo,
		shortcuts: ['Escape'],
		run(editor) {
			if (editor.tool === 'select' || editor.readonly) editor.select([]);
			else editor.use('select');
		}
	}
} satisfies Record<string, Command>;

/** Opens the selected shape's text; with a tool in hand, puts its shape in the middle of the screen. */
function editOrPlace(editor: Editor): void {
	const [only] = editor.selectedShapes;
	if (only !== undefined) {
		if (editor.selection.size === 1 && kindOf(only.type).hasText) editor.edit(only.id);
		return;
	}
	const centre = centreOf(editor.visible);
	switch (editor.tool) {
		case 'text':
			writeAt(editor, centre);
			return;
		case 'arrow': {
			const ends = arrowBetween({ x: centre.x - 80, y: centre.y }, { x: centre.x + 80, y: centre.y });
			place(editor, { ...newBase(editor, 'arrow'), type: 'arrow', ...PLAIN_ARROW, ...ends });
			return;
		}
		case 'note':
		case 'rectangle':
		case 'ellipse':
			place(editor, newShapeAt(editor, editor.tool, centre));
			return;
		case 'select':
		case 'hand':
		case 'pen':
	}
}

function place(editor: Editor, shape: Parameters<typeof make>[1]): void {
	make(editor, shape);
	editor.use('select');
	editor.select([shape.id]);
	editor.edit(shape.id);
}
