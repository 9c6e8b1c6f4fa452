import { distance, distanceToSegment, type Point } from '#model/whiteboard/geometry.ts';
import { type ArrowShape, pointsOf } from '#model/whiteboard/shapes/arrow.ts';
import { toScreen } from '../camera.ts';
import { withBends } from '../connections.ts';
import { replaceAll } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import { type BendHandle, bendHandlesOf } from './bend-handles.ts';
import type { Drag, Part } from './part.ts';
import type { Press } from './tool.ts';

/** How near a pointer must come, and how near to the straight line a bend is none any more; in CSS pixels. */
const REACH_PX = { mouse: 9, pen: 12, touch: 22 } as const;
const STRAIGHT_PX = 6;

/** The places on a selected arrow by which its line is pulled aside. */
export function createArrowBends(editor: Editor): Part {
	function handleUnder({ screen, pointer }: Press): BendHandle | null {
		if (editor.readonly) return null;
		const { camera } = editor;
		const away = ({ point }: BendHandle): number => distance(toScreen(camera, point), screen);
		const near = bendHandlesOf(editor.selectedShapes, camera.zoom).filter(
			(handle) => away(handle) <= REACH_PX[pointer]
		);
		return near.sort((a, b) => away(a) - away(b))[0] ?? null;
	}

	return {
		take(press) {
			const handle = handleUnder(press);
			return handle === null ? null : startBend(editor, handle);
		},
		hover: (press) => (handleUnder(press) === null ? null : 'move')
	};
}

function startBend(editor: Editor, { at, isNew }: BendHandle): Drag {
	const arrow = editor.selectedShapes[0] as ArrowShape;
	const points = pointsOf(arrow);
	let now = arrow;
	const stop = (): void => editor.show({ at: 'none' });
	return {
		drag({ point }) {
			const led = points.toSpliced(at + 1, isNew ? 0 : 1, point);
			const bends = isStraight(led, at + 1, STRAIGHT_PX / editor.camera.zoom)
				? led.toSpliced(at + 1, 1)
				: led;
			now = withBends(editor, arrow, bends.slice(1, -1));
			editor.show({ at: 'reshaping', items: [editor.scene.ghost(now)] });
		},
		release({ clicks }) {
			if (now !== arrow) replaceAll(editor, [now]);
			stop();
			// The handle lies where the label does, or would.
			if (now === arrow && clicks === 2) editor.edit(arrow.id);
		},
		cancel: stop
	};
}

/** Whether the line would hardly be another without one of its points. */
function isStraight(points: readonly Point[], at: number, near: number): boolean {
	return distanceToSegment(points[at]!, points[at - 1]!, points[at + 1]!) < near;
}
