import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../tests/support/random.ts';
import { overlaps } from '#model/whiteboard/geometry.ts';
import { NameTags } from './name-tags.ts';

describe('names at pointers', () => {
	it('never lie on one another, however many come together', () => {
		const random = createRandom();
		const tags = new NameTags();
		for (let frame = 0; frame < 20; frame++) {
			const wanted = Array.from({ length: 60 }, (_, key) => ({
				key,
				at: { x: random.fraction() * 500, y: random.fraction() * 300 },
				width: 40 + random.fraction() * 80
			}));
			const boxes = [...tags.place(wanted).values()];
			expect(boxes.length).toBeGreaterThan(5);
			for (const [at, box] of boxes.entries())
				for (const other of boxes.slice(at + 1)) expect(overlaps(box, other), random.seedText).toBe(false);
		}
	});

	it('stay with whom they are, though somebody else comes first now', () => {
		const tags = new NameTags();
		const tag = (key: number) => ({ key, at: { x: 0, y: 0 }, width: 50 });
		const first = tags.place([tag(1)]).get(1);
		expect(tags.place([tag(2), tag(1)]).get(1)).toEqual(first);
	});
});
