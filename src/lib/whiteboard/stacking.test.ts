import { describe, expect, it } from 'vitest';
import { byOrder, keysBetween } from '#model/order.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { LOOSE } from '#model/whiteboard/shapes/kind.ts';
import { kindOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { restacked, type Restacking } from './stacking.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const KEYS = keysBetween(null, null, NAMES.length);
const { style } = kindOf('note').defaults;
const pile: readonly Shape[] = NAMES.map((name, at) => ({
	...LOOSE,
	id: name as ShapeId,
	type: 'note',
	x: 0,
	y: 0,
	w: 10,
	h: 10,
	rotation: 0,
	order: KEYS[at]!,
	author: '',
	style
}));

/** The pile from the bottom up after some of it were restacked; `apart` touch nothing. */
function after(names: string, to: Restacking, apart = ''): string {
	const moving = pile.filter(({ id }) => names.includes(id));
	const touches = (a: Shape, b: Shape): boolean => !apart.includes(a.id) && !apart.includes(b.id);
	const changed = new Map(restacked(moving, pile, to, touches).map((shape) => [shape.id, shape]));
	return pile
		.map((shape) => changed.get(shape.id) ?? shape)
		.sort(byOrder)
		.map(({ id }) => id)
		.join('');
}

describe('restacking', () => {
	it('lays things over or under everything, in their order among themselves', () => {
		expect(after('bd', 'front')).toBe('acebd');
		expect(after('bd', 'back')).toBe('bdace');
	});

	it('goes one step past what it touches', () => {
		expect(after('b', 'forward')).toBe('acbde');
		expect(after('d', 'backward')).toBe('abdce');
		expect(after('b', 'forward', 'c'), 'what lies elsewhere is no step').toBe('acdbe');
	});

	it('keeps several together', () => {
		expect(after('bc', 'forward')).toBe('adbce');
		expect(after('cd', 'backward')).toBe('acdbe');
	});

	it('does nothing to what is on top, or at the bottom, already', () => {
		expect(after('e', 'forward')).toBe('abcde');
		expect(after('a', 'backward')).toBe('abcde');
	});
});
