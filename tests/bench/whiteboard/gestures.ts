import type { BenchBrowser } from './browser.ts';
import { VIEWPORT } from './browser.ts';

const FRAMES = 120;
/** A page that is slower than this has shown what it can. */
const MOST_MS = 30_000;
const OVERVIEW_DRAG_ZOOM = 0.4;
const MANY = 500;

/** What one gesture cost. */
export interface Measured {
	readonly frames: number;
	/** Main-thread CPU. */
	readonly mainMs: number;
	readonly scriptMs: number;
	/** CPU of all the browser's processes. */
	readonly allMs: number;
	/** Whether the page did what it was asked to; a gesture that changed nothing costs nothing. */
	readonly worked: boolean;
}

type Gesture = (browser: BenchBrowser) => Promise<Measured>;

/** The gestures, in the order in which they are measured. */
export function gesturesOf(overview: number): Readonly<Record<string, Gesture>> {
	return {
		'pan at 100 %': (browser) => pan(browser, 1, 'f < 0.5 ? [30, 12] : [-30, -12]'),
		'pan, all visible': (browser) => pan(browser, overview, 'Math.floor(f * 6) % 2 ? [-12, -8] : [12, 8]'),
		'zoom 10–100 %': (browser) => zoom(browser, overview),
		'drag one': (browser) => drag(browser, 1, 1),
		'drag 500': (browser) => drag(browser, MANY, OVERVIEW_DRAG_ZOOM)
	};
}

/** Measures `act`, which says how many frames it took and whether it worked. */
export async function measure(
	browser: BenchBrowser,
	act: () => Promise<{ readonly frames: number; readonly worked: boolean }>
): Promise<Measured> {
	await pause(browser, 400);
	const [before, allBefore] = [await browser.clock(), await browser.allCpuMs()];
	const { frames, worked } = await act();
	const [after, allAfter] = [await browser.clock(), await browser.allCpuMs()];
	return {
		frames,
		mainMs: (after.mainMs - before.mainMs) / frames,
		scriptMs: (after.scriptMs - before.scriptMs) / frames,
		allMs: (allAfter - allBefore) / frames,
		worked
	};
}

/**
 * Dispatches one event a frame, made by `body` from the share `f` that is done, the board `b`, `x` and what it keeps in `st`. In
 * the page and by the frame, so that each frame has exactly one event's work, however slow it is.
 */
export function perFrame(browser: BenchBrowser, body: string, extra: unknown = null): Promise<number> {
	return browser.page.evaluate(
		([body, frames, most, extra]) =>
			new Promise<number>((resolve) => {
				// oxlint-disable-next-line typescript/no-implied-eval -- The body comes from this folder, as a string because it runs in the page.
				const event = new Function('f', 'b', 'x', 'st', body) as (...args: unknown[]) => Event;
				const begun = performance.now();
				const kept = {};
				let done = 0;
				const step = (): void => {
					if (done >= frames || performance.now() - begun > most) return resolve(done);
					const next = event(done / frames, window.__board, extra, kept);
					const { clientX, clientY } = next as MouseEvent;
					(document.elementFromPoint(clientX, clientY) ?? document.body).dispatchEvent(next);
					done++;
					requestAnimationFrame(step);
				};
				requestAnimationFrame(step);
			}),
		[body, FRAMES, MOST_MS, extra] as const
	);
}

/** Zooms, with the middle of the scene, or another point of it, in the middle. */
export function lookAt(
	browser: BenchBrowser,
	zoom: number,
	point: { readonly x: number; readonly y: number } | null = null
): Promise<void> {
	return browser.page.evaluate(
		([zoom, point]) => {
			const { scene } = window.__board;
			window.__board.zoomTo(zoom, point?.x ?? scene.width / 2, point?.y ?? scene.height / 2);
		},
		[zoom, point] as const
	);
}

export function pause(browser: BenchBrowser, ms: number): Promise<void> {
	return browser.page.waitForTimeout(ms);
}

async function pan(browser: BenchBrowser, zoom: number, delta: string): Promise<Measured> {
	await lookAt(browser, zoom);
	const middle = { x: VIEWPORT.width / 2, y: VIEWPORT.height / 2 };
	const corner = () => browser.page.evaluate(() => window.__board.toScreen(0, 0));
	const measured = await measure(browser, async () => {
		const before = await corner();
		const frames = await perFrame(
			browser,
			`const [deltaX, deltaY] = ${delta}; const now = b.toScreen(0, 0); st.moved ||= st.x !== undefined && st.x !== now.x; st.x = now.x;
			window.__moved = st.moved; return new WheelEvent('wheel', { ...x, deltaX, deltaY })`,
			eventInit(middle)
		);
		const moved = await browser.page.evaluate(() => (window as { __moved?: boolean }).__moved === true);
		const after = await corner();
		return { frames, worked: moved || after.x !== before.x };
	});
	return measured;
}

/** Between 100 % and the overview and back: each program steps in its own way, so the range is what is held equal. */
async function zoom(browser: BenchBrowser, overview: number): Promise<Measured> {
	await lookAt(browser, 1);
	return measure(browser, async () => {
		const frames = await perFrame(
			browser,
			`const z = b.zoom(); st.d ??= 1; if (z <= x.overview * 1.05) st.d = -1; else if (z >= 0.98) st.d = 1;
			return new WheelEvent('wheel', { ...x, deltaY: 5 * st.d, ctrlKey: true })`,
			{ ...eventInit({ x: VIEWPORT.width / 2, y: VIEWPORT.height / 2 }), overview }
		);
		const end = await browser.page.evaluate(() => window.__board.zoom());
		return { frames, worked: end !== 1 && end > overview * 0.7 && end < 1.4 };
	});
}

async function drag(browser: BenchBrowser, count: number, zoom: number): Promise<Measured> {
	const { ids, grab } = await middleShapes(browser, count);
	await lookAt(browser, zoom, { x: grab.x + grab.w / 2, y: grab.y + grab.h / 2 });
	await browser.page.evaluate((ids) => window.__board.select(ids), ids);
	await pause(browser, 500);
	const place = () => browser.page.evaluate((id) => window.__board.posOf(id), grab.id);
	const { x, y } = await browser.page.evaluate(
		({ x, y, w, h }) => window.__board.toScreen(x + w / 2, y + h * 0.8),
		grab
	);
	const before = await place();
	await browser.mouse('mouseMoved', { x, y });
	await pause(browser, 100);
	await browser.mouse('mousePressed', { x, y });
	await pause(browser, 60);
	const measured = await measure(browser, async () => ({
		frames: await perFrame(
			browser,
			`return new PointerEvent('pointermove', { ...x, pointerId: 1, pointerType: 'mouse', isPrimary: true, button: -1, buttons: 1,
			clientX: x.clientX + Math.sin(f * 12.6) * 220, clientY: x.clientY + Math.sin(f * 6.3) * 140 + f * 60 + 8 })`,
			eventInit({ x, y })
		),
		worked: true
	}));
	await browser.mouse('mouseReleased', { x, y: y + 60 });
	await pause(browser, 300);
	const after = await place();
	await browser.page.evaluate(() => window.__board.clear());
	const distance = Math.abs(after[0] - before[0]) + Math.abs(after[1] - before[1]);
	return { ...measured, worked: distance > 5 };
}

/** A labelled rectangle in the middle of the scene, and what is nearest to it. */
export function middleShapes(browser: BenchBrowser, count: number) {
	return browser.page.evaluate((count) => {
		const { shapes, width, height } = window.__board.scene;
		const far = (shape: { x: number; y: number }): number =>
			Math.max(Math.abs(shape.x - width / 2) / 1.6, Math.abs(shape.y - height / 2));
		const near = shapes.filter(({ kind }) => kind !== 'arrow').sort((a, b) => far(a) - far(b));
		const { id, x, y, w, h } = near.find(({ kind }) => kind === 'rect')!;
		const others = near.filter((shape) => shape.id !== id).slice(0, count - 1);
		return { grab: { id, x, y, w, h }, ids: [id, ...others.map((shape) => shape.id)] };
	}, count);
}

function eventInit({ x, y }: { readonly x: number; readonly y: number }) {
	return { bubbles: true, cancelable: true, composed: true, clientX: x, clientY: y };
}
