import { commentAt } from '../comments/commenting.svelte.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Tool } from './tool.ts';

/** Pins a comment where one presses. */
export function createCommentTool(editor: Editor): Tool {
	return {
		cursor: 'copy',
		press: () => {},
		drag: () => {},
		release({ point }) {
			editor.use('select');
			commentAt(editor, point);
		},
		place(centre) {
			editor.use('select');
			commentAt(editor, centre);
		},
		cancel: () => {}
	};
}
