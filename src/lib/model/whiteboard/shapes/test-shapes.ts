import { keyBetween } from '../../order.ts';
import { rounded } from '../geometry.ts';
import { createGroupId, createShapeId, type ShapeId } from '../ids.ts';
import { ALIGNS, BOARD_COLORS, DASHES, FILLS, FONTS, LISTS, LOOKS, type Style } from '../style.ts';
import { arrowBetween, PLAIN_ARROW } from './arrow.ts';
import { LOOSE, type ShapeBase } from './kind.ts';
import { lineThrough } from './line.ts';
import { penGeometry } from './pen.ts';
import { kindOf, type Shape, type ShapeOf, type ShapeType } from './registry.ts';
import { STAMPS } from './stamp.ts';
import { createTracks, type TrackId } from './table.ts';

const zigzag = [0, 1, 2, 3, 4].map((at) => ({ x: 100 + at * 10, y: at % 2 === 0 ? 50 : 80, pressure: null }));

/** What a type has beside the base, as simple as it can be. */
const OWN: { readonly [K in ShapeType]: Omit<ShapeOf<K>, keyof ShapeBase | 'type'> & Partial<ShapeBase> } = {
	pen: penGeometry(zigzag),
	highlighter: penGeometry(zigzag),
	note: {},
	text: { autoWidth: true },
	rectangle: {},
	ellipse: {},
	diamond: {},
	triangle: {},
	line: {
		...lineThrough([
			{ x: 100, y: 50 },
			{ x: 200, y: 50 },
			{ x: 300, y: 100 }
		]),
		closed: false
	},
	arrow: { ...PLAIN_ARROW, ...arrowBetween({ x: 300, y: 50 }, { x: 100, y: 150 }) },
	frame: {},
	image: { hash: 'ab'.repeat(32), mime: 'image/png', natural: { w: 640, h: 480 }, alt: '' },
	table: { rows: createTracks(3, 48), columns: createTracks(2, 140) },
	link: { url: 'https://example.org/' },
	stamp: { stamp: 'tick' }
};

/** A shape of each type at 100, 50, in its default size and style, for tests. */
export function sampleShape<T extends ShapeType>(type: T, id: ShapeId = createShapeId()): ShapeOf<T> {
	return {
		id,
		type,
		x: 100,
		y: 50,
		rotation: 0,
		order: keyBetween(null, null),
		author: 'ada',
		...LOOSE,
		...kindOf(type).defaults,
		...OWN[type]
	} as unknown as ShapeOf<T>;
}

/** What is needed of tests/support/random.ts, which knows Node, as the model may not. */
interface Random {
	below(limit: number): number;
	fraction(): number;
	pick<T>(from: readonly T[]): T;
}

/** Any shape that the editor could make, rounded as the document keeps it. */
export function randomShape(random: Random, type: ShapeType): Shape {
	const number = (most: number): number => rounded(random.fraction() * most);
	const maybe = <T>(value: T, otherwise: T): T => (random.below(3) === 0 ? value : otherwise);
	const sample = sampleShape(type);
	return {
		...sample,
		...randomOwn(random, type),
		x: number(20_000) - 10_000,
		y: number(20_000) - 10_000,
		...(sample.type === 'pen' || sample.type === 'highlighter' ? {} : { w: number(3_000), h: number(3_000) }),
		// An arrow turns by its ends.
		rotation: type === 'arrow' ? 0 : maybe(random.below(6_000) / 1_024, 0),
		author: maybe('', 'ada'),
		groups: maybe([createGroupId(), createGroupId()], []),
		locked: maybe(true, false),
		frame: maybe(createShapeId(), null),
		link: maybe('https://example.org/a', null),
		style: randomStyle(random)
	} as Shape;
}

function randomOwn(random: Random, type: ShapeType): Partial<Shape> {
	const points = Array.from({ length: 2 + random.below(20) }, () => ({
		x: random.below(8_000) / 8,
		y: random.below(8_000) / 8,
		pressure: random.below(2) === 0 ? null : random.below(256) / 255
	}));
	const tracks = (most: number): { id: TrackId; share: number }[] =>
		createTracks(1 + random.below(most), 20 + random.below(300));
	switch (type) {
		case 'pen':
		case 'highlighter':
			return penGeometry(points);
		case 'line':
			return { points: lineThrough(points).points, closed: random.below(2) === 0 };
		case 'table':
			return { rows: tracks(8), columns: tracks(8) };
		case 'stamp':
			return { stamp: random.pick(STAMPS) };
		case 'text':
			return { autoWidth: random.below(2) === 0 };
		default:
			return {};
	}
}

function randomStyle(random: Random): Style {
	const own = random.pick([null, null, '#12ab9f'] as const);
	return {
		color: random.pick(BOARD_COLORS),
		fill: random.pick(FILLS),
		ownStroke: own,
		ownFill: random.pick([own, null]),
		width: 1 + random.below(60),
		dash: random.pick(DASHES),
		look: random.pick(LOOKS),
		opacity: random.pick([1, 0.75, 0.5, 0.25, 0.1]),
		fontSize: 6 + random.below(300),
		font: random.pick(FONTS),
		align: random.pick(ALIGNS),
		bold: random.below(2) === 0,
		italic: random.below(2) === 0,
		list: random.pick(LISTS)
	};
}

/** What every new shape of a kind has, without a place. */
export function bareShape<T extends 'rectangle' | 'ellipse' | 'arrow'>(type: T) {
	return {
		id: createShapeId(),
		type,
		rotation: 0,
		order: keyBetween(null, null),
		author: '',
		...LOOSE,
		...kindOf(type).defaults
	};
}

/** A rectangle with a size that an arrow can be bound to. */
export function boxShape(x: number, y: number, w = 100, h = 60): Shape {
	return { ...bareShape('rectangle'), x, y, w, h };
}
