import type { Editor } from '../editor.svelte.ts';
import { createArrowTool } from './arrow.ts';
import { createBoxTool } from './box.ts';
import { createCommentTool } from './comment.ts';
import { createEraserTool } from './eraser.ts';
import { createHandTool } from './hand.ts';
import { createLaserTool } from './laser.ts';
import { createLassoTool } from './lasso.ts';
import { createLineTool } from './line.ts';
import { createNoteTool } from './note.ts';
import { createPenTool } from './pen.ts';
import { createSelectTool } from './select.ts';
import { createStampTool } from './stamp.ts';
import { createTextTool } from './text.ts';
import type { Tool, ToolName } from './tool.ts';

/** One of each tool for an editor. */
export function createTools(editor: Editor): Readonly<Record<ToolName, Tool>> {
	return {
		select: createSelectTool(editor),
		hand: createHandTool(editor),
		lasso: createLassoTool(editor),
		eraser: createEraserTool(editor),
		laser: createLaserTool(editor),
		pen: createPenTool(editor),
		highlighter: createPenTool(editor, 'highlighter'),
		note: createNoteTool(editor),
		text: createTextTool(editor),
		rectangle: createBoxTool(editor, 'rectangle'),
		ellipse: createBoxTool(editor, 'ellipse'),
		diamond: createBoxTool(editor, 'diamond'),
		triangle: createBoxTool(editor, 'triangle'),
		line: createLineTool(editor),
		frame: createBoxTool(editor, 'frame'),
		table: createBoxTool(editor, 'table'),
		stamp: createStampTool(editor),
		arrow: createArrowTool(editor),
		comment: createCommentTool(editor)
	};
}
