import type { Editor } from '../editor.svelte.ts';
import { createArrowTool } from './arrow.ts';
import { createBoxTool } from './box.ts';
import { createEraserTool } from './eraser.ts';
import { createHandTool } from './hand.ts';
import { createLassoTool } from './lasso.ts';
import { createNoteTool } from './note.ts';
import { createPenTool } from './pen.ts';
import { createSelectTool } from './select.ts';
import { createTextTool } from './text.ts';
import type { Tool, ToolName } from './tool.ts';

/** One of each tool for an editor. */
export function createTools(editor: Editor): Readonly<Record<ToolName, Tool>> {
	return {
		select: createSelectTool(editor),
		hand: createHandTool(editor),
		lasso: createLassoTool(editor),
		eraser: createEraserTool(editor),
		pen: createPenTool(editor),
		note: createNoteTool(editor),
		text: createTextTool(editor),
		rectangle: createBoxTool(editor, 'rectangle'),
		ellipse: createBoxTool(editor, 'ellipse'),
		arrow: createArrowTool(editor)
	};
}
