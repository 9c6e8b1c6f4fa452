import { centreOf, clamp, type Point } from '#model/whiteboard/geometry.ts';
import type { CommentWrites } from '#model/whiteboard/comments/comments.ts';
import { runGesture } from '#model/whiteboard/gesture.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { type Copied, copiesAt, namesFor } from '../copies.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Changes } from './changes.ts';
import { commentsAt } from './comments.ts';
import { boundsOfDrawing, type Drawing } from './drawing.ts';
import { nextFrame } from './next-frame.ts';
import type { Progress } from './progress.svelte.ts';

interface Placing {
	/** Told how far it is; asked whether to go on. */
	readonly progress?: Progress;
	/** Lets the page do what else there is to do. */
	readonly pause?: () => Promise<void>;
}

/** So long the page may be held up by what is written at once. */
const SLICE_MS = 10;
/** Shapes that are written at first, when nobody knows yet how fast it is here. */
const FIRST_SLICE = 200;
const SLICES = { least: 20, most: 2_000 };

/**
 * Puts a drawing on the board with its middle at a point, in slices between which the page lives on, as one step of the
 * history; selects it. When it is given up, what was written is taken back. @throws the reason for which it was given up.
 */
export async function placeDrawing(
	editor: Editor,
	drawing: Drawing,
	changes: Changes,
	at: Point,
	{ progress, pause = nextFrame }: Placing = {}
): Promise<readonly ShapeId[]> {
	const pieces = await withImages(editor, drawing, changes, progress);
	// The rights may have changed meanwhile.
	if (editor.readonly || pieces.length === 0) return [];
	const centre = centreOf(boundsOfDrawing(drawing));
	const by = { x: at.x - centre.x, y: at.y - centre.y };
	const names = namesFor(pieces);
	const copies = copiesAt(editor, pieces, by, names);
	const comments = commentsAt(drawing.comments, { names, by, me: editor.me });
	editor.use('select');
	await writeInSlices(editor, copies, comments, { progress, pause });
	editor.enter(null);
	const ids = copies.map(({ shape }) => shape.id);
	editor.select(ids);
	return ids;
}

async function writeInSlices(
	editor: Editor,
	copies: readonly Copied[],
	comments: CommentWrites,
	{ progress, pause }: { progress: Progress | undefined; pause: () => Promise<void> }
): Promise<void> {
	const step = editor.steps.history.inParts();
	let count = FIRST_SLICE;
	for (let done = 0; done < copies.length;) {
		if (progress?.signal.aborted === true) {
			while (step.takeBackPart()) await pause();
			progress.signal.throwIfAborted();
		}
		const slice = copies.slice(done, done + count);
		done += slice.length;
		const began = performance.now();
		step.perform(() =>
			runGesture(editor.board, (gesture) => {
				for (const { shape, text } of slice) gesture.make(shape, text);
				if (done === copies.length) gesture.comment(comments);
			})
		);
		const tookMs = Math.max(0.1, performance.now() - began);
		count = Math.round(clamp((slice.length * SLICE_MS) / tookMs, SLICES.least, SLICES.most));
		progress?.reach({ at: 'adding', done, of: copies.length });
		if (done < copies.length) await pause();
	}
	step.keep();
}

/** Keeps the images that a drawing brings along, and has its shapes show those; what cannot be kept is left out. */
async function withImages(
	editor: Editor,
	{ pieces, images }: Drawing,
	changes: Changes,
	progress: Progress | undefined
): Promise<readonly Copied[]> {
	if (images.size === 0) return pieces;
	const works = await editor.images.load();
	const kept = new Map<
		string,
		Pick<Extract<Copied['shape'], { type: 'image' }>, 'hash' | 'mime' | 'natural'>
	>();
	for (const [hash, blob] of images) {
		progress?.signal.throwIfAborted();
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
