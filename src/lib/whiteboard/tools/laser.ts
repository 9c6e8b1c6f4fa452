import type { Point } from '#model/whiteboard/geometry.ts';
import type { Editor } from '../editor.svelte.ts';
import { paintTrail } from '../render/laser-marks.ts';
import type { Press, Tool } from './tool.ts';

/** So long a point of the trail stays. */
const STAYS_MS = 1_100;
/** What is told to the others is thinned to this. */
const MOST_TOLD = 32;
const WIDTH_PX = 5;

interface Spot extends Point {
	readonly at: number;
}

/** Points at things: a glowing trail that everybody sees for a second, and nobody keeps. */
export function createLaserTool(editor: Editor): Tool {
	let trail: Spot[] = [];

	function add({ samples }: Press): void {
		const at = performance.now();
		for (const { x, y } of samples) trail.push({ x, y, at });
		editor.invalidate();
	}

	function tell(): void {
		const step = Math.max(1, Math.ceil(trail.length / MOST_TOLD));
		const told = trail.filter((_, at) => (trail.length - 1 - at) % step === 0);
		editor.presence.tell({
			laser: told.length === 0 ? null : told.flatMap(({ x, y }) => [Math.round(x), Math.round(y)])
		});
	}

	return {
		cursor: 'crosshair',
		press: add,
		drag: add,
		release: add,
		cancel() {
			if (trail.length === 0) return;
			trail = [];
			tell();
		},
		/** The tail goes as the head comes; when it is gone, so are the frames. */
		frame() {
			if (trail.length === 0) return;
			const oldest = performance.now() - STAYS_MS;
			trail = trail.filter(({ at }) => at > oldest);
			tell();
			editor.invalidate();
		},
		paint(easel) {
			if (trail.length === 0) return;
			const { context, theme, scale } = easel;
			paintTrail(context, trail, theme.guide, (WIDTH_PX * devicePixelRatio) / scale);
		}
	};
}
