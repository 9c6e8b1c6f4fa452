import { distance, type Point } from '#model/whiteboard/geometry.ts';
import { arrowBetween, type ArrowShape, PLAIN_ARROW } from '#model/whiteboard/shapes/arrow.ts';
import { make, newBase } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import { SceneItem } from '../render/scene.ts';
import type { Press, Tool } from './tool.ts';

type State =
	{ readonly at: 'idle' } | { readonly at: 'drawing'; readonly from: Point; readonly shape: ArrowShape };

const SHORTEST_PX = 6;
/** How long one is that the keyboard places. */
const PLACED = 160;
/** Shift holds the direction to steps of 15°. */
const STEP = Math.PI / 12;

/** Draws an arrow from press to release. */
export function createArrowTool(editor: Editor): Tool {
	let state: State = { at: 'idle' };

	const stop = (): void => {
		state = { at: 'idle' };
		editor.show({ at: 'none' });
	};

	return {
		cursor: 'crosshair',
		press({ point }) {
			const base = { ...newBase(editor, 'arrow'), type: 'arrow' as const, ...PLAIN_ARROW };
			const shape: ArrowShape = { ...base, ...arrowBetween(point, point) };
			state = { at: 'drawing', from: point, shape };
		},
		drag(press) {
			if (state.at !== 'drawing') return;
			const shape = { ...state.shape, ...arrowBetween(state.from, tipOf(state.from, press)) };
			state = { ...state, shape };
			editor.show({ at: 'reshaping', items: [new SceneItem(shape, '', () => 0)] });
		},
		release(press) {
			if (state.at !== 'drawing') return;
			const tip = tipOf(state.from, press);
			const { from, shape } = state;
			stop();
			if (distance(from, tip) * editor.camera.zoom < SHORTEST_PX) return;
			make(editor, { ...shape, ...arrowBetween(from, tip) });
			editor.use('select');
			editor.select([shape.id]);
		},
		place({ x, y }) {
			const base = { ...newBase(editor, 'arrow'), type: 'arrow' as const, ...PLAIN_ARROW };
			make(editor, { ...base, ...arrowBetween({ x: x - PLACED / 2, y }, { x: x + PLACED / 2, y }) });
			editor.use('select');
			editor.select([base.id]);
		},
		cancel: stop
	};
}

/** Where an arrow's end is for a pointer: Shift turns it to the nearest step. */
export function tipOf(from: Point, { point, shift }: Pick<Press, 'point' | 'shift'>): Point {
	if (!shift) return point;
	const angle = Math.round(Math.atan2(point.y - from.y, point.x - from.x) / STEP) * STEP;
	const length = distance(from, point);
	return { x: from.x + Math.cos(angle) * length, y: from.y + Math.sin(angle) * length };
}
