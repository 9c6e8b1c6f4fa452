import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { make, newShapeAt } from './edits.ts';
import type { Editor } from './editor.svelte.ts';
import { highlightSelection } from './highlighting.ts';
import { nameOfShape } from './shape-names.ts';
import { chooseStamp, stampByKey } from './stamping.ts';
import { openEditor } from './test-editors.ts';

let editor: Editor;
let close: () => void;

beforeEach(() => ({ editor, close } = openEditor('ada')));
afterEach(() => close());

const strokes = () => [...editor.board.shapes.values()].filter(({ type }) => type === 'highlighter');

describe('highlighting by keys', () => {
	it('marks words line by line, in one step of the history', () => {
		const note = newShapeAt(editor, 'note', { x: 0, y: 0 });
		make(editor, note, 'a\nbb');
		editor.select([note.id]);
		expect(highlightSelection(editor)).toBe(2);
		const [first, second] = strokes().sort((a, b) => a.y - b.y);
		expect(first!.w).toBeLessThan(second!.w);
		for (const { x, y, w } of strokes()) {
			expect(x).toBeGreaterThan(note.x);
			expect(x + w).toBeLessThan(note.x + note.w);
			expect(y).toBeGreaterThan(note.y);
		}
		editor.undo();
		expect(strokes()).toEqual([]);
	});

	it('marks what has no words across its middle', () => {
		const shape = newShapeAt(editor, 'ellipse', { x: 0, y: 0 });
		make(editor, shape);
		editor.select([shape.id]);
		expect(highlightSelection(editor)).toBe(1);
		expect(strokes()[0]!.y).toBeCloseTo(0, 0);
	});
});

describe('stamps', () => {
	it('are gone through by their key, and say which one they are', () => {
		stampByKey(editor);
		expect([editor.tool, editor.nextStyle.stamp]).toEqual(['stamp', 'tick']);
		stampByKey(editor);
		expect(editor.nextStyle.stamp).toBe('cross');
		expect(editor.announcement).toBe('Stamp: Cross');
	});

	it('that are selected become the chosen one, and are called so', async () => {
		const { createStampTool } = await import('./tools/stamp.ts');
		createStampTool(editor).place!({ x: 0, y: 0 });
		expect(editor.announcement).toBe('Stamp: Tick');
		chooseStamp(editor, 'heart');
		expect(nameOfShape(editor.board, editor.selectedShapes[0]!)).toBe('Stamp: Heart');
	});
});
