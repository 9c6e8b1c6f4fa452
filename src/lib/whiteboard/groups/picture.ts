import type * as Y from 'yjs';
import { Board } from '#model/whiteboard/board.ts';
import { byOrder } from '#model/order.ts';
import { Picture } from '../io/export/picture.ts';
import { readTheme } from '../render/board-theme.ts';
import { createMeasure } from '../render/faces.ts';
import { Scene } from '../render/scene.ts';

/** A picture that changes more often tells nothing more, and others wait for the same processor. */
const AT_MOST_EVERY_MS = 1_000;
/** So many times as long as painting took the page has for everything else. */
const REST_FACTOR = 20;

/** A whole board in a small canvas, painted anew a moment after it changed. Returns the function that stops it. */
export function followPicture(
	doc: Y.Doc,
	canvas: HTMLCanvasElement,
	seen: (count: number) => void,
	leastLettersPx = 0
): () => void {
	const board = new Board(doc);
	const scene = new Scene(board, createMeasure(readTheme(document.documentElement).families));
	let timer: ReturnType<typeof setTimeout> | undefined;
	let rests = 0;

	function paint(): void {
		timer = undefined;
		const began = performance.now();
		seen(scene.size);
		paintScene(scene, canvas, leastLettersPx);
		rests = Math.max(AT_MOST_EVERY_MS, (performance.now() - began) * REST_FACTOR);
	}

	function soon(): void {
		timer ??= setTimeout(paint, rests);
	}

	const stopObserving = board.observe((change) => {
		scene.follow(change);
		soon();
	});
	const themes = new MutationObserver(soon);
	themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
	const sizes = new ResizeObserver(soon);
	sizes.observe(canvas);
	soon();
	return () => {
		clearTimeout(timer);
		sizes.disconnect();
		themes.disconnect();
		stopObserving();
		board.destroy();
	};
}

/** As large as fits, in the middle. */
function paintScene(scene: Scene, canvas: HTMLCanvasElement, leastLettersPx: number): void {
	const theme = readTheme(document.documentElement);
	const context = canvas.getContext('2d')!;
	canvas.width = Math.round(canvas.clientWidth * devicePixelRatio);
	canvas.height = Math.round(canvas.clientHeight * devicePixelRatio);
	if (scene.size === 0 || canvas.width === 0 || canvas.height === 0) return;
	const pieces = [...scene.items()]
		.map(({ shape, text }) => ({ shape, text }))
		.sort((a, b) => byOrder(a.shape, b.shape));
	const picture = new Picture(pieces, { measure: createMeasure(theme.families), pictures: null });
	const { x, y, w, h } = picture.box;
	// A lonely note is not shown as large as a board.
	const scale = Math.min(canvas.width / w, canvas.height / h, devicePixelRatio / 2);
	context.setTransform(
		scale,
		0,
		0,
		scale,
		canvas.width / 2 - (x + w / 2) * scale,
		canvas.height / 2 - (y + h / 2) * scale
	);
	context.lineCap = 'round';
	context.lineJoin = 'round';
	picture.paint({ context, theme, scale, leastLetters: leastLettersPx * devicePixelRatio });
}
