import { describe, expect, it } from 'vitest';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { hashOf, shapesIn } from './deep-link.ts';

describe('a link to shapes', () => {
	it('names them behind the address', () => {
		const ids = ['a-1_B', 'c'] as ShapeId[];
		expect(hashOf(ids)).toBe('#shape=a-1_B,c');
		expect(shapesIn(hashOf(ids))).toEqual(ids);
	});

	it('trusts nobody who writes one', () => {
		expect(shapesIn('#shape=<b>,ok,..%2F')).toEqual(['ok']);
		expect(shapesIn('#shape=')).toEqual([]);
		expect(shapesIn('#sharp=a')).toEqual([]);
		expect(shapesIn('')).toEqual([]);
		expect(shapesIn(`#shape=${'a,'.repeat(500)}`)).toHaveLength(20);
	});
});
