import { describe, expect, it } from 'vitest';
import { exchange, noteAt, person } from '#model/whiteboard/test-boards.ts';
import { sampleShape } from '#model/whiteboard/shapes/test-shapes.ts';
import { hearShapes, sayShapes } from './spoken-shapes.ts';

/** As it comes over the wire. */
const wired = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('shapes in the middle of a gesture', () => {
	it('are heard as they were said, where both have the shape', () => {
		const [ada, bo] = [person('ada'), person('bo')];
		const pen = sampleShape('pen');
		ada.perform((gesture) => gesture.make(pen));
		exchange(ada, bo);
		const wider = { ...pen, w: pen.w + 50, rotation: 0.5 };
		const said = sayShapes([wider], ada.board);
		expect(hearShapes(wired(said), bo.board)).toEqual([wider]);
		// All of its ink is with the others already.
		expect(JSON.stringify(said).length).toBeLessThan(80);
	});

	it('come whole when they are only just being drawn', () => {
		const [ada, bo] = [person('ada'), person('bo')];
		const note = noteAt(10, 20, 'ada');
		expect(hearShapes(wired(sayShapes([note], ada.board)), bo.board)).toEqual([note]);
	});

	it('are not said when that would be too much', () => {
		const { board } = person('ada');
		expect(
			sayShapes(
				Array.from({ length: 61 }, () => noteAt(0, 0)),
				board
			)
		).toBeNull();
		const long = { ...noteAt(0, 0), link: `https://example.org/${'a'.repeat(5_000)}` };
		expect(sayShapes([long], board)).toBeNull();
	});

	it('are nothing when nonsense is said', () => {
		const { board } = person('ada');
		for (const said of [
			null,
			7,
			'all',
			[null],
			[['<b>', {}]],
			[['ok', 'wide']],
			[['ok', { t: 'note', x: 'far' }]]
		])
			expect(hearShapes(said, board)).toEqual([]);
	});
});
