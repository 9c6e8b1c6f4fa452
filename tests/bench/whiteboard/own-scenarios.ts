import { Buffer } from 'node:buffer';
import * as Y from 'yjs';
import { keyBetween, type OrderKey } from '#model/order.ts';
import { Board } from '#model/whiteboard/board.ts';
import { runGesture } from '#model/whiteboard/gesture.ts';
import { createShapeId } from '#model/whiteboard/ids.ts';
import type { InkPoint } from '#model/whiteboard/ink.ts';
import { LOOSE } from '#model/whiteboard/shapes/kind.ts';
import { penGeometry } from '#model/whiteboard/shapes/pen.ts';
import { kindOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import type { BenchBrowser } from './browser.ts';
import { lookAt, measure, type Measured, middleShapes } from './gestures.ts';

const PEOPLE = 8;
const FRAMES_A_STROKE = 24;
const POINTS_A_FRAME = 3;
const MINUTES = 60;

/** Somebody else drags 500 shapes about, who can all be seen. */
export async function remoteDrag(browser: BenchBrowser): Promise<Measured> {
	const { ids, grab } = await middleShapes(browser, 500);
	await lookAt(browser, 0.4, grab);
	return measure(browser, async () => {
		const frames = await browser.page.evaluate(
			(ids) =>
				new Promise<number>((resolve) => {
					const theirs = window.__board.own!.remoteDrag(ids);
					let frame = 0;
					const step = (): void => {
						if (frame === 180) {
							theirs.end();
							return resolve(frame);
						}
						const share = frame++ / 180;
						theirs.step(Math.sin(share * 12.6) * 500, Math.sin(share * 6.3) * 300);
						requestAnimationFrame(step);
					};
					requestAnimationFrame(step);
				}),
			ids
		);
		return { frames, worked: true };
	});
}

/** What an hour in which eight people draw does to a frame. */
export async function hour(
	browser: BenchBrowser,
	strokes: number,
	profiled: (name: string, act: () => Promise<Measured>) => Promise<Measured>
): Promise<{ readonly first: Measured; readonly last: Measured }> {
	await lookAt(browser, 0.5);
	const top = (await browser.page.evaluate(() => window.__board.own!.topOrder())) as OrderKey;
	const people = Array.from({ length: PEOPLE }, (_, at) => new Writer(at, top));
	const minute = Math.ceil(strokes / MINUTES);
	const batch = (count: number): string[][] => together(people, count);
	const play = (frames: readonly string[][]) => () => playFrames(browser, frames);
	const first = await profiled('hour-first', () => measure(browser, play(batch(minute))));
	for (let done = minute; done < strokes - minute; done += minute) {
		// As they came, but in few frames: what is measured is what they leave behind.
		const frames = batch(minute);
		await playFrames(browser, [frames.flat()]);
	}
	return { first, last: await profiled('hour-last', () => measure(browser, play(batch(minute)))) };
}

async function playFrames(browser: BenchBrowser, frames: readonly string[][]) {
	const done = await browser.page.evaluate(
		(frames) =>
			new Promise<number>((resolve) => {
				let next = 0;
				const step = (): void => {
					const updates = frames[next++];
					if (updates === undefined) return resolve(frames.length);
					window.__board.own!.receive(updates);
					requestAnimationFrame(step);
				};
				requestAnimationFrame(step);
			}),
		frames as string[][]
	);
	return { frames: done, worked: true };
}

/** All draw at once: the updates of each frame. */
function together(people: readonly Writer[], count: number): string[][] {
	const frames: string[][] = [];
	for (let made = 0; made < count; made += people.length)
		for (let frame = 0; frame <= FRAMES_A_STROKE; frame++)
			frames.push(people.flatMap((person) => person.frame(frame)));
	return frames;
}

/** Draws strokes as the pen tool does: pushed to the live ink once a frame, committed at the end. */
class Writer {
	readonly #doc = new Y.Doc();
	readonly #board = new Board(this.#doc);
	readonly #place: number;
	/** What they draw is over all that was there, as it is for people who see the board. */
	#top: OrderKey;
	#updates: string[] = [];
	#stroke = { id: createShapeId(), points: [] as InkPoint[], made: 0 };

	constructor(place: number, top: OrderKey) {
		this.#place = place;
		this.#top = top;
		this.#doc.on('update', (update) => this.#updates.push(Buffer.from(update).toString('base64')));
	}

	/** What the others get in one frame of a stroke. */
	frame(at: number): string[] {
		this.#updates = [];
		const style = kindOf('pen').defaults.style;
		const { ink } = this.#board;
		if (at === 0) this.#stroke = { id: createShapeId(), points: [], made: this.#stroke.made + 1 };
		const { id, points } = this.#stroke;
		this.#doc.transact(() => {
			if (at === 0) ink.begin({ id, type: 'pen', author: '', style });
			if (at < FRAMES_A_STROKE) {
				const added = Array.from({ length: POINTS_A_FRAME }, (_, step) => this.#point(points.length + step));
				points.push(...added);
				ink.push(id, added);
				return;
			}
			const shape = {
				...kindOf('pen').defaults,
				...LOOSE,
				...this.#base(),
				id,
				...penGeometry(points)
			} as Shape;
			runGesture(this.#board, (gesture) => gesture.make(shape));
			ink.end(id);
		});
		return this.#updates;
	}

	#base() {
		this.#top = keyBetween(this.#top, null);
		return { type: 'pen', rotation: 0, order: this.#top, author: '' } as const;
	}

	/** Handwriting in lines, each person in a column of their own, and on from the top when it is full. */
	#point(at: number): InkPoint {
		const { made } = this.#stroke;
		const left = 4_800 + this.#place * 300 + (made % 3) * 90;
		const top = 3_200 + (Math.floor(made / 3) % 40) * 40;
		return { x: left + at * 1.1, y: top + Math.sin(at / 3 + made) * 12, pressure: null };
	}
}
