import { type Box, contains, overlaps, type Point } from '#model/whiteboard/geometry.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { type Camera, toScreen } from '../camera.ts';
import type { Editor } from '../editor.svelte.ts';
import { type BoardTheme, strokeOf } from './board-theme.ts';
import { FRAME_TITLE, type FrameTitleLook } from './frame-title-look.ts';
import type { SceneItem } from './scene-item.ts';
import { shownShape } from './shown-shape.ts';

/** Frames narrower than this on screen are too many to name. */
const NARROWEST_PX = 24;
const SHORTENED = '…';

/** Where a frame's title stands on screen: above its top edge, as long as that is. */
export function frameTitleBox(frame: Box, camera: Camera, look: FrameTitleLook = FRAME_TITLE): Box {
	const { x, y } = toScreen(camera, frame);
	return {
		x,
		y: y - look.height - look.gap,
		w: frame.w * camera.zoom,
		h: look.height
	};
}

/** The frame whose title is at a place on screen. */
export function frameTitleAt(editor: Editor, screen: Point): SceneItem | null {
	for (const item of editor.scene.frames) {
		if (item.shape.rotation !== 0) continue;
		const box = frameTitleBox(item.shape, editor.camera);
		const title = {
			...box,
			w: Math.min(box.w, Math.max(FRAME_TITLE.least, item.text.length * FRAME_TITLE.size * 0.6))
		};
		if (contains(title, screen)) return item;
	}
	return null;
}

interface Marking {
	readonly context: CanvasRenderingContext2D;
	readonly editor: Editor;
	readonly theme: BoardTheme;
}

/** Draws the titles of the frames in view, at one size whatever the zoom. `untitled` stands for no title. */
export function paintFrameTitles({ context, editor, theme }: Marking, untitled: string): void {
	const { camera, viewport } = editor;
	const view = { x: 0, y: 0, ...viewport };
	for (const { shape: stored, text } of editor.scene.frames) {
		if (stored.id === editor.editing) continue;
		const shape = shownShape(editor, stored.id) ?? stored;
		const box = frameTitleBox(shape, camera, editor.frameTitle);
		if (box.w < NARROWEST_PX || !overlaps(box, view)) continue;
		paintTitle(
			{ context, editor, theme },
			shape,
			box,
			text.trim() === '' ? untitled : text.replaceAll('\n', ' ')
		);
	}
}

function paintTitle({ context, editor, theme }: Marking, shape: Shape, box: Box, title: string): void {
	context.font = `600 ${editor.frameTitle.size}px ${theme.font}`;
	context.textBaseline = 'middle';
	context.textAlign = 'left';
	context.fillStyle = shape.style.color === 'ink' ? theme.ink : strokeOf(theme, shape.style);
	context.globalAlpha = 0.85;
	context.fillText(
		shortened(title, box.w, (text) => context.measureText(text).width),
		box.x,
		box.y + box.h / 2
	);
	context.globalAlpha = 1;
}

/** As much of a text as there is room for. */
function shortened(text: string, room: number, widthOf: (text: string) => number): string {
	if (widthOf(text) <= room) return text;
	let [low, high] = [0, text.length];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (widthOf(text.slice(0, middle) + SHORTENED) <= room) low = middle;
		else high = middle - 1;
	}
	return text.slice(0, low) + SHORTENED;
}
