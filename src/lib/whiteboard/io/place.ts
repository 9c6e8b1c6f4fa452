import { centreOf, moved, type Point } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { type Copied, placeCopies } from '../copies.ts';
import type { Editor } from '../editor.svelte.ts';
import { settled } from '../frames.ts';
import type { Changes } from './changes.ts';
import { boundsOfDrawing, type Drawing } from './drawing.ts';

/** Puts a drawing on the board with its middle at a point, as one step of the history; selects it. */
export async function placeDrawing(
	editor: Editor,
	drawing: Drawing,
	changes: Changes,
	at: Point
): Promise<readonly ShapeId[]> {
	const pieces = await withImages(editor, drawing, changes);
	// The rights may have changed meanwhile.
	if (editor.readonly || pieces.length === 0) return [];
	const centre = centreOf(boundsOfDrawing(drawing));
	const by = { x: at.x - centre.x, y: at.y - centre.y };
	// What comes to lie on a frame belongs to it, as if it had been dropped there.
	const there = pieces.map(({ shape }) => moved(shape, by.x, by.y));
	const frames = settled(there, editor.board.shapes).map(({ frame }) => frame);
	const held = pieces.map(({ shape, text }, index) => ({
		shape: { ...shape, frame: frames[index] ?? null },
		text
	}));
	editor.use('select');
	return placeCopies(editor, held, by);
}

/** Keeps the images that a drawing brings along, and has its shapes show those; what cannot be kept is left out. */
async function withImages(
	editor: Editor,
	{ pieces, images }: Drawing,
	changes: Changes
): Promise<readonly Copied[]> {
	if (images.size === 0) return pieces;
	const works = await editor.images.load();
	const kept = new Map<
		string,
		Pick<Extract<Copied['shape'], { type: 'image' }>, 'hash' | 'mime' | 'natural'>
	>();
	for (const [hash, blob] of images) {
		const prepared = await works.keep(blob);
		if (prepared.ok) kept.set(hash, { hash: prepared.hash, mime: prepared.mime, natural: prepared.natural });
	}
	return pieces.flatMap((piece) => {
		const { shape } = piece;
		if (shape.type !== 'image' || !images.has(shape.hash)) return piece;
		const image = kept.get(shape.hash);
		if (image === undefined) changes.note('images');
		return image === undefined ? [] : { ...piece, shape: { ...shape, ...image } };
	});
}
