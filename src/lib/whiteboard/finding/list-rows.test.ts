import { describe, expect, it } from 'vitest';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { readingGroups } from '#model/whiteboard/reading-groups.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { sampleShape } from '#model/whiteboard/shapes/test-shapes.ts';
import { rowsOf, shownRows } from './list-rows.ts';

function board(): Shape[] {
	const frame = { ...sampleShape('frame', 'frame' as ShapeId), y: 1_000 };
	const within = [0, 1, 2].map((at) => ({
		...sampleShape('note', `in${at}` as ShapeId),
		x: at * 300,
		y: 1_100,
		frame: frame.id
	}));
	return [...within, frame, sampleShape('note', 'loose' as ShapeId)];
}

const rows = rowsOf(readingGroups(board()));
const shown = (from: number, most: number): string =>
	shownRows(rows, from, most)
		.map(({ row, within }) => [row.shape.id, ...within.map(({ shape }) => `-${shape.id}`)].join(' '))
		.join(' | ');

describe('the list of a board', () => {
	it('counts what lies in a frame by itself', () => {
		expect(rows.map(({ shape, place, of, holds }) => `${shape.id} ${place}/${of} ${holds}`)).toEqual([
			'loose 1/2 0',
			'frame 2/2 3',
			'in0 1/3 0',
			'in1 2/3 0',
			'in2 3/3 0'
		]);
	});

	it('shows a part, and whose part it is', () => {
		expect(shown(0, 3)).toBe('loose | frame -in0');
		expect(shown(3, 3)).toBe('frame -in1 -in2');
	});
});
