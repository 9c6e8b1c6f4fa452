import { distance, type Point } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Editor } from '../editor.svelte.ts';
import { areaOf, isLassoed } from '../lassoing.ts';
import { paintLasso } from './boxing.ts';
import type { Drag } from './part.ts';
import { withFellows } from './picking.ts';
import type { Press, Tool } from './tool.ts';

/** Points nearer than this add nothing to the line, in CSS pixels. */
const STEP_PX = 4;

/** Selects what a free line goes around; Shift keeps what was selected before. */
export function startLasso(editor: Editor, from: Press): Drag {
	const kept: ReadonlySet<ShapeId> = from.shift ? editor.selection : new Set<ShapeId>();
	const line: Point[] = [from.point];
	return {
		drag({ point }) {
			if (distance(point, line.at(-1)!) * editor.camera.zoom < STEP_PX) return;
			line.push(point);
			const around = editor.scene.within(areaOf(line)).map(({ shape }) => shape);
			const taken = around.filter((shape) => !shape.locked && isLassoed(shape, line));
			editor.select([...kept, ...withFellows(editor, taken)]);
			editor.invalidate();
		},
		release: () => editor.invalidate(),
		cancel: () => editor.select(kept),
		paint: (easel) => paintLasso(easel, line)
	};
}

/** The lasso as a tool, for those who have no Alt key at hand. What it has caught is the select tool's. */
export function createLassoTool(editor: Editor): Tool {
	let current: Drag | null = null;
	return {
		cursor: 'crosshair',
		press: (press) => void (current = startLasso(editor, press)),
		drag: (press) => current?.drag(press),
		release() {
			current = null;
			const caught = editor.selection;
			editor.use('select');
			editor.select(caught);
		},
		cancel() {
			current?.cancel();
			current = null;
		},
		paint: (easel) => current?.paint?.(easel)
	};
}
