import { describe, expect, it } from 'vitest';
import type { GroupId, ShapeId } from '#model/whiteboard/ids.ts';
import { regrouped } from '#model/whiteboard/renamed.ts';
import { grouped, membersOf, ungrouped, unitOf, unitsOf, withCompanions } from './grouping.ts';

const [INNER, OUTER, OTHER, NEW] = ['inner', 'outer', 'other', 'new'] as GroupId[] as [
	GroupId,
	GroupId,
	GroupId,
	GroupId
];
const shape = (id: string, ...groups: GroupId[]) => ({
	id: id as ShapeId,
	groups: groups as readonly GroupId[]
});
const a = shape('a', INNER, OUTER);
const b = shape('b', INNER, OUTER);
const c = shape('c', OUTER);
const d = shape('d', OTHER);
const e = shape('e');
const all = [a, b, c, d, e];
const ids = (set: Iterable<ShapeId>) => [...set].join('');

describe('groups', () => {
	it('are picked whole, from the outside', () => {
		expect(ids(withCompanions(all, [a], null))).toBe('abc');
		expect(ids(withCompanions(all, [c, e], null))).toBe('ceab');
		expect(unitOf(e, null)).toBeNull();
	});

	it('open one level at a time', () => {
		expect(ids(withCompanions(all, [a], OUTER))).toBe('ab');
		expect(ids(withCompanions(all, [c], OUTER))).toBe('c');
		expect(ids(withCompanions(all, [a], INNER))).toBe('a');
	});

	it('that one did not go into are still picked whole', () => {
		expect(ids(withCompanions(all, [d], OUTER))).toBe('d');
		expect(unitOf(d, OUTER)).toBe(OTHER);
	});

	it('know their members, the inner groups’ included', () => {
		expect(ids(membersOf(all, OUTER))).toBe('abc');
		expect(ids(membersOf(all, INNER))).toBe('ab');
	});

	it('count as one thing each', () => {
		expect(unitsOf(all, null).map((unit) => unit.map(({ id }) => id).join(''))).toEqual(['abc', 'd', 'e']);
		expect(unitsOf([a, b, c], OUTER)).toEqual([[a, b], [c]]);
	});

	it('go around what was grouped before, and inside the group that one is in', () => {
		expect(grouped([a, e], NEW, null).map(({ groups }) => groups)).toEqual([[INNER, OUTER, NEW], [NEW]]);
		expect(grouped([a, c], NEW, OUTER).map(({ groups }) => groups)).toEqual([
			[INNER, NEW, OUTER],
			[NEW, OUTER]
		]);
	});

	it('dissolve from the outside, and leave what is loose alone', () => {
		expect(ungrouped([a, b, c, e], null).map(({ id, groups }) => [id, groups])).toEqual([
			['a', [INNER]],
			['b', [INNER]],
			['c', []]
		]);
		expect(ungrouped([a, b], OUTER).map(({ groups }) => groups)).toEqual([[OUTER], [OUTER]]);
	});

	it('of copies are new, and hold the same things together', () => {
		let made = 0;
		const copies = regrouped([a, b, c, e], () => `g${made++}` as GroupId);
		expect(copies.map(({ groups }) => groups)).toEqual([['g0', 'g1'], ['g0', 'g1'], ['g1'], []]);
	});
});
