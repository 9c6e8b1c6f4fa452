import { overlaps } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { LiveStroke } from '#model/whiteboard/live-ink.ts';
import type { Editor } from '../editor.svelte.ts';
import type * as LaterParts from './later-parts.ts';
import { paintItem } from './paint-item.ts';
import type { Easel } from './painters/painter.ts';
import { strokeInk, type StrokeInk, paintStroke } from './painters/pen.ts';
import type { SceneItem } from './scene-item.ts';
import type { PeopleColors, Screen } from './screen.ts';
import { boardIn, type View } from './view.ts';

const NO_ARROWS: ReadonlyMap<ShapeId, SceneItem> = new Map();

interface LiveFrame {
	readonly view: View;
	readonly now: number;
	/** Arrows that are drawn here because they stretch. */
	readonly stretching: ReadonlySet<ShapeId>;
	/** Once they are here. */
	readonly later: typeof LaterParts | null;
}

/** What each frame draws over the still picture: gestures in progress, selections, other people's pointers. */
export function paintLive(
	easel: Easel,
	editor: Editor,
	people: PeopleColors,
	{ view, now, stretching, later }: LiveFrame
): void {
	const arrows = later?.followingArrows(editor, stretching) ?? NO_ARROWS;
	paintReshaped(easel, editor, arrows);
	const visible = boardIn(view);
	for (const arrow of arrows.values()) if (overlaps(arrow.painted, visible)) paintItem(easel, arrow);
	paintStrokes(easel, editor);
	editor.tools[editor.tool].paint?.(easel);
	const screen: Screen = {
		get context() {
			const { context } = easel;
			context.setTransform(view.pixelRatio, 0, 0, view.pixelRatio, 0, 0);
			return context;
		},
		editor,
		people,
		theme: easel.theme
	};
	later?.paintMarks(screen);
	for (const paint of editor.painters) paint(screen, now);
}

function paintReshaped(
	easel: Easel,
	{ preview, peerShapes }: Editor,
	arrows: ReadonlyMap<ShapeId, SceneItem>
): void {
	for (const item of peerShapes?.items() ?? []) if (!arrows.has(item.shape.id)) paintItem(easel, item);
	if (preview.at === 'reshaping')
		for (const item of preview.items) if (!arrows.has(item.shape.id)) paintItem(easel, item);
}

const inks = new WeakMap<LiveStroke, StrokeInk>();

function paintStrokes(easel: Easel, { board }: Editor): void {
	for (const stroke of board.ink.strokes) {
		if (stroke.client === board.doc.clientID || stroke.points.length === 0) continue;
		let ink = inks.get(stroke);
		if (ink === undefined) inks.set(stroke, (ink = strokeInk(stroke)));
		paintStroke(easel, stroke.style, ink);
	}
}
