/**
 * The scene that every whiteboard is measured with: n objects on a grid, the same for the same n and seed. Each page turns them into
 * records of its own.
 */

interface Placed {
	readonly id: string;
	readonly x: number;
	readonly y: number;
	readonly w: number;
	readonly h: number;
	readonly color: SceneColor;
}

export type SceneColor = 'black' | 'blue' | 'green' | 'red' | 'violet' | 'orange';

export type SceneShape = Placed &
	(
		| { readonly kind: 'rect' | 'sticky' | 'text'; readonly text: string }
		| { readonly kind: 'ellipse' | 'diamond' }
		/** Relative to the object's place. */
		| { readonly kind: 'ink'; readonly points: readonly (readonly [x: number, y: number])[] }
		/** Bound to its neighbours on the grid where they are boxes. */
		| { readonly kind: 'arrow'; readonly from: string | null; readonly to: string | null }
	);

export interface NeutralScene {
	readonly shapes: readonly SceneShape[];
	readonly width: number;
	readonly height: number;
}

const CELL_W = 120;
const CELL_H = 80;
const INK_POINTS = 40;
const WORDS =
	'what went well next step who owns this risk idea question decision why not now later budget team client deadline'.split(
		' '
	);
const COLORS: readonly SceneColor[] = ['black', 'blue', 'green', 'red', 'violet', 'orange'];
const BOXES = ['rect', 'ellipse', 'diamond', 'sticky'];

/** 25 % labelled rectangles, 12 % ellipses, 8 % diamonds, 20 % sticky notes, 10 % texts, 17 % ink, 8 % arrows. */
export function makeScene(n: number, seed = 7): NeutralScene {
	const random = mulberry(seed);
	const columns = Math.ceil(Math.sqrt(n));
	const words = (count: number): string =>
		Array.from({ length: count }, () => WORDS[(random() * WORDS.length) | 0]).join(' ');
	const shapes: SceneShape[] = [];
	for (let at = 0; at < n; at++) {
		const column = at % columns;
		const share = random();
		const color = COLORS[(random() * COLORS.length) | 0]!;
		const placed = {
			id: `s${at}`,
			x: column * CELL_W + 8,
			y: Math.floor(at / columns) * CELL_H + 8,
			w: 96,
			h: 60,
			color
		};
		const isAtEdge = column === 0 || column === columns - 1 || at + 1 >= n;
		if (share < 0.25) shapes.push({ ...placed, kind: 'rect', text: words(2) });
		else if (share < 0.37) shapes.push({ ...placed, kind: 'ellipse' });
		else if (share < 0.45) shapes.push({ ...placed, kind: 'diamond' });
		else if (share < 0.65) shapes.push({ ...placed, kind: 'sticky', w: 64, h: 64, text: words(3) });
		else if (share < 0.75) shapes.push({ ...placed, kind: 'text', h: 20, text: words(2) });
		else if (share < 0.92 || isAtEdge) shapes.push({ ...placed, kind: 'ink', points: scribble(random) });
		else shapes.push({ ...placed, kind: 'arrow', from: `s${at - 1}`, to: `s${at + 1}` });
	}
	const boxes = new Set(shapes.filter(({ kind }) => BOXES.includes(kind)).map(({ id }) => id));
	const bound = (id: string | null): string | null => (id !== null && boxes.has(id) ? id : null);
	return {
		shapes: shapes.map((shape) =>
			shape.kind === 'arrow' ? { ...shape, from: bound(shape.from), to: bound(shape.to) } : shape
		),
		width: columns * CELL_W,
		height: Math.ceil(n / columns) * CELL_H
	};
}

function scribble(random: () => number): [number, number][] {
	let y = 30;
	return Array.from({ length: INK_POINTS }, (_, at) => {
		y = Math.max(2, Math.min(56, y + (random() - 0.5) * 16));
		return [(at / (INK_POINTS - 1)) * 90, y];
	});
}

function mulberry(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
