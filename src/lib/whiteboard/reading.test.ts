import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { letGo } from './commands/selecting.ts';
import { openEditor } from './test-editors.ts';

describe('somebody who only looks on', () => {
	it('may point with the laser, and has no tool that writes', () => {
		const { editor, close } = openEditor('vic', new Y.Doc(), true);
		expect(editor.tool).toBe('hand');
		editor.use('laser');
		expect(editor.tool).toBe('laser');
		letGo.run(editor);
		expect(editor.tool).toBe('hand');
		for (const tool of ['pen', 'select', 'eraser', 'comment'] as const) editor.use(tool);
		expect(editor.tool).toBe('hand');
		close();
	});
});
