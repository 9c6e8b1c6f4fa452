import { isLoop } from '#model/whiteboard/connect.ts';
import { distance, type Point } from '#model/whiteboard/geometry.ts';
import { type ArrowShape, pointsOf, wayOf } from '#model/whiteboard/shapes/arrow.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { between, onCurve } from '#model/whiteboard/way.ts';

/** A place by which the line of an arrow is pulled aside. */
export interface BendHandle {
	/** Which of the bends it is; or, of one that is still to be made, which it will be. */
	readonly at: number;
	readonly isNew: boolean;
	/** On the board. */
	readonly point: Point;
}

/** Shorter pieces, in CSS pixels, have no room for a handle between their ends. */
const SHORTEST_PX = 56;
/** A line with more bends is a drawing from elsewhere: handles would hide it. */
const MOST_BENDS = 8;

/** Whether a line can be led by hand: elbows find their own way, and so does a loop. */
export function canBend(arrow: ArrowShape): boolean {
	return !arrow.locked && arrow.route !== 'elbow' && !isLoop(arrow);
}

/** The handles on the line of the one selected arrow: on its bends, and half way between them. */
export function bendHandlesOf([only, ...others]: readonly Shape[], zoom: number): BendHandle[] {
	if (only?.type !== 'arrow' || others.length > 0 || !canBend(only)) return [];
	const bends = pointsOf(only).slice(1, -1);
	if (bends.length > MOST_BENDS) return [];
	const middles = middlesOf(only);
	if (middles.length !== bends.length + 1) return [];
	return [
		...bends.map((point, at): BendHandle => ({ at, isNew: false, point })),
		...middles.flatMap(({ point, length }, at): BendHandle[] =>
			length * zoom < SHORTEST_PX ? [] : [{ at, isNew: true, point }]
		)
	];
}

/** The middle of each piece between start, bends and tip. */
function middlesOf(arrow: ArrowShape): { readonly point: Point; readonly length: number }[] {
	const { form, points } = wayOf(arrow);
	const step = form === 'curve' ? 3 : 1;
	const middles: { point: Point; length: number }[] = [];
	for (let at = 0; at + step < points.length; at += step) {
		const [from, to] = [points[at]!, points[at + step]!];
		const point =
			form === 'curve' ? onCurve(from, points[at + 1]!, points[at + 2]!, to, 0.5) : between(from, to, 0.5);
		middles.push({ point, length: distance(from, to) });
	}
	return middles;
}
