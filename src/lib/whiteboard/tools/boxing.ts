import { type Box, boxOf, type Point } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Easel } from '../render/painters/painter.ts';
import type { Drag } from './part.ts';
import { withFellows } from './picking.ts';
import type { Press } from './tool.ts';

/** Selects whatever a box touches; Shift keeps what was selected before. */
export function startBox(editor: Editor, from: Press): Drag {
	const kept: ReadonlySet<ShapeId> = from.shift ? editor.selection : new Set<ShapeId>();
	let box: Box = boxOf(from.point, from.point);
	return {
		drag({ point }) {
			box = boxOf(from.point, point);
			const touched = editor.scene.touchedBy(box).flatMap(({ shape }) => (takes(box, shape) ? shape : []));
			editor.select([...kept, ...withFellows(editor, touched)]);
			editor.invalidate();
		},
		release: () => editor.invalidate(),
		cancel: () => editor.select(kept),
		paint: (easel) => paintBox(easel, box)
	};
}

/** A frame is taken only whole: a box within it is about what lies in it. */
function takes(box: Box, shape: { readonly locked: boolean; readonly type: string } & Box): boolean {
	if (shape.locked) return false;
	if (shape.type !== 'frame') return true;
	const { x, y, w, h } = shape;
	return box.x <= x && box.y <= y && box.x + box.w >= x + w && box.y + box.h >= y + h;
}

function paintBox({ context, theme, scale }: Easel, box: Box): void {
	context.fillStyle = theme.selection;
	context.strokeStyle = theme.selection;
	context.globalAlpha = 0.1;
	context.fillRect(box.x, box.y, box.w, box.h);
	context.globalAlpha = 1;
	context.lineWidth = devicePixelRatio / scale;
	context.strokeRect(box.x, box.y, box.w, box.h);
}

/** The area that a free line goes around. */
export function paintLasso({ context, theme, scale }: Easel, line: readonly Point[]): void {
	context.beginPath();
	for (const { x, y } of line) context.lineTo(x, y);
	context.closePath();
	context.fillStyle = theme.selection;
	context.strokeStyle = theme.selection;
	context.globalAlpha = 0.1;
	context.fill();
	context.globalAlpha = 1;
	context.lineWidth = (1.5 * devicePixelRatio) / scale;
	context.setLineDash([(6 * devicePixelRatio) / scale, (4 * devicePixelRatio) / scale]);
	context.stroke();
	context.setLineDash([]);
}
