import { grown } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { kindOf } from '#model/whiteboard/shapes/registry.ts';
import type { FrameShape } from '#model/whiteboard/shapes/frame.ts';
import { make, newBase } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import { addSomewhere } from './list-edits.ts';

const AROUND = 40;

/** Whether something is selected that a frame can be put around: frames lie in none. */
export function canFrame(editor: Editor): boolean {
	return editor.selectedShapes.some(({ type }) => type !== 'frame');
}

/** A new frame around what is selected; where there is room, when nothing is. */
export function addFrame(editor: Editor): ShapeId {
	const box = canFrame(editor) ? editor.scene.boundsOf(editor.selection) : null;
	if (box === null) return addSomewhere(editor, 'frame', '');
	const { style } = kindOf('frame').defaults;
	const frame: FrameShape = { ...newBase(editor, 'frame'), type: 'frame', style, ...grown(box, AROUND) };
	make(editor, frame);
	editor.reveal(frame.id);
	return frame.id;
}
