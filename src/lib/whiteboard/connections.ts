import { anchorsOf } from '#model/whiteboard/connect.ts';
import { distance, encloses, grown, moved, overlaps, type Point } from '#model/whiteboard/geometry.ts';
import { createShapeId } from '#model/whiteboard/ids.ts';
import { leaningOn, leanTurned, leantOn } from '#model/whiteboard/lean.ts';
import {
	type ArrowShape,
	arrowBetween,
	arrowThrough,
	endsOf,
	PLAIN_ARROW,
	pointsOf,
	wayOf
} from '#model/whiteboard/shapes/arrow.ts';
import { boundsOf, kindOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { keyAbove } from '#model/whiteboard/stacking.ts';
import { middleOf } from '#model/whiteboard/way.ts';
import { keyBetween } from '#model/order.ts';
import { make, newBase, replaceAll } from './edits.ts';
import type { Editor } from './editor.svelte.ts';
import type { ArrowForm } from './next-style.svelte.ts';
import { canBend } from './tools/bend-handles.ts';
import { bindingOf, type Landing, pointOf } from './tools/landing.ts';

/** A new arrow between two landings, as it will lie. */
export function arrowFrom(editor: Editor, from: Landing, to: Landing, id = createShapeId()): ArrowShape {
	const arrow: ArrowShape = {
		...newBase(editor, 'arrow'),
		id,
		type: 'arrow',
		...PLAIN_ARROW,
		...editor.nextStyle.arrow,
		...arrowBetween(pointOf(from), pointOf(to)),
		start: bindingOf(from),
		end: bindingOf(to)
	};
	return editor.scene.lying(arrow);
}

/** An arrow with one end somewhere else; where it is bent by hand, its bends go along. */
export function withEnd(editor: Editor, arrow: ArrowShape, end: 'from' | 'to', landing: Landing): ArrowShape {
	const { scene } = editor;
	const [from, to] = endsOf(arrow);
	const ends: [Point, Point] = end === 'from' ? [pointOf(landing), to] : [from, pointOf(landing)];
	const binding = end === 'from' ? { start: bindingOf(landing) } : { end: bindingOf(landing) };
	const lean = leaningOn(pointsOf(arrow).slice(1, -1), ...anchorsOf(arrow, scene.shapeOf));
	const there = { ...arrow, ...arrowBetween(...ends), ...binding, lean };
	const bends = leantOn(lean, ...anchorsOf(there, scene.shapeOf));
	return scene.lying({ ...there, ...arrowThrough([ends[0], ...bends, ends[1]]) });
}

/** An arrow that is led through places on the board. */
export function withBends(editor: Editor, arrow: ArrowShape, bends: readonly Point[]): ArrowShape {
	const [from, to] = endsOf(arrow);
	const lean = leaningOn(bends, ...anchorsOf(arrow, editor.scene.shapeOf));
	return editor.scene.lying({ ...arrow, ...arrowThrough([from, ...bends, to]), lean });
}

/** How far a key bends an arrow to one side, in board units. */
const BEND_STEP = 24;

/** Bends the selected arrows to the left or right of the way that they point: their middle, where nobody has bent them. */
export function bendArrows(editor: Editor, to: 'left' | 'right'): void {
	const step = to === 'right' ? BEND_STEP : -BEND_STEP;
	const bent = bendableArrows(editor).map((arrow) => {
		const [first, last] = [pointsOf(arrow)[0]!, pointsOf(arrow).at(-1)!];
		const bends = pointsOf(arrow).slice(1, -1);
		if (bends.length === 0) bends.push(middleOf(wayOf(arrow)));
		const at = Math.floor(bends.length / 2);
		const length = distance(first, last) || 1;
		const aside = { x: -(last.y - first.y) / length, y: (last.x - first.x) / length };
		const moved = { x: bends[at]!.x + step * aside.x, y: bends[at]!.y + step * aside.y };
		return withBends(editor, arrow, bends.with(at, moved));
	});
	replaceAll(editor, bent, 'bend');
}

/** Takes the bends out of the selected arrows. */
export function straightenArrows(editor: Editor): void {
	replaceAll(
		editor,
		bendableArrows(editor).map((arrow) => withBends(editor, arrow, []))
	);
}

/** The selected arrows that are led by hand. */
export function bendableArrows(editor: Editor): ArrowShape[] {
	return editor.unlockedShapes.filter((shape) => shape.type === 'arrow').filter(canBend);
}

/** Draws an arrow from the one selected shape back to it. */
export function loopSelected(editor: Editor): void {
	const [only] = editor.selectedShapes;
	if (only === undefined) return;
	const arrow = arrowFrom(editor, onWhole(only), onWhole(only));
	make(editor, arrow);
	editor.select([arrow.id]);
}

/** Changes how the selected arrows go and end, and the next ones. */
export function reformArrows(editor: Editor, form: Partial<ArrowForm>): void {
	editor.nextStyle.preferArrow(form);
	const arrows = editor.unlockedShapes.filter((shape) => shape.type === 'arrow');
	if (arrows.length === 0) return;
	editor.perform((gesture) => {
		for (const { id } of arrows) {
			// As the document has it: where a bound arrow lies here and now is nothing to write with its form.
			const stored = gesture.shape(id);
			if (stored?.type === 'arrow') gesture.replace({ ...stored, ...form });
		}
	});
}

/** Makes the selected arrows point the other way. */
export function turnArrows(editor: Editor): void {
	const arrows = editor.unlockedShapes.filter((shape) => shape.type === 'arrow');
	editor.perform((gesture) => {
		for (const arrow of arrows) gesture.replace(editor.scene.lying(turnedRound(arrow)));
	});
}

function turnedRound(arrow: ArrowShape): ArrowShape {
	const { from, to, bends, lean, start, end } = arrow;
	const turned = { bends: bends.toReversed(), lean: leanTurned(lean) };
	return { ...arrow, ...turned, from: to, to: from, start: end, end: start };
}

/** Connects the selected shapes one after the other, in the order in which they were selected. */
export function connectSelected(editor: Editor): void {
	const shapes = editor.selectedShapes.filter(({ type }) => type !== 'arrow');
	const arrows = shapes.slice(1).map((to, at) => arrowFrom(editor, onWhole(shapes[at]!), onWhole(to)));
	if (arrows.length === 0) return;
	let order = keyAbove(editor.board.shapes.values());
	editor.perform((gesture) => {
		for (const arrow of arrows) {
			gesture.make({ ...arrow, order });
			order = keyBetween(order, null);
		}
	});
	editor.select(arrows.map(({ id }) => id));
}

/** Bound to a shape as a whole: the arrow finds the side. */
export function onWhole(shape: Shape): Landing {
	return { on: 'shape', shape, binding: { shape: shape.id, at: { x: 0.5, y: 0.5 } } };
}

/** Room between a shape and its connected copy. */
const COPY_GAP = 100;
const ASIDE_GAP = 24;
const MOST_TRIES = 20;

/** Puts a copy without its words beside a shape, connected to it, and opens its text. */
export function addConnected(editor: Editor, shape: Shape, side: Point): void {
	const bounds = boundsOf(shape);
	const away = { x: side.x * (bounds.w + COPY_GAP), y: side.y * (bounds.h + COPY_GAP) };
	const copy: Shape = {
		...moved(shape, away.x, away.y),
		id: createShapeId(),
		order: keyAbove(editor.board.shapes.values()),
		author: editor.me,
		groups: [],
		locked: false,
		link: null
	};
	const free = besideOthers(editor, copy, side);
	const arrow = arrowFrom(editor, onWhole(shape), onWhole(free));
	editor.perform((gesture) => {
		gesture.make(free);
		gesture.make({ ...arrow, order: keyBetween(copy.order, null) });
	});
	editor.select([free.id]);
	if (!encloses(editor.visible, boundsOf(free))) editor.reveal(free.id);
	if (kindOf(free.type).hasText) editor.edit(free.id);
}

/** Where something lies already, the next place aside. */
function besideOthers(editor: Editor, copy: Shape, side: Point): Shape {
	const bounds = boundsOf(copy);
	const step = side.x !== 0 ? { x: 0, y: bounds.h + ASIDE_GAP } : { x: bounds.w + ASIDE_GAP, y: 0 };
	for (let tries = 0; tries < MOST_TRIES; tries++) {
		const there = moved(copy, tries * step.x, tries * step.y);
		const box = boundsOf(there);
		const isTaken = editor.scene
			.within(grown(box, -1))
			.some(
				({ shape, bounds: other }) => shape.type !== 'arrow' && shape.type !== 'frame' && overlaps(other, box)
			);
		if (!isTaken) return there;
	}
	return copy;
}
