import { expect, it } from 'vitest';
import { SpatialIndex } from './spatial-index.ts';

/** The same numbers at every run. */
function numbers(seed: number): () => number {
	let state = seed;
	return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

interface Thing {
	minX: number;
	minY: number;
	maxX: number;
	maxY: number;
}

it('finds exactly what touches a box, whatever came, moved and went before', () => {
	for (const seed of [1, 2, 3]) {
		const random = numbers(seed);
		const index = new SpatialIndex<Thing>();
		const things = new Set<Thing>();
		const place = (thing: Thing): void => {
			const size = random() < 0.05 ? 40_000 : 400;
			const [x, y] = [(random() - 0.5) * 30_000, (random() - 0.5) * 30_000];
			Object.assign(thing, { minX: x, minY: y, maxX: x + random() * size, maxY: y + random() * size });
		};
		for (let step = 0; step < 1_500; step++) {
			const [some] = things;
			if (random() < 0.2 && some !== undefined) {
				index.remove(some);
				things.delete(some);
				if (random() < 0.5) continue;
				// Moved: what it was is forgotten by place, not by value.
				place(some);
				things.add(some);
				index.insert(some);
			} else {
				const thing = { minX: 0, minY: 0, maxX: 0, maxY: 0 };
				place(thing);
				things.add(thing);
				index.insert(thing);
			}
			const box = {
				x: (random() - 0.5) * 30_000,
				y: (random() - 0.5) * 30_000,
				w: random() * (step % 10 === 0 ? 60_000 : 2_000),
				h: random() * 2_000
			};
			const touching = [...things].filter(
				({ minX, minY, maxX, maxY }) =>
					minX <= box.x + box.w && maxX >= box.x && minY <= box.y + box.h && maxY >= box.y
			);
			const found = index.search(box);
			expect(found.length, `seed ${seed}, step ${step}`).toBe(touching.length);
			expect(new Set(found)).toEqual(new Set(touching));
		}
	}
});

it('takes out what moved before it was taken out', () => {
	const index = new SpatialIndex<Thing>();
	const thing = { minX: 0, minY: 0, maxX: 10, maxY: 10 };
	index.insert(thing);
	Object.assign(thing, { minX: 50_000, maxX: 50_010 });
	index.remove(thing);
	expect(index.search({ x: -1e6, y: -1e6, w: 2e6, h: 2e6 })).toEqual([]);
	expect(index.search({ x: 0, y: 0, w: 1, h: 1 })).toEqual([]);
});
