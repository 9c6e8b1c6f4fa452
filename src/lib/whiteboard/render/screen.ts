import type { Box, Point } from '#model/whiteboard/geometry.ts';
import type { MemberColor } from '#model/session/session.ts';
import { toScreen } from '../camera.ts';
import type { Editor } from '../editor.svelte.ts';
import type { BoardTheme } from './board-theme.ts';

/** Colours of people, as the live layer draws them. */
export interface PeopleColors {
	readonly fill: Readonly<Record<MemberColor, string>>;
	readonly on: Readonly<Record<MemberColor, string>>;
}

/** What marks over the board are drawn with, in CSS pixels: they are as large at every zoom. */
export interface Screen {
	readonly context: CanvasRenderingContext2D;
	readonly editor: Editor;
	readonly people: PeopleColors;
	readonly theme: BoardTheme;
}

/** A box of the board on screen, where thin lines are crisp. */
export function onScreen(editor: Editor, box: Box): Box {
	const { x, y } = toScreen(editor.camera, box);
	const { zoom } = editor.camera;
	return {
		x: Math.round(x) + 0.5,
		y: Math.round(y) + 0.5,
		w: Math.round(box.w * zoom),
		h: Math.round(box.h * zoom)
	};
}

export function shifted(point: Point, by: Point): Point {
	return { x: point.x + by.x, y: point.y + by.y };
}

export function strokeBox(context: CanvasRenderingContext2D, box: Box, margin: number): void {
	context.strokeRect(box.x - margin, box.y - margin, box.w + 2 * margin, box.h + 2 * margin);
}
