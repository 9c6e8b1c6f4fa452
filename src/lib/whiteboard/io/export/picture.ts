import { type Box, grown, overlaps, union } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { FrameShape } from '#model/whiteboard/shapes/frame.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { slidesOf } from '#model/whiteboard/slides.ts';
import { byOrder } from '#model/order.ts';
import type { Copied } from '../../copies.ts';
import type { Editor } from '../../editor.svelte.ts';
import { withContents } from '../../frames.ts';
import { fontOf } from '../../render/faces.ts';
import { paintItem } from '../../render/paint-item.ts';
import type { Easel, Pictures } from '../../render/painters/painter.ts';
import { SceneItem } from '../../render/scene-item.ts';
import type { Measure } from '../../render/text-layout.ts';

/** What is exported: everything, what is selected, or a frame with what lies in it. */
export type Scope =
	{ readonly of: 'board' } | { readonly of: 'selection' } | { readonly of: 'frame'; readonly id: ShapeId };

/** Empty paper around what is exported, in board units. */
const MARGIN = 32;
const TITLE_SIZE = 16;
const TITLE_GAP = 8;

/** The pieces of what is exported, from the bottom up, as they lie now: arrows where their shapes are. */
export function piecesOf(editor: Editor, scope: Scope): Copied[] {
	return [...idsOf(editor, scope)]
		.flatMap((id) => {
			const shape = editor.scene.item(id)?.shape;
			return shape === undefined ? [] : { shape, text: editor.board.textOf(id) };
		})
		.sort((a, b) => byOrder(a.shape, b.shape));
}

function idsOf(editor: Editor, scope: Scope): Iterable<ShapeId> {
	const { shapes } = editor.board;
	switch (scope.of) {
		case 'board':
			return shapes.keys();
		case 'selection':
			return withContents(shapes, editor.selection);
		case 'frame':
			return withContents(shapes, [scope.id]);
	}
}

/** The frames as slides, so that a document's pages come in their order. */
export function framesIn(pieces: readonly Copied[]): (Copied & { readonly shape: FrameShape })[] {
	const texts = new Map(pieces.map(({ shape, text }) => [shape.id, text]));
	return slidesOf(pieces.map(({ shape }) => shape)).map((shape) => ({ shape, text: texts.get(shape.id)! }));
}

/** Shapes ready to be painted onto anything. */
export class Picture {
	readonly items: readonly SceneItem[];
	/** All that is shown, in board units. */
	readonly box: Box;
	readonly #frames: ReadonlyMap<ShapeId, FrameShape>;

	/** `page`: shows only what lies within this box, without paper around it. */
	constructor(
		pieces: readonly Copied[],
		{ measure, pictures, page }: { measure: Measure; pictures: Pictures | null; page?: Box }
	) {
		// Made anew, so that nothing of them was drawn before: see withTracedPaths.
		this.items = pieces.map(({ shape, text }) => new SceneItem(fresh(shape), text, measure, pictures));
		this.#frames = new Map(framesIn(pieces).map(({ shape }) => [shape.id, shape]));
		const painted = this.items.map((item) =>
			item.shape.type === 'frame' ? grown(item.painted, TITLE_SIZE + TITLE_GAP) : item.painted
		);
		this.box = page ?? roundedOut(grown(union(painted) ?? { x: 0, y: 0, w: 1, h: 1 }, MARGIN));
	}

	/** Paints all of it, from the bottom up; the context's units are the board's. */
	paint(easel: Easel): void {
		for (const item of this.items) {
			if (!overlaps(item.painted, grown(this.box, TITLE_SIZE + TITLE_GAP))) continue;
			const frame = item.shape.frame === null ? undefined : this.#frames.get(item.shape.frame);
			paintItem(easel, item, frame === undefined ? {} : { clip: frame });
			if (item.shape.type === 'frame' && item.text !== '') paintTitle(easel, item);
		}
	}
}

/** An arrow remembers its way by what it is; the rest is remembered by nothing that matters here. */
function fresh(shape: Shape): Shape {
	return shape.type === 'arrow' ? shape : { ...shape };
}

function roundedOut({ x, y, w, h }: Box): Box {
	const [left, top] = [Math.floor(x), Math.floor(y)];
	return { x: left, y: top, w: Math.ceil(x + w) - left, h: Math.ceil(y + h) - top };
}

function paintTitle({ context, theme, scale, leastLetters = 0 }: Easel, { shape, text }: SceneItem): void {
	if (TITLE_SIZE * scale < leastLetters) return;
	const face = { font: 'sans', bold: true, italic: false } as const;
	context.font = fontOf(theme.families, face, TITLE_SIZE);
	context.textAlign = 'left';
	context.textBaseline = 'alphabetic';
	context.fillStyle = theme.ink;
	context.fillText(text.split('\n', 1)[0]!, shape.x, shape.y - TITLE_GAP);
}
