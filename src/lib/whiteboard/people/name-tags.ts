import { type Box, overlaps, type Point } from '#model/whiteboard/geometry.ts';

/** A name that wants to stand beside a pointer; all in CSS pixels. */
export interface Tag {
	readonly key: number;
	readonly at: Point;
	readonly width: number;
}

export const TAG_HEIGHT = 21;
/** Where a tag's corner is from the pointer's tip: below and right, above, left. */
const SLOTS: readonly ((width: number) => Point)[] = [
	() => ({ x: 12, y: 15 }),
	() => ({ x: 12, y: -TAG_HEIGHT - 5 }),
	(width) => ({ x: -width - 6, y: 15 }),
	(width) => ({ x: -width - 6, y: -TAG_HEIGHT - 5 })
];

/** Finds places for names so that none lies on another; those that had one keep it, so that nothing flickers. */
export class NameTags {
	#slots = new Map<number, number>();

	/** `wanted` in the order of who comes first; who finds no place has none. */
	place(wanted: readonly Tag[]): Map<number, Box> {
		const placed = new Map<number, Box>();
		const slots = new Map<number, number>();
		const had = (tag: Tag): number => (this.#slots.has(tag.key) ? 0 : 1);
		for (const tag of [...wanted].sort((a, b) => had(a) - had(b))) {
			const known = this.#slots.get(tag.key);
			const order =
				known === undefined ? [0, 1, 2, 3] : [known, ...[0, 1, 2, 3].filter((at) => at !== known)];
			for (const slot of order) {
				const offset = SLOTS[slot]!(tag.width);
				const box = { x: tag.at.x + offset.x, y: tag.at.y + offset.y, w: tag.width, h: TAG_HEIGHT };
				if ([...placed.values()].some((other) => overlaps(other, box))) continue;
				placed.set(tag.key, box);
				slots.set(tag.key, slot);
				break;
			}
		}
		this.#slots = slots;
		return placed;
	}
}
