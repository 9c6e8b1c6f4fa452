import { centreOf, contains, distance, grown, type Point, rotatedAbout } from '#model/whiteboard/geometry.ts';
import { createShapeId, type ShapeId } from '#model/whiteboard/ids.ts';
import type { Shape, ShapeType } from '#model/whiteboard/shapes/registry.ts';
import { toBoard, toScreen } from '../camera.ts';
import { addConnected, arrowFrom, onWhole } from '../connections.ts';
import { make } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Easel } from '../render/painters/painter.ts';
import { farEnd } from './arrow.ts';
import { type Landing, paintLanding } from './landing.ts';
import { itemAt, withFellows } from './picking.ts';
import type { Press } from './tool.ts';

/** A dot beside a shape, and the way out of the shape there. */
interface Dot {
	readonly shape: Shape;
	readonly side: Point;
	/** In CSS pixels from the surface's top left. */
	readonly screen: Point;
	/** Pointed at only: pressing its dot selects it, and puts nothing beside it. */
	readonly isHovered: boolean;
}

type State =
	| { readonly at: 'idle' }
	| { readonly at: 'pressed'; readonly dot: Dot; readonly screen: Point }
	| { readonly at: 'drawing'; readonly dot: Dot; readonly id: ShapeId; readonly to: Landing };

const SIDES: readonly Point[] = [
	{ x: 1, y: 0 },
	{ x: -1, y: 0 },
	{ x: 0, y: 1 },
	{ x: 0, y: -1 }
];
/** How far outside the shape, how large, and how near a pointer must come, in CSS pixels. */
const AWAY_PX = { mouse: 22, pen: 24, touch: 34 } as const;
const DOT_PX = 5;
const REACH_PX = { mouse: 10, pen: 12, touch: 22 } as const;
const CLICK_PX = 6;
/** Ink is no thing to connect, and frames hold things. */
const WITHOUT_DOTS: readonly ShapeType[] = ['arrow', 'line', 'pen', 'highlighter', 'frame'];
/** Smaller shapes have no room around them for dots. */
const SMALLEST_PX = 24;

/** Whether a selection is one thing that can be connected to a copy. */
export function hasDots(selected: readonly Shape[]): boolean {
	const [only, ...others] = selected;
	return only !== undefined && others.length === 0 && !only.locked && !WITHOUT_DOTS.includes(only.type);
}

/**
 * Four dots beside the one selected shape, and beside the one that a mouse or a pen points at: dragging from one draws an
 * arrow that begins at the shape; beside what is selected, pressing one puts a connected copy there. A part of the select
 * tool.
 */
export class EdgeDots {
	readonly #editor: Editor;
	#state: State = { at: 'idle' };
	#over: Dot | null = null;
	/** What the pointer is over, or was last and is still near enough to reach its dots. */
	#hovered: ShapeId | null = null;
	/** By what the board was last touched: fingers need the dots farther away. */
	#pointer: Press['pointer'] = 'mouse';

	constructor(editor: Editor) {
		this.#editor = editor;
	}

	/** Takes a press on a dot. Returns whether it was one. */
	press(press: Press): boolean {
		const dot = this.#dotAt(press);
		if (dot === null) return false;
		this.#state = { at: 'pressed', dot, screen: press.screen };
		return true;
	}

	drag(press: Press): void {
		const state = this.#state;
		if (state.at === 'idle') return;
		if (state.at === 'pressed' && distance(state.screen, press.screen) < CLICK_PX) return;
		const id = state.at === 'drawing' ? state.id : createShapeId();
		const from = onWhole(state.dot.shape);
		const to = farEnd(this.#editor, from, press);
		this.#state = { at: 'drawing', dot: state.dot, id, to };
		const arrow = arrowFrom(this.#editor, from, to, id);
		this.#editor.show({ at: 'reshaping', items: [this.#editor.scene.ghost(arrow)] });
	}

	release(): void {
		const editor = this.#editor;
		const state = this.#state;
		this.#state = { at: 'idle' };
		if (state.at === 'pressed') {
			const { shape, side, isHovered } = state.dot;
			if (isHovered) editor.select(withFellows(editor, [shape]));
			else addConnected(editor, shape, side);
		}
		if (state.at !== 'drawing') return;
		const arrow = arrowFrom(editor, onWhole(state.dot.shape), state.to, state.id);
		make(editor, arrow);
		editor.show({ at: 'none' });
		editor.select([arrow.id]);
	}

	cancel(): void {
		this.#state = { at: 'idle' };
		this.#editor.show({ at: 'none' });
	}

	/** Whether the pointer is over a dot. */
	hover(press: Press): boolean {
		const over = this.#dotAt(press);
		const hovered = over?.shape.id ?? this.#shapeNear(press);
		if (over?.side !== this.#over?.side || hovered !== this.#hovered) this.#editor.invalidate();
		this.#over = over;
		this.#hovered = hovered;
		return over !== null;
	}

	paint(easel: Easel): void {
		if (this.#state.at === 'drawing') paintLanding(easel, this.#editor, this.#state.to);
		if (this.#state.at !== 'idle' || this.#editor.preview.at !== 'none') return;
		const { context, theme } = easel;
		const { camera } = this.#editor;
		for (const { screen, side, shape } of this.#dots()) {
			const isOver = this.#over?.side === side && this.#over.shape.id === shape.id;
			context.fillStyle = theme.selection;
			context.globalAlpha = isOver ? 1 : 0.45;
			context.beginPath();
			const radius = ((isOver ? 1.6 : 1) * DOT_PX) / camera.zoom;
			context.arc(
				camera.x + screen.x / camera.zoom,
				camera.y + screen.y / camera.zoom,
				radius,
				0,
				2 * Math.PI
			);
			context.fill();
		}
		context.globalAlpha = 1;
	}

	#dotAt(press: Press): Dot | null {
		this.#pointer = press.pointer;
		return (
			this.#dots().find(({ screen }) => distance(screen, press.screen) <= REACH_PX[press.pointer]) ?? null
		);
	}

	/** The shape under a pointer, or the one that it has just left and whose dots it may be going to. */
	#shapeNear(press: Press): ShapeId | null {
		if (press.pointer === 'touch') return null;
		const on = itemAt(this.#editor, press);
		if (on !== null) return on.shape.id;
		const last = this.#hovered === null ? undefined : this.#editor.scene.item(this.#hovered);
		if (last === undefined) return null;
		const reach = (AWAY_PX[press.pointer] + REACH_PX[press.pointer]) / this.#editor.camera.zoom;
		return contains(grown(last.bounds, reach), press.point) ? this.#hovered : null;
	}

	#dots(): Dot[] {
		const { selectedShapes, selection, readonly, editing, scene, pointer } = this.#editor;
		if (readonly || editing !== null) return [];
		const dots = hasDots(selectedShapes) ? this.#dotsOf(selectedShapes[0]!, false) : [];
		const hovered = this.#hovered === null ? undefined : scene.item(this.#hovered)?.shape;
		const isShown = hovered !== undefined && selection.size < 2 && !selection.has(hovered.id);
		if (!isShown || pointer === null || this.#pointer === 'touch' || !hasDots([hovered])) return dots;
		return [...dots, ...this.#dotsOf(hovered, true).filter(({ screen }) => this.#isFree(screen))];
	}

	/** A press on something else means that. */
	#isFree(screen: Point): boolean {
		const { camera, scene } = this.#editor;
		return scene.hit(toBoard(camera, screen), DOT_PX / camera.zoom, ({ type }) => type !== 'frame') === null;
	}

	#dotsOf(shape: Shape, isHovered: boolean): Dot[] {
		const { camera } = this.#editor;
		const half = { x: (shape.w * camera.zoom) / 2, y: (shape.h * camera.zoom) / 2 };
		if (Math.max(half.x, half.y) * 2 < SMALLEST_PX) return [];
		const centre = toScreen(camera, centreOf(shape));
		const away = AWAY_PX[this.#pointer];
		return SIDES.map((side) => {
			const flat = {
				x: centre.x + side.x * (half.x + away),
				y: centre.y + side.y * (half.y + away)
			};
			return { shape, side, screen: rotatedAbout(flat, centre, shape.rotation), isHovered };
		});
	}
}
