import type { Editor } from '../editor.svelte.ts';
import { createArrowTool } from './arrow.ts';
import { createBoxTool } from './box.ts';
import { createCommentTool } from './comment.ts';
import { createEraserTool } from './eraser.ts';
import { createLaserTool } from './laser.ts';
import { createLassoTool } from './lasso.ts';
import { createLineTool } from './line.ts';
import { createNoteTool } from './note.ts';
import { createSelectTool } from './select.ts';
import { createStampTool } from './stamp.ts';
import { createTextTool } from './text.ts';
import type { Tool, ToolName } from './tool.ts';

/** All that is not needed for the first look and the first stroke. */
export type LaterTool = Exclude<ToolName, 'hand' | 'pen' | 'highlighter'>;

export function createRest(editor: Editor): Readonly<Record<LaterTool, Tool>> {
	return {
		select: createSelectTool(editor),
		lasso: createLassoTool(editor),
		eraser: createEraserTool(editor),
		laser: createLaserTool(editor),
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
