import type { TextKey } from '#model/whiteboard/board.ts';
import { type Box, centreOf, type Point } from '#model/whiteboard/geometry.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { placeOfCell } from '#model/whiteboard/shapes/table.ts';
import { type Camera, toScreen } from '../camera.ts';
import { FRAME_TITLE } from '../render/frame-title-look.ts';
import { frameTitleBox } from '../render/frame-titles.ts';
import { painterOf } from '../render/painters/registry.ts';
import { cellWordBox } from '../render/painters/table.ts';
import { ONE_LINE } from '../writing.svelte.ts';

/** Where a text is written, and how large: as it is drawn. */
export interface TextPlace {
	/** CSS that puts a box's top left, unturned and in board units, where it is on screen. */
	readonly transform: string;
	readonly w: number;
	readonly h: number;
	/** Grows with its words instead of wrapping them. */
	readonly grows: boolean;
	/** One line: Enter ends it. */
	readonly single: boolean;
	readonly fontSize: number;
}

/** `fontSize` is what the words are drawn in now, shrunken to fit. */
export function textPlace(shape: Shape, key: TextKey, camera: Camera, fontSize: number): TextPlace | null {
	const single = ONE_LINE.includes(shape.type);
	if (shape.type === 'frame') {
		const { x, y, w, h } = frameTitleBox(shape, camera);
		const transform = `translate(${x}px, ${y}px)`;
		return {
			transform,
			w: Math.max(w, FRAME_TITLE.least),
			h,
			grows: false,
			single,
			fontSize: FRAME_TITLE.size
		};
	}
	const box = boxOf(shape, key);
	if (box === null) return null;
	const grows = shape.type === 'text' && shape.autoWidth;
	const transform = transformOf(shape, box, camera);
	return { transform, w: box.w, h: box.h, grows, single, fontSize };
}

function boxOf(shape: Shape, key: TextKey): Box | null {
	if (shape.type !== 'table') return painterOf(shape.type).wordBox(shape);
	const place = placeOfCell(shape, key);
	return place === null ? null : cellWordBox({ ...shape, x: 0, y: 0 }, place.row, place.column);
}

function transformOf(shape: Shape, box: Point, camera: Camera): string {
	const { x, y } = toScreen(camera, centreOf(shape));
	const turned = shape.rotation === 0 ? '' : ` rotate(${shape.rotation}rad)`;
	return `translate(${x}px, ${y}px)${turned} scale(${camera.zoom}) translate(${box.x - shape.w / 2}px, ${box.y - shape.h / 2}px)`;
}
