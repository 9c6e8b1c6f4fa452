import { type Box, overlaps, union } from '#model/whiteboard/geometry.ts';

const MOST_BOXES = 12;

/** Overlapping boxes as one; very many as a single one around them all. */
export function mergedBoxes(boxes: readonly Box[]): Box[] {
	if (boxes.length > MOST_BOXES) {
		const all = union(boxes);
		return all === null ? [] : [all];
	}
	const apart: Box[] = [];
	for (const box of boxes) {
		let grownBox = box;
		for (let at = apart.length - 1; at >= 0; at--)
			if (overlaps(apart[at]!, grownBox)) grownBox = union([grownBox, ...apart.splice(at, 1)])!;
		apart.push(grownBox);
	}
	return apart;
}
