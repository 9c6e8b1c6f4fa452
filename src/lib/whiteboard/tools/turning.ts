import { centreOf, type Point, rotatedAbout } from '#model/whiteboard/geometry.ts';
import { upright } from '#model/whiteboard/shapes/arrow.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { replaceAll } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import { frameOf, isOnTurnHandle, turnHandleOf } from './handles.ts';
import type { Drag, Part } from './part.ts';
import type { Press } from './tool.ts';

/** Shift turns by steps of 15°. */
const STEP = Math.PI / 12;

/** The handle beyond a corner that turns a selection about its middle. */
export function createTurning(editor: Editor): Part {
	function isOver({ screen, pointer }: Press): boolean {
		const box = editor.scene.boundsOf(editor.selection);
		if (box === null || editor.readonly) return false;
		return isOnTurnHandle(turnHandleOf(editor.selectedShapes, box, editor.camera, pointer), screen, pointer);
	}

	return {
		take: (press) => (isOver(press) ? startTurn(editor, press) : null),
		hover: (press) => (isOver(press) ? 'grab' : null)
	};
}

function startTurn(editor: Editor, from: Press): Drag {
	const shapes = editor.selectedShapes;
	const { box, rotation } = frameOf(shapes, editor.scene.boundsOf(editor.selection)!);
	const centre = centreOf(box);
	const begun = angleOf(from.point, centre);
	let now: readonly Shape[] = shapes;

	const stop = (): void => editor.show({ at: 'none' });

	return {
		drag({ point, shift }) {
			const by = angleOf(point, centre) - begun;
			const to = shift ? Math.round((rotation + by) / STEP) * STEP : rotation + by;
			now = turned(shapes, centre, to - rotation);
			editor.show({ at: 'reshaping', items: now.map((shape) => editor.scene.ghost(shape)) });
		},
		release() {
			if (now !== shapes) replaceAll(editor, now);
			stop();
		},
		cancel: stop
	};
}

/** Shapes turned together about a point. */
export function turned(shapes: readonly Shape[], about: Point, radians: number): Shape[] {
	return shapes.map((shape) => {
		const centre = rotatedAbout(centreOf(shape), about, radians);
		const there = {
			...shape,
			x: centre.x - shape.w / 2,
			y: centre.y - shape.h / 2,
			rotation: within(shape.rotation + radians)
		};
		return there.type === 'arrow' ? upright(there) : there;
	});
}

/** The same angle between -180° and 180°; next to upright is upright. */
function within(radians: number): number {
	const full = 2 * Math.PI;
	const angle = radians - full * Math.round(radians / full);
	return Math.abs(angle) < 1e-4 ? 0 : angle;
}

function angleOf(point: Point, centre: Point): number {
	return Math.atan2(point.y - centre.y, point.x - centre.x);
}
