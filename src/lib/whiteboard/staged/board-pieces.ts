import { grown, union, type Box } from '#model/whiteboard/geometry.ts';
import type { BoardRegion } from '#model/session/stage.ts';
import { isShapeId } from '#model/whiteboard/ids.ts';
import { unreachable } from '#model/unreachable.ts';
import type { Scene } from '../render/scene.ts';
import type { SceneItem } from '../render/scene-item.ts';
import type { Piece } from './legible-parts.ts';

/** What is to be seen of a board, and in what groups it stays together. */
export interface Seen {
	readonly whole: Box;
	readonly units: readonly (readonly Piece[])[];
}

/** What a region holds; `null`: there is nothing to show. `margin`: paper around all of a board, in its units. */
export function seenIn(scene: Scene, region: BoardRegion, margin: number): Seen | null {
	const whole = wholeOf(scene, region, margin);
	if (whole === null) return null;
	const items = scene.within(whole);
	const frames = new Map<string, Piece[]>();
	const units: Piece[][] = [];
	for (const item of items) if (item.shape.type === 'frame') frames.set(item.shape.id, []);
	for (const item of items) {
		const piece = pieceOf(item);
		// An arrow leads from one thing to another: it is seen with them, and keeps nothing together.
		if (item.shape.type === 'arrow' && piece.letters === null) continue;
		const frame = frames.get(item.shape.type === 'frame' ? item.shape.id : (item.shape.frame ?? ''));
		if (frame === undefined) units.push([piece]);
		else frame.push(piece);
	}
	units.push(...frames.values());
	return { whole, units };
}

/** What a region looks like as one box; `null`: it is empty, or gone. */
function wholeOf(scene: Scene, region: BoardRegion, margin: number): Box | null {
	switch (region.of) {
		case 'all': {
			const box = union([...scene.items()].map(({ painted }) => painted));
			return box === null ? null : grown(box, margin);
		}
		case 'frame':
			return isShapeId(region.frame) ? scene.boundsOf([region.frame]) : null;
		case 'area':
			return { x: region.x, y: region.y, w: region.width, h: region.height };
		default:
			return unreachable(region);
	}
}

function pieceOf(item: SceneItem): Piece {
	const sizes = item.blocks
		.filter(({ layout }) => layout.lines.some(({ text }) => text.trim() !== ''))
		.map(({ layout }) => layout.fontSize);
	return { box: item.painted, letters: sizes.length === 0 ? null : Math.min(...sizes) };
}
