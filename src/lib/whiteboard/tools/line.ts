import { distance, type Point } from '#model/whiteboard/geometry.ts';
import { lineThrough, type LineShape, MAX_LINE_POINTS } from '#model/whiteboard/shapes/line.ts';
import { make, newBase } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Press, Tool } from './tool.ts';

type State =
	| { readonly at: 'idle' }
	/** Pressed on its first point: dragging makes a single piece, a click goes on to the next. */
	| { readonly at: 'first'; readonly from: Press; readonly shape: LineShape }
	/** Corner by corner; `points` are those that are set. */
	| { readonly at: 'cornering'; readonly points: readonly Point[]; readonly shape: LineShape };

const CLICK_PX = { mouse: 5, pen: 7, touch: 10 } as const;
/** A click so near to the first corner closes the line, near to the last one ends it. */
const NEAR_PX = { mouse: 9, pen: 12, touch: 20 } as const;
const STEP = Math.PI / 12;
const USUAL_LENGTH = 160;

/**
 * Draws a straight line by dragging; clicks set corner after corner until one is clicked again, or Enter is pressed. Shift
 * holds the direction to steps of 15°.
 */
export function createLineTool(editor: Editor): Tool {
	let state: State = { at: 'idle' };

	const stop = (): void => {
		state = { at: 'idle' };
		editor.show({ at: 'none' });
	};

	function show(shape: LineShape, points: readonly Point[]): void {
		editor.show({ at: 'reshaping', items: [editor.scene.ghost({ ...shape, ...lineThrough(points) })] });
	}

	function finish(shape: LineShape, points: readonly Point[], closed: boolean): void {
		stop();
		if (points.length < 2) return;
		make(editor, { ...shape, ...lineThrough(points), closed });
		editor.use('select');
		editor.select([shape.id]);
	}

	function corner(press: Press): void {
		if (state.at !== 'cornering') return;
		const { points, shape } = state;
		const point = aimed(points.at(-1)!, press);
		const near = (other: Point): boolean =>
			distance(press.point, other) * editor.camera.zoom <= NEAR_PX[press.pointer];
		if (points.length > 2 && near(points[0]!)) finish(shape, points, true);
		else if (near(points.at(-1)!) || points.length >= MAX_LINE_POINTS) finish(shape, points, false);
		else {
			state = { ...state, points: [...points, point] };
			show(shape, state.points);
		}
	}

	return {
		cursor: 'crosshair',
		press(press) {
			if (state.at !== 'idle') return;
			const shape: LineShape = {
				...newBase(editor, 'line'),
				type: 'line',
				...lineThrough([press.point, press.point]),
				closed: false
			};
			state = { at: 'first', from: press, shape };
		},
		drag(press) {
			if (state.at === 'first') show(state.shape, [state.from.point, aimed(state.from.point, press)]);
			if (state.at === 'cornering') show(state.shape, [...state.points, aimed(state.points.at(-1)!, press)]);
		},
		release(press) {
			if (state.at === 'cornering') corner(press);
			if (state.at !== 'first') return;
			const { from, shape } = state;
			const isClick = distance(from.screen, press.screen) <= CLICK_PX[press.pointer];
			if (isClick) state = { at: 'cornering', points: [from.point], shape };
			else finish(shape, [from.point, aimed(from.point, press)], false);
		},
		hover(press) {
			if (state.at === 'cornering') show(state.shape, [...state.points, aimed(state.points.at(-1)!, press)]);
			return 'crosshair';
		},
		place(centre) {
			if (state.at === 'cornering') {
				finish(state.shape, state.points, false);
				return;
			}
			const half = USUAL_LENGTH / 2;
			const ends = [
				{ x: centre.x - half, y: centre.y },
				{ x: centre.x + half, y: centre.y }
			];
			finish({ ...newBase(editor, 'line'), type: 'line', ...lineThrough(ends), closed: false }, ends, false);
		},
		cancel: stop
	};
}

function aimed(from: Point, { point, shift }: Press): Point {
	if (!shift) return point;
	const angle = Math.round(Math.atan2(point.y - from.y, point.x - from.x) / STEP) * STEP;
	const length = distance(from, point);
	return { x: from.x + Math.cos(angle) * length, y: from.y + Math.sin(angle) * length };
}
