import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encloses, overlaps } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { readingOrder } from '#model/whiteboard/reading-order.ts';
import { boundsOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { slidesOf } from '#model/whiteboard/slides.ts';
import type { Editor } from '../editor.svelte.ts';
import { openEditor } from '../test-editors.ts';
import { addSomewhere, connectTo, moveToFrame, recolor, swap } from './list-edits.ts';

let editor: Editor;
let close: () => void;

beforeEach(() => {
	({ editor, close } = openEditor('me'));
	editor.resize({ w: 1400, h: 900 });
});

afterEach(() => close());

const shape = (id: ShapeId): Shape => editor.board.shapes.get(id)!;

describe('working in the list', () => {
	it('adds each thing where nothing lies, in the frame that is chosen', () => {
		const frame = addSomewhere(editor, 'frame', 'Plan');
		const notes = [1, 2, 3].map((at) => shape(addSomewhere(editor, 'note', `Note ${at}`)));
		for (const note of notes) {
			expect(note.frame).toBe(frame);
			expect(encloses(shape(frame), boundsOf(note))).toBe(true);
			expect(notes.some((other) => other !== note && overlaps(boundsOf(other), boundsOf(note)))).toBe(false);
		}
	});

	it('puts frames side by side', () => {
		const ids = [1, 2, 3].map((at) => addSomewhere(editor, 'frame', `${at}`));
		expect(slidesOf(editor.board.shapes.values()).map(({ id }) => id)).toEqual(ids);
		expect(overlaps(shape(ids[1]!), shape(ids[2]!))).toBe(false);
	});

	it('moves a thing into a frame and out of it, and takes that back in one step', () => {
		const note = addSomewhere(editor, 'note', 'Loose');
		editor.select([]);
		const frame = addSomewhere(editor, 'frame', 'Plan');
		const before = shape(note);
		moveToFrame(editor, before, shape(frame) as never);
		expect(shape(note).frame).toBe(frame);
		expect(encloses(shape(frame), boundsOf(shape(note)))).toBe(true);
		moveToFrame(editor, shape(note), null);
		expect(shape(note).frame).toBeNull();
		expect(overlaps(shape(frame), boundsOf(shape(note)))).toBe(false);
		editor.undo();
		editor.undo();
		expect(shape(note)).toEqual(before);
	});

	it('lets two things change places, so that they are read the other way round', () => {
		const [first, second] = ['a', 'b'].map((words) => addSomewhere(editor, 'note', words)) as [
			ShapeId,
			ShapeId
		];
		swap(editor, shape(first), shape(second));
		expect(readingOrder(editor.board.shapes.values()).map(({ id }) => id)).toEqual([second, first]);
	});

	it('connects and recolours', () => {
		const [first, second] = ['a', 'b'].map((words) => addSomewhere(editor, 'note', words)) as [
			ShapeId,
			ShapeId
		];
		connectTo(editor, shape(first), shape(second));
		const arrow = [...editor.board.shapes.values()].find(({ type }) => type === 'arrow');
		expect(arrow).toMatchObject({ start: { shape: first }, end: { shape: second } });
		recolor(editor, shape(first), 'moss', 'Green');
		expect(shape(first).style.color).toBe('moss');
		expect(editor.announcement).toBe('Now green');
	});
});
