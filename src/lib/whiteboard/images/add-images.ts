import type { PreparedImage } from '$lib/images/prepare.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import { t } from '$lib/messages/whiteboard-images.ts';
import type { Box, Point } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { ImageShape } from '#model/whiteboard/shapes/image.ts';
import { keysBetween } from '#model/order.ts';
import { keyAbove } from '#model/whiteboard/stacking.ts';
import { newBase } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import { settled } from '../frames.ts';

/** More at once is a folder that somebody dropped by mistake. */
const MOST_AT_ONCE = 60;
const GAP = 20;
/** What one image takes of the window at most, so that all of it is seen at once. */
const MOST_OF_WINDOW = 0.6;
/** After so long, people are told that something is under way. */
const SAY_AFTER_MS = 300;

/**
 * Puts images on the board around a point: makes them fit, shows them at once, selects them and sends them. What cannot
 * be added is said in words; the rest is added all the same. Returns the new shapes.
 */
export async function addImages(
	editor: Editor,
	files: readonly Blob[],
	at: Point
): Promise<readonly ShapeId[]> {
	if (editor.readonly || files.length === 0) return [];
	const taken = files.slice(0, MOST_AT_ONCE);
	if (taken.length < files.length) toast.show({ text: t.tooMany(MOST_AT_ONCE), kind: 'problem' });
	const saying = setTimeout(() => toast.show({ text: t.preparing(taken.length) }), SAY_AFTER_MS);
	const prepared: PreparedImage[] = [];
	try {
		const works = await editor.images.load();
		// One after another: each is decoded as a whole while it is made smaller.
		for (const file of taken) {
			const image = await works.keep(file);
			if (image.ok) prepared.push(image);
			else say(t.problems[image.why], taken.length > 1 ? nameOf(file) : '');
		}
	} finally {
		clearTimeout(saying);
	}
	if (prepared.some(({ wasAnimated }) => wasAnimated)) toast.show({ text: t.firstPictureOnly });
	if (prepared.length > 0 && !navigator.onLine) toast.show({ text: t.offline });
	return place(editor, prepared, at);
}

function place(editor: Editor, images: readonly PreparedImage[], at: Point): ShapeId[] {
	// The rights may have changed while they were made smaller.
	if (editor.readonly || images.length === 0) return [];
	const boxes = inRows(
		images.map(({ natural }) => fit(natural, editor.visible)),
		at
	);
	const orders = keysBetween(keyAbove(editor.board.shapes.values()), null, images.length);
	const shapes = images.map(({ hash, mime, natural }, index): ImageShape => ({
		...newBase(editor, 'image'),
		type: 'image',
		...boxes[index]!,
		order: orders[index]!,
		hash,
		mime,
		natural,
		alt: ''
	}));
	editor.use('select');
	const placed = settled(shapes, editor.board.shapes);
	editor.perform((gesture) => placed.forEach((shape) => gesture.make(shape)));
	const ids = shapes.map(({ id }) => id);
	editor.select(ids);
	editor.announce(t.added(ids.length));
	return ids;
}

/** As large as its pixels, but no larger than fits the window well. */
function fit({ w, h }: { readonly w: number; readonly h: number }, visible: Box): Box {
	const by = Math.min(1, (visible.w * MOST_OF_WINDOW) / w, (visible.h * MOST_OF_WINDOW) / h);
	return { x: 0, y: 0, w: w * by, h: h * by };
}

/** In rows about as wide as all are high, with their middle at a point. */
function inRows(boxes: readonly Box[], at: Point): Box[] {
	const area = boxes.reduce((sum, { w, h }) => sum + (w + GAP) * (h + GAP), 0);
	const width = Math.max(Math.sqrt(area) * 1.2, ...boxes.map(({ w }) => w));
	const placed: Box[] = [];
	let [x, y, rowHeight, right] = [0, 0, 0, 0];
	for (const { w, h } of boxes) {
		if (x > 0 && x + w > width) [x, y, rowHeight] = [0, y + rowHeight + GAP, 0];
		placed.push({ x, y, w, h });
		x += w + GAP;
		right = Math.max(right, x - GAP);
		rowHeight = Math.max(rowHeight, h);
	}
	const bottom = y + rowHeight;
	return placed.map((box) => ({ ...box, x: box.x + at.x - right / 2, y: box.y + at.y - bottom / 2 }));
}

function say(problem: string, name: string): void {
	toast.show({ text: t.ofFile(name, problem), kind: 'problem' });
}

function nameOf(file: Blob): string {
	return file instanceof File ? file.name : '';
}
