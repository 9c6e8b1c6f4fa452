import { describe, expect, it } from 'vitest';
import type { ShapeId } from './ids.ts';
import { readingGroups } from './reading-groups.ts';
import { readingOrder } from './reading-order.ts';
import type { Shape } from './shapes/registry.ts';
import { sampleShape } from './shapes/test-shapes.ts';

const noteAt = (id: string, x: number, y: number): Shape => ({ ...sampleShape('note', id as ShapeId), x, y });
const ids = (shapes: readonly Shape[]): string => shapes.map(({ id }) => id).join(' ');

describe('reading a board', () => {
	it('goes row by row, though nobody places things exactly', () => {
		const shapes = [noteAt('d', 0, 300), noteAt('b', 300, -30), noteAt('c', 600, 25), noteAt('a', 0, 10)];
		expect(ids(readingOrder(shapes))).toBe('a b c d');
	});

	it('reads what is in no frame first, then each frame with what lies in it', () => {
		const first = { ...sampleShape('frame', 'first' as ShapeId), x: 0, y: 500 };
		const second = { ...sampleShape('frame', 'second' as ShapeId), x: 1_000, y: 500 };
		const shapes = [
			{ ...noteAt('in-second', 1_100, 600), frame: second.id },
			second,
			noteAt('loose', 0, 2_000),
			first,
			{ ...noteAt('orphan', 0, 900), frame: 'gone' as ShapeId }
		];
		expect(readingGroups(shapes).map(({ frame, shapes: within }) => [frame?.id, ids(within)])).toEqual([
			[undefined, 'orphan loose'],
			['first', ''],
			['second', 'in-second']
		]);
	});
});
