import type { BoardColor } from '#model/whiteboard/style.ts';
import type { BoardTheme } from '../render/board-theme.ts';
import type { SceneItem } from '../render/scene-item.ts';
import type { Scene } from '../render/scene.ts';

/** Draws all shapes as spots of their colour, some milliseconds for ten thousand. `pixel`: how large one is in board units. */
export function paintMap(
	context: CanvasRenderingContext2D,
	scene: Scene,
	theme: BoardTheme,
	pixel: number
): void {
	const items = [...scene.items()];
	for (const { bounds, shape } of items) {
		if (shape.type !== 'frame') continue;
		context.strokeStyle = theme.stroke[shape.style.color];
		context.lineWidth = pixel;
		context.strokeRect(bounds.x, bounds.y, bounds.w, bounds.h);
	}
	// By colour: setting one costs more than filling a box.
	const spots = new Map<string, SceneItem[]>();
	for (const item of items) {
		if (item.shape.type === 'frame') continue;
		const color = colorOf(item, theme);
		const known = spots.get(color);
		if (known === undefined) spots.set(color, [item]);
		else known.push(item);
	}
	for (const [color, among] of spots) {
		context.fillStyle = color;
		context.beginPath();
		for (const { bounds } of among)
			context.rect(bounds.x, bounds.y, Math.max(bounds.w, pixel), Math.max(bounds.h, pixel));
		context.fill();
	}
}

/** Notes in their paper's colour, what is drawn or written in a thinner shade of its own: a map shows places, no lines. */
function colorOf({ shape }: SceneItem, { note, tint, stroke }: BoardTheme): string {
	const color: BoardColor = shape.style.color;
	if (shape.type === 'note') return note[color];
	if (shape.type === 'image') return stroke.ink;
	return shape.style.fill === 'solid'
		? stroke[color]
		: `color-mix(in srgb, ${stroke[color]} 45%, ${tint[color]})`;
}
