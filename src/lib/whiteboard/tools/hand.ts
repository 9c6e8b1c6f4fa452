import type { Point } from '#model/whiteboard/geometry.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Tool } from './tool.ts';

/** Moves the paper. */
export function createHandTool(editor: Editor): Tool {
	let last: Point | null = null;
	return {
		cursor: 'grab',
		press: (press) => void (last = press.screen),
		drag({ screen }) {
			if (last !== null) editor.pan(screen.x - last.x, screen.y - last.y);
			last = screen;
		},
		release: () => void (last = null),
		cancel: () => void (last = null)
	};
}
