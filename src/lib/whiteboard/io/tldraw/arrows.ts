import type { Point } from '#model/whiteboard/geometry.ts';
import { type ArrowShape, arrowThrough, type Binding } from '#model/whiteboard/shapes/arrow.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { shapeOf } from '../drawing.ts';
import { headOf } from './look.ts';
import { numberOf, objectOf, parseVector, textOf, type TldrawRecord } from './schema.ts';
import { type Stand, type Page, onPage, type Common, pointOn } from './page.ts';

/** An arrow where its ends are held, or else where it was drawn. */
export function arrowOf(
	record: TldrawRecord,
	common: Common,
	stand: Stand,
	style: Partial<Shape['style']>,
	page: Page
): Shape | null {
	const { props } = record;
	const start = endOf(record, 'start', stand, page);
	const end = endOf(record, 'end', stand, page);
	const bend = numberOf(props.bend, 0);
	const isElbow = props.kind === 'elbow';
	const middle = bentMiddle(start.point, end.point, bend);
	const isCurved = !isElbow && Math.abs(bend) > 4;
	const points = isCurved ? [start.point, middle, end.point] : [start.point, end.point];
	return shapeOf('arrow', {
		...common,
		...arrowThrough(points),
		route: isElbow ? 'elbow' : isCurved ? 'curved' : 'straight',
		lean: [],
		heads: { start: headOf(props.arrowheadStart, 'none'), end: headOf(props.arrowheadEnd, 'arrow') },
		start: start.binding,
		end: end.binding,
		style: { ...style, fill: 'none' }
	});
}

/** As far from the middle as it is bent. */
function bentMiddle(from: Point, to: Point, bend: number): Point {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const length = Math.hypot(dx, dy) || 1;
	return { x: (from.x + to.x) / 2 + (dy / length) * bend, y: (from.y + to.y) / 2 - (dx / length) * bend };
}

/** Bindings are records of their own in newer files, and part of the arrow in older ones. */
function endOf(
	record: TldrawRecord,
	terminal: 'start' | 'end',
	stand: Stand,
	page: Page
): { readonly point: Point; readonly binding: ArrowShape['start'] } {
	const inline = objectOf(record.props[terminal]);
	const own = page.bindings.get(record.id)?.find(({ props }) => props.terminal === terminal);
	const to = own?.toId ?? (inline.type === 'binding' ? textOf(inline.boundShapeId) : null);
	const anchor = parseVector(own === undefined ? inline.normalizedAnchor : own.props.normalizedAnchor);
	const bound = to === null ? undefined : page.records.get(to);
	if (bound !== undefined && page.ids.has(bound.id) && bound.type !== 'arrow' && bound.type !== 'group') {
		const part = (value: number): number => Math.min(1, Math.max(0, value));
		const at = { x: part(anchor?.x ?? 0.5), y: part(anchor?.y ?? 0.5) };
		const binding: Binding = { shape: page.ids.get(bound.id)!, at };
		return { point: pointOn(bound, at, page), binding };
	}
	const vector = parseVector({ z: 0.5, ...inline }) ?? { x: terminal === 'start' ? 0 : 100, y: 0 };
	return { point: onPage(stand, vector), binding: null };
}
