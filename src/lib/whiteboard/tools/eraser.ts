import { distance, type Point } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { deleteShapes } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Press, Tool } from './tool.ts';

/** How wide it rubs, in CSS pixels. */
const RADIUS_PX = { mouse: 6, pen: 8, touch: 14 } as const;
/** What is left of a shape that will go. */
const FADED = 0.2;

/** Rubs out the shapes that it crosses, all at once when it is lifted; Escape brings them back. */
export function createEraserTool(editor: Editor): Tool {
	let last: Point | null = null;
	const touched = new Set<ShapeId>();

	function rub(press: Press): void {
		if (last === null) return;
		const radius = RADIUS_PX[press.pointer] / editor.camera.zoom;
		const before = touched.size;
		for (const point of wayTo(last, press.point, radius)) touch(point, radius);
		last = press.point;
		if (touched.size > before) show();
	}

	/** Everything under it, not the topmost alone: one rubs through. */
	function touch(point: Point, radius: number): void {
		for (;;) {
			const item = editor.scene.hit(point, radius, ({ id, locked }) => !locked && !touched.has(id));
			if (item === null) return;
			touched.add(item.shape.id);
		}
	}

	function show(): void {
		const items = [...touched].flatMap((id) => {
			const shape = editor.scene.item(id)?.shape;
			if (shape === undefined) return [];
			const { style } = shape;
			return editor.scene.ghost({ ...shape, style: { ...style, opacity: style.opacity * FADED } });
		});
		editor.show({ at: 'reshaping', items });
	}

	function stop(): void {
		last = null;
		touched.clear();
		editor.show({ at: 'none' });
	}

	return {
		cursor: 'cell',
		press(press) {
			last = press.point;
			rub(press);
		},
		drag: rub,
		release(press) {
			rub(press);
			deleteShapes(editor, touched);
			stop();
		},
		cancel: stop
	};
}

/** Points on the way, near enough to each other that nothing slips through. */
function wayTo(from: Point, to: Point, step: number): Point[] {
	const steps = Math.max(1, Math.ceil(distance(from, to) / step));
	return Array.from({ length: steps }, (_, at) => {
		const share = (at + 1) / steps;
		return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
	});
}
