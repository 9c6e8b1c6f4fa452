import { toScreen } from '../camera.ts';
import type { Screen } from '../render/screen.ts';

/** In pixels of a screen of 1920 × 1080. */
const DOT = 18;
const NAME = 30;
const PADDING = 12;

export interface PointerLook {
	/** One pixel of the layout, in CSS pixels. */
	readonly unitPx: number;
	/** `false`: what the session's label says about names. */
	readonly withNames: boolean;
}

/** Where people point, as large as everything else on a big screen. */
export function paintLargePointers(
	{ context, editor, people, theme }: Screen,
	{ unitPx, withNames }: PointerLook
): void {
	for (const { cursor, color, name } of editor.presence.peers) {
		if (cursor === null) continue;
		const { x, y } = toScreen(editor.camera, cursor);
		context.fillStyle = people.fill[color];
		context.beginPath();
		context.arc(x, y, DOT * unitPx, 0, 2 * Math.PI);
		context.fill();
		context.lineWidth = 3 * unitPx;
		context.strokeStyle = theme.paper;
		context.stroke();
		if (!withNames) continue;
		context.font = `600 ${String(NAME * unitPx)}px ${theme.font}`;
		const [left, height] = [x + 1.5 * DOT * unitPx, (NAME + 2 * PADDING) * unitPx];
		const width = context.measureText(name).width + 2 * PADDING * unitPx;
		context.beginPath();
		context.roundRect(left, y - height / 2, width, height, 10 * unitPx);
		context.fill();
		context.fillStyle = people.on[color];
		context.textAlign = 'left';
		context.textBaseline = 'middle';
		context.fillText(name, left + PADDING * unitPx, y);
	}
}
