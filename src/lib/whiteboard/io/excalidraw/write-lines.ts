import type { Point } from '#model/whiteboard/geometry.ts';
import { type ArrowShape, type Binding, wayOf } from '#model/whiteboard/shapes/arrow.ts';
import { inkOf, type InkShape } from '#model/whiteboard/shapes/pen.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import type { BoardTheme } from '../../render/board-theme.ts';
import { ARROWHEADS, FREEDRAW_WIDTH } from './look.ts';
import { type Written, base } from './written.ts';

/** Points, relative to the first of them. */
export function linear(shape: Shape, points: readonly Point[]) {
	const [first] = points;
	const relative = points.map(({ x, y }) => [x - first!.x, y - first!.y]);
	return {
		x: first!.x,
		y: first!.y,
		width: shape.w,
		height: shape.h,
		points: relative,
		lastCommittedPoint: null,
		startBinding: null,
		endBinding: null,
		startArrowhead: null,
		endArrowhead: null
	};
}

/** Points that end where they began, where that is meant. */
export function closedUp(points: readonly Point[], closed: boolean): readonly Point[] {
	return closed ? [...points, points[0]!] : points;
}

/** An arrow along the way that it goes here. */
export function arrowElement(shape: ArrowShape, theme: BoardTheme): Written {
	const { points } = wayOf(shape);
	// Of a curve's points only each third lies on it.
	const onWay = shape.route === 'curved' ? points.filter((_, at) => at % 3 === 0) : points;
	return {
		...base(shape, theme),
		...linear(shape, onWay),
		type: 'arrow',
		backgroundColor: 'transparent',
		roundness: shape.route === 'curved' ? { type: 2 } : null,
		elbowed: shape.route === 'elbow',
		startArrowhead: ARROWHEADS[shape.heads.start],
		endArrowhead: ARROWHEADS[shape.heads.end],
		startBinding: bindingOf(shape.start),
		endBinding: bindingOf(shape.end)
	};
}

function bindingOf(binding: Binding | null) {
	return binding && { elementId: binding.shape, focus: 0, gap: 1, fixedPoint: [binding.at.x, binding.at.y] };
}

/** A stroke by hand. */
export function inkElement(shape: InkShape, theme: BoardTheme): Written {
	const points = inkOf(shape);
	const pressed = points.some(({ pressure }) => pressure !== null);
	const isMarker = shape.type === 'highlighter';
	return {
		...base(shape, theme),
		...linear(shape, points),
		type: 'freedraw',
		strokeWidth: shape.style.width / FREEDRAW_WIDTH,
		opacity: Math.round(shape.style.opacity * (isMarker ? 45 : 100)),
		pressures: pressed ? points.map(({ pressure }) => pressure ?? 0.5) : [],
		simulatePressure: !pressed
	};
}
