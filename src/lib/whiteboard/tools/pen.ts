import { createShapeId, type ShapeId } from '#model/whiteboard/ids.ts';
import { type InkPoint, MAX_INK_POINTS, snappedToInk } from '#model/whiteboard/ink.ts';
import { type InkShape, penGeometry } from '#model/whiteboard/shapes/pen.ts';
import type { Style } from '#model/whiteboard/style.ts';
import { newBase } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import { settled } from '../frames.ts';
import { strokeInk, paintStroke } from '../render/painters/pen.ts';
import type { Press, Tool } from './tool.ts';

type State =
	| { readonly at: 'idle' }
	| {
			readonly at: 'drawing';
			readonly id: ShapeId;
			readonly style: Style;
			readonly points: InkPoint[];
			/** How many of the points the document has already. */
			readonly sent: number;
	  };

/** The origin of ink in progress: no step of the history, its committing is. */
const INK_ORIGIN = 'whiteboard:ink';

/** Draws ink. Others see it grow: once a frame, the new points are pushed to the stroke's live array. */
export function createPenTool(editor: Editor, type: InkShape['type'] = 'pen'): Tool {
	let state: State = { at: 'idle' };
	const { board } = editor;

	function add(press: Press): void {
		if (state.at !== 'drawing') return;
		for (const sample of press.samples) {
			const point = snappedToInk(sample);
			const last = state.points.at(-1);
			// A pen at rest still makes samples.
			if (last !== undefined && last.x === point.x && last.y === point.y) continue;
			if (state.points.length < MAX_INK_POINTS) state.points.push(point);
		}
		editor.invalidate();
	}

	function commit(): void {
		if (state.at !== 'drawing') return;
		const { id, points, style } = state;
		state = { at: 'idle' };
		// One transaction: nobody sees the stroke twice, or not at all.
		editor.perform((gesture) => {
			gesture.make(settled([inkShape(editor, type, { id, style, points })], board.shapes)[0]!);
			board.ink.end(id);
		});
		editor.invalidate();
	}

	function giveUp(): void {
		if (state.at !== 'drawing') return;
		const { id, sent } = state;
		state = { at: 'idle' };
		if (sent > 0) board.doc.transact(() => board.ink.end(id), INK_ORIGIN);
		editor.invalidate();
	}

	return {
		cursor: 'crosshair',
		press(press) {
			giveUp();
			state = {
				at: 'drawing',
				id: createShapeId(),
				style: editor.nextStyle.styleFor(type),
				points: [],
				sent: 0
			};
			add(press);
		},
		drag: add,
		release(press) {
			add(press);
			commit();
		},
		finish: commit,
		cancel: giveUp,
		frame() {
			if (state.at !== 'drawing' || state.sent === state.points.length) return;
			const { id, style, points, sent } = state;
			board.doc.transact(() => {
				if (sent === 0) board.ink.begin({ id, type, author: editor.me, style });
				board.ink.push(id, points.slice(sent));
			}, INK_ORIGIN);
			state = { ...state, sent: points.length };
		},
		paint(easel) {
			if (state.at !== 'drawing') return;
			const { style, points } = state;
			paintStroke(easel, style, strokeInk({ type, style, points }));
		}
	};
}

/** A finished stroke as a shape. */
export function inkShape(
	editor: Editor,
	type: InkShape['type'],
	{ id, style, points }: { readonly id: ShapeId; readonly style: Style; readonly points: readonly InkPoint[] }
): InkShape {
	return { ...newBase(editor, type), type, id, style, ...penGeometry(points) };
}

/**
 * Commits what a crashed tab of mine left behind: strokes by me whose client is no longer there. The strokes of others
 * are shown as they are, and are theirs to adopt.
 */
export function adoptStrokes(editor: Editor): void {
	const { board } = editor;
	const mine = board.ink.strokes.filter(
		(stroke) =>
			stroke.author === editor.me &&
			stroke.client !== board.doc.clientID &&
			!editor.presence.has(stroke.client)
	);
	if (mine.length === 0 || editor.readonly) return;
	editor.perform((gesture) => {
		for (const stroke of mine) {
			if (stroke.points.length > 0 && !board.shapes.has(stroke.id))
				gesture.make(inkShape(editor, stroke.type, stroke));
			board.ink.end(stroke.id);
		}
	});
}
