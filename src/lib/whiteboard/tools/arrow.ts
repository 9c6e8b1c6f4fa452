import { distance, type Point } from '#model/whiteboard/geometry.ts';
import { createShapeId, type ShapeId } from '#model/whiteboard/ids.ts';
import type { ArrowShape } from '#model/whiteboard/shapes/arrow.ts';
import { arrowFrom } from '../connections.ts';
import { make } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import { type Landing, landingAt, landingFrom, paintLanding, pointOf } from './landing.ts';
import type { Press, Tool } from './tool.ts';

type State =
	| { readonly at: 'idle'; readonly over: Landing | null }
	| { readonly at: 'drawing'; readonly id: ShapeId; readonly from: Landing; readonly to: Landing };

const SHORTEST_PX = 6;
/** How long one is that the keyboard places. */
const PLACED = 160;
/** Shift holds the direction to steps of 15°. */
const STEP = Math.PI / 12;

/** Draws an arrow from press to release; what it begins or ends on holds it. */
export function createArrowTool(editor: Editor): Tool {
	let state: State = { at: 'idle', over: null };

	const stop = (): void => {
		state = { at: 'idle', over: null };
		editor.show({ at: 'none' });
	};

	function done(arrow: ArrowShape): void {
		make(editor, arrow);
		stop();
		editor.use('select');
		editor.select([arrow.id]);
	}

	return {
		cursor: 'crosshair',
		press(press) {
			const from = landingAt(editor, press);
			state = { at: 'drawing', id: createShapeId(), from, to: { on: 'paper', point: press.point } };
		},
		drag(press) {
			if (state.at !== 'drawing') return;
			state = { ...state, to: farEnd(editor, state.from, press) };
			const { from, to, id } = state;
			editor.show({ at: 'reshaping', items: [editor.scene.ghost(arrowFrom(editor, from, to, id))] });
		},
		release(press) {
			if (state.at !== 'drawing') return;
			const { from, id } = state;
			const to = farEnd(editor, from, press);
			if (distance(pointOf(from), pointOf(to)) * editor.camera.zoom < SHORTEST_PX) stop();
			else done(arrowFrom(editor, from, to, id));
		},
		place({ x, y }) {
			const at = (dx: number): Landing => ({ on: 'paper', point: { x: x + dx, y } });
			done(arrowFrom(editor, at(-PLACED / 2), at(PLACED / 2)));
		},
		hover(press) {
			if (state.at === 'idle') state = { at: 'idle', over: landingAt(editor, press) };
			editor.invalidate();
			return 'crosshair';
		},
		cancel: stop,
		paint(easel) {
			if (state.at === 'idle') paintLanding(easel, editor, state.over);
			else for (const landing of [state.from, state.to]) paintLanding(easel, editor, landing);
		}
	};
}

/** Where the end that is dragged goes. */
export function farEnd(editor: Editor, from: Landing, press: Press): Landing {
	const other = { point: pointOf(from), shape: from.on === 'shape' ? from.shape.id : null };
	const to = landingFrom(editor, press, other);
	return to.on === 'paper' ? { on: 'paper', point: tipOf(other.point, press) } : to;
}

/** Where an arrow's end is for a pointer: Shift turns it to the nearest step. */
export function tipOf(from: Point, { point, shift }: Pick<Press, 'point' | 'shift'>): Point {
	if (!shift) return point;
	const angle = Math.round(Math.atan2(point.y - from.y, point.x - from.x) / STEP) * STEP;
	const length = distance(from, point);
	return { x: from.x + Math.cos(angle) * length, y: from.y + Math.sin(angle) * length };
}
