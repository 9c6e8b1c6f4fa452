import type { Point } from '#model/whiteboard/geometry.ts';
import { toScreen } from '../camera.ts';
import { draggedBy, type Peer } from '../presence.ts';
import { onScreen, type Screen, shifted, strokeBox } from './screen.ts';

/** With more people than this, only those who moved lately keep their names, and the idle disappear. */
const CROWD = 24;
const NAME_STAYS_MS = 2_500;
const IDLE_MS = 20_000;

/** What somebody else has selected. */
export function paintPeerSelection(screen: Screen, peer: Peer): void {
	const { editor, people } = screen;
	const [id] = peer.selection;
	if (id === undefined) return;
	const box = editor.scene.boundsOf(peer.selection);
	if (box === null) return;
	const { context } = screen;
	context.strokeStyle = people.fill[peer.color];
	context.lineWidth = 1.5;
	const first = editor.scene.shapeOf(id);
	const by = (first && draggedBy(peer, first.id, first)) ?? { x: 0, y: 0 };
	strokeBox(context, onScreen(editor, { ...box, ...shifted(box, by) }), 4);
}

/** Other people's pointers, with their names. */
export function paintCursors(screen: Screen, now: number): void {
	const { editor, people, theme } = screen;
	const crowd = editor.presence.count > CROWD;
	for (const peer of editor.presence.peers) {
		if (peer.cursor === null) continue;
		const idle = now - peer.movedAt;
		if (crowd && idle > IDLE_MS) continue;
		const at = toScreen(editor.camera, peer.cursor);
		if (at.x < -120 || at.y < -40 || at.x > editor.viewport.w || at.y > editor.viewport.h) continue;
		const { context } = screen;
		context.globalAlpha = idle > IDLE_MS ? 0.45 : 1;
		paintCursor(context, at, people.fill[peer.color], theme.paper);
		if (!crowd || idle < NAME_STAYS_MS)
			paintName(context, at, peer.name, people.fill[peer.color], people.on[peer.color], theme.font);
		context.globalAlpha = 1;
	}
}

function paintCursor(context: CanvasRenderingContext2D, { x, y }: Point, fill: string, rim: string): void {
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

function paintName(
	context: CanvasRenderingContext2D,
	{ x, y }: Point,
	name: string,
	fill: string,
	ink: string,
	font: string
): void {
	context.font = `600 12.5px ${font}`;
	context.textAlign = 'start';
	context.textBaseline = 'middle';
	const shown = name.length > 24 ? `${name.slice(0, 23)}…` : name;
	const width = context.measureText(shown).width + 14;
	context.fillStyle = fill;
	context.beginPath();
	context.roundRect(x + 12, y + 15, width, 21, 7);
	context.fill();
	context.fillStyle = ink;
	context.fillText(shown, x + 19, y + 26);
}
