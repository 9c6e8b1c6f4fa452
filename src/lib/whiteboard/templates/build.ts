import { contains, type Point } from '#model/whiteboard/geometry.ts';
import { createShapeId, type ShapeId } from '#model/whiteboard/ids.ts';
import { arrowBetween } from '#model/whiteboard/shapes/arrow.ts';
import { lineThrough } from '#model/whiteboard/shapes/line.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { createTracks } from '#model/whiteboard/shapes/table.ts';
import { joinRows } from '#model/whiteboard/cell-texts.ts';
import { curveThrough, flattened } from '#model/whiteboard/way.ts';
import type { Copied } from '../copies.ts';
import { Changes } from '../io/changes.ts';
import { type Drawing, drawingOf, shapeOf } from '../io/drawing.ts';
import type { Part, Place, Template } from './template.ts';

export type Words = Readonly<Record<string, string>>;

/** The template's shapes with its words in them. @throws when a part names words that there are not. */
export function build({ parts }: Template, words: Words): Drawing {
	const ids = new Map(parts.map((part) => [part, createShapeId()]));
	const named = new Map(parts.flatMap((part) => ('id' in part ? [[part.id, part] as const] : [])));
	const say = (name: string | undefined): string => {
		const said: string | undefined = name === undefined ? '' : words[name];
		if (said === undefined) throw new Error(`a template without words for ${name}`);
		return said;
	};
	const frames = parts.flatMap((part) =>
		part.as === 'frame' ? [{ id: ids.get(part)!, box: boxOf(part.at) }] : []
	);
	const pieces = parts.map((part): Copied => {
		const { shape, text } = pieceOf(part, { id: ids.get(part)!, named, ids, say });
		const holder = part.as === 'frame' ? undefined : frames.find(({ box }) => contains(box, centreOf(shape)));
		return { shape: { ...shape, frame: holder?.id ?? null }, text };
	});
	const reading = drawingOf(pieces, new Changes());
	if (!reading.ok) throw new Error('a template without shapes');
	return reading.drawing;
}

interface Making {
	readonly id: ShapeId;
	readonly named: ReadonlyMap<string, Part>;
	readonly ids: ReadonlyMap<Part, ShapeId>;
	readonly say: (name: string | undefined) => string;
}

function pieceOf(part: Part, making: Making): Copied {
	const { id, say } = making;
	const style = 'style' in part ? { style: part.style } : {};
	switch (part.as) {
		case 'text': {
			const rotation = part.turn ?? 0;
			const shape = shapeOf('text', { id, ...boxOf(part.at), rotation, autoWidth: false, ...style });
			return { shape, text: say(part.says) };
		}
		case 'line': {
			const points = part.through.map(([x, y]) => ({ x, y }));
			const place = lineThrough(part.curved === true ? flattened(curveThrough(points)) : points);
			return { shape: shapeOf('line', { id, ...place, closed: false, ...style }), text: '' };
		}
		case 'arrow':
			return { shape: arrowOf(part, making), text: say(part.says) };
		case 'stamp':
			return {
				shape: shapeOf('stamp', { id, ...boxOf(part.at), stamp: part.stamp, style: { color: part.color } }),
				text: ''
			};
		case 'table': {
			const columns = part.columns.map((share) => ({ ...createTracks(1, share)[0]! }));
			const rows = createTracks(part.says.length, part.at[3] / part.says.length);
			const text = joinRows(part.says.map((row) => row.map((name) => (name === '' ? '' : say(name)))));
			return { shape: shapeOf('table', { id, ...boxOf(part.at), rows, columns, ...style }), text };
		}
		default: {
			const rotation = part.turn ?? 0;
			return { shape: shapeOf(part.as, { id, ...boxOf(part.at), rotation, ...style }), text: say(part.says) };
		}
	}
}

function arrowOf(part: Extract<Part, { as: 'arrow' }>, { id, named, ids }: Making): Shape {
	const [from, to] = part.ends ?? [
		[1, 0.5],
		[0, 0.5]
	];
	const endAt = (end: string | readonly [number, number], [x, y]: readonly [number, number]) => {
		if (typeof end !== 'string') return { point: { x: end[0], y: end[1] }, binding: null };
		const held = named.get(end);
		if (held === undefined || !('at' in held)) throw new Error(`an arrow to nothing: ${end}`);
		const [left, top, w, h] = held.at;
		return { point: { x: left + x * w, y: top + y * h }, binding: { shape: ids.get(held)!, at: { x, y } } };
	};
	const [start, end] = [endAt(part.from, from), endAt(part.to, to)];
	return shapeOf('arrow', {
		id,
		...arrowBetween(start.point, end.point),
		lean: [],
		route: part.route ?? 'straight',
		heads: { start: 'none', end: part.head ?? 'arrow' },
		start: start.binding,
		end: end.binding,
		style: { width: 2, fontSize: 18, ...part.style }
	});
}

function boxOf([x, y, w, h]: Place) {
	return { x, y, w, h };
}

function centreOf({ x, y, w, h }: Shape): Point {
	return { x: x + w / 2, y: y + h / 2 };
}
