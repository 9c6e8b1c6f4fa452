import { type Box, distance, type Point, union } from '#model/whiteboard/geometry.ts';
import { boundsOf } from '#model/whiteboard/shapes/registry.ts';
import { toScreen } from '../camera.ts';
import { draggedBy, type Peer } from '../presence.ts';
import { onScreen, type Screen, shifted, strokeBox } from '../render/screen.ts';
import { shownShape } from '../render/shown-shape.ts';
import { paintCaret } from './carets.ts';
import { NameTags, TAG_HEIGHT } from './name-tags.ts';

/** With more people than this, only those who move have names, and those far from my pointer are dots. */
const CROWD = 50;
const NAME_STAYS_MS = 2_500;
const IDLE_MS = 20_000;
/** In a crowd, pointers nearer than this to mine are drawn in full. */
const NEAR_PX = 260;
/** In a crowd, at most so many names: those who moved last. */
const MOST_NAMES = 24;
/** Of more selected shapes than this, only the box as the document has it is drawn; of fewer in a crowd. */
const MOST_LOOKED_UP = 40;
const MOST_LOOKED_UP_IN_CROWD = 8;
const LONGEST_NAME = 24;
const DOT_PX = 4.5;

/** A pointer on screen, and how it is drawn. */
interface Pointer {
	readonly peer: Peer;
	readonly at: Point;
	readonly look: 'full' | 'dot';
	readonly isNamed: boolean;
	readonly alpha: number;
}

/** Draws what other people point at and have selected, with their names. Returns the function to call once a frame. */
export function createMarks(): (screen: Screen, now: number, myPointer: Point | null) => void {
	const tags = new NameTags();
	const widths = new Map<string, number>();
	/** Measured once a name and face. */
	const widthOf = (context: CanvasRenderingContext2D, name: string): number => {
		const key = `${context.font} ${name}`;
		let width = widths.get(key);
		if (width === undefined) widths.set(key, (width = context.measureText(name).width + 14));
		return width;
	};

	return (screen, now, myPointer) => {
		const { editor, people, theme } = screen;
		if (editor.presence.count === 0) return;
		for (const peer of editor.presence.peers) if (peer.state.typing) paintCaret(screen, peer);
		for (const peer of editor.presence.peers)
			if (peer.selection.size > 0) paintSelected(screen, peer, widthOf);
		const pointers = pointersOn(screen, now, myPointer);
		if (pointers.length === 0) return;
		const { context } = screen;
		setNameFont(context, theme.font);
		const wanted = pointers
			.filter(({ isNamed }) => isNamed)
			.sort((a, b) => b.peer.movedAt - a.peer.movedAt)
			.slice(0, editor.presence.count > CROWD ? MOST_NAMES : Infinity)
			.map(({ peer, at }) => ({ key: peer.client, at, width: widthOf(context, shortened(peer.name)) }));
		const placed = tags.place(wanted);
		for (const { peer, at, look, alpha } of pointers) {
			context.globalAlpha = alpha;
			const fill = people.fill[peer.color];
			if (look === 'dot') paintDot(context, at, fill, theme.paper);
			else paintArrow(context, at, fill, theme.paper);
		}
		for (const { peer, alpha } of pointers) {
			const box = placed.get(peer.client);
			if (box === undefined) continue;
			context.globalAlpha = alpha;
			paintName(context, box, shortened(peer.name), people.fill[peer.color], people.on[peer.color]);
		}
		context.globalAlpha = 1;
	};
}

/** When the picture changes although nobody does anything: names and idle pointers fade. */
export function nextFading(peers: Iterable<Peer>, now: number): number {
	let next = Infinity;
	for (const { movedAt, cursor } of peers) {
		if (cursor === null) continue;
		for (const after of [NAME_STAYS_MS, IDLE_MS])
			if (movedAt + after > now) next = Math.min(next, movedAt + after - now);
	}
	return next;
}

function pointersOn({ editor }: Screen, now: number, myPointer: Point | null): Pointer[] {
	const isCrowd = editor.presence.count > CROWD;
	const { w, h } = editor.viewport;
	const pointers: Pointer[] = [];
	for (const peer of editor.presence.peers) {
		if (peer.cursor === null) continue;
		const at = toScreen(editor.camera, peer.cursor);
		// For those outside, a sign stands at the edge.
		if (at.x < -8 || at.y < -8 || at.x > w || at.y > h) continue;
		const idle = now - peer.movedAt;
		const moves = idle < NAME_STAYS_MS;
		const isNear = myPointer !== null && distance(at, myPointer) < NEAR_PX;
		const look = !isCrowd || moves || (isNear && idle < IDLE_MS) ? 'full' : 'dot';
		const alpha = idle < IDLE_MS ? 1 : 0.45;
		pointers.push({ peer, at, look, isNamed: isCrowd ? moves : true, alpha });
	}
	return pointers;
}

/** The box around what somebody has selected, also while they drag or resize it, and whose it is. */
function paintSelected(
	screen: Screen,
	peer: Peer,
	widthOf: (context: CanvasRenderingContext2D, name: string) => number
): void {
	const { editor, people, theme } = screen;
	const box = selectedBox(screen, peer);
	if (box === null) return;
	const there = onScreen(editor, box);
	const { w, h } = editor.viewport;
	if (there.x > w || there.y > h || there.x + there.w < 0 || there.y + there.h < 0) return;
	const { context } = screen;
	context.strokeStyle = people.fill[peer.color];
	context.lineWidth = 1.5;
	strokeBox(context, there, 4);
	if (editor.presence.count > CROWD) return;
	setNameFont(context, theme.font);
	const name = shortened(peer.name);
	const corner = { x: there.x - 4, y: there.y - 4 - TAG_HEIGHT - 2 };
	const tag = { ...corner, w: widthOf(context, name), h: TAG_HEIGHT };
	paintName(context, tag, name, people.fill[peer.color], people.on[peer.color]);
}

function selectedBox({ editor }: Screen, peer: Peer): Box | null {
	const most = editor.presence.count > CROWD ? MOST_LOOKED_UP_IN_CROWD : MOST_LOOKED_UP;
	if (peer.selection.size <= most) return union([...peer.selection].flatMap((id) => shownBounds(editor, id)));
	const box = editor.scene.boundsOf(peer.selection);
	const [id] = peer.selection;
	const first = id === undefined ? undefined : editor.scene.shapeOf(id);
	const by = (first && draggedBy(peer, first.id, first)) ?? { x: 0, y: 0 };
	return box && { ...box, ...shifted(box, by) };
}

function shownBounds(editor: Screen['editor'], id: Parameters<typeof shownShape>[1]): Box[] {
	const shape = shownShape(editor, id);
	return shape === undefined ? [] : [boundsOf(shape)];
}

function shortened(name: string): string {
	return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

function setNameFont(context: CanvasRenderingContext2D, font: string): void {
	context.font = `600 12.5px ${font}`;
	context.textAlign = 'start';
	context.textBaseline = 'middle';
}

function paintArrow(context: CanvasRenderingContext2D, { x, y }: Point, fill: string, rim: string): void {
	context.beginPath();
	context.moveTo(x, y);
	context.lineTo(x + 4.5, y + 15.5);
	context.lineTo(x + 8, y + 9.5);
	context.lineTo(x + 14.5, y + 7.5);
	context.closePath();
	context.fillStyle = fill;
	context.strokeStyle = rim;
	context.lineWidth = 3;
	context.stroke();
	context.fill();
}

function paintDot(context: CanvasRenderingContext2D, { x, y }: Point, fill: string, rim: string): void {
	context.beginPath();
	context.arc(x, y, DOT_PX, 0, 2 * Math.PI);
	context.fillStyle = fill;
	context.strokeStyle = rim;
	context.lineWidth = 2;
	context.stroke();
	context.fill();
}

function paintName(
	context: CanvasRenderingContext2D,
	{ x, y, w, h }: Box,
	name: string,
	fill: string,
	ink: string
): void {
	context.fillStyle = fill;
	context.beginPath();
	context.roundRect(x, y, w, h, 7);
	context.fill();
	context.fillStyle = ink;
	context.fillText(name, x + 7, y + h / 2 + 0.5);
}
