import type { Point } from '#model/whiteboard/geometry.ts';
import { toScreen } from '../camera.ts';
import type { Screen } from './screen.ts';

const WIDTH_PX = 5;
/** More than anybody honest says. */
const MOST_POINTS = 64;

/** The laser pointers of others. */
export function paintPeerLasers(screen: Screen): void {
	const { editor, people } = screen;
	for (const peer of editor.presence.peers) {
		const trail = parseTrail(peer.state.laser);
		if (trail.length === 0) continue;
		const onScreen = trail.map((point) => toScreen(editor.camera, point));
		paintTrail(screen.context, onScreen, people.fill[peer.color], WIDTH_PX);
	}
}

/** A line that thickens toward its head, and glows there. */
export function paintTrail(
	context: CanvasRenderingContext2D,
	points: readonly Point[],
	color: string,
	width: number
): void {
	const head = points.at(-1)!;
	context.strokeStyle = color;
	context.fillStyle = color;
	context.lineCap = 'round';
	for (const [at, to] of points.entries()) {
		const from = points[at - 1];
		if (from === undefined) continue;
		const share = at / points.length;
		context.globalAlpha = share;
		context.lineWidth = width * (0.3 + 0.7 * share);
		context.beginPath();
		context.moveTo(from.x, from.y);
		context.lineTo(to.x, to.y);
		context.stroke();
	}
	for (const [radius, alpha] of [
		[1.9, 0.25],
		[0.9, 1]
	] as const) {
		context.globalAlpha = alpha;
		context.beginPath();
		context.arc(head.x, head.y, width * radius, 0, 2 * Math.PI);
		context.fill();
	}
	context.globalAlpha = 1;
}

/** Presence comes from other clients: anything may be in it. */
export function parseTrail(said: unknown): Point[] {
	if (!Array.isArray(said)) return [];
	const numbers = said.slice(-2 * MOST_POINTS) as unknown[];
	const points: Point[] = [];
	for (let at = 0; at + 1 < numbers.length; at += 2) {
		const [x, y] = [numbers[at], numbers[at + 1]];
		if (!Number.isFinite(x) || !Number.isFinite(y)) return [];
		points.push({ x: x as number, y: y as number });
	}
	return points;
}
