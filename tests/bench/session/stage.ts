import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import * as Y from 'yjs';
import { createId, type BoardId, type LinkId } from '#model/ids.ts';
import { keyBetween, type OrderKey } from '#model/order.ts';
import { Board } from '#model/whiteboard/board.ts';
import { runGesture } from '#model/whiteboard/gesture.ts';
import { createShapeId } from '#model/whiteboard/ids.ts';
import { LOOSE } from '#model/whiteboard/shapes/kind.ts';
import { kindOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { percentile } from '../figures.ts';
import { Client } from '../generator/client.ts';
import type { Gathered } from './gathering.ts';
import type { SessionScenario } from './scenario.ts';
import { now, Screens, seesBoard } from './screens.ts';

/**
 * Somebody puts a note on the board that is on the stage, and a screen that follows it shows it. From handing the update to their socket to the end of the
 * frame in which the page has painted; before each note, nothing has been painted for a while.
 */
export const stage: SessionScenario = {
	name: 'stage',
	title: 'A change on the staged board is seen on a screen',
	columns: [
		{ key: 'p50', title: 'p50', unit: 'ms', better: 'lower' },
		{ key: 'p95', title: 'p95', unit: 'ms', better: 'lower' },
		{ key: 'worst', title: 'worst', unit: 'ms', better: 'lower' },
		{ key: 'undelivered', title: 'never seen', unit: '', better: 'none' }
	],
	targets: [{ key: 'p95', most: 150, says: 'a change on the staged board is on a screen ≤ 150 ms p95' }],
	plain: false,
	timeLimitSeconds: 60,
	cases: () => [
		{ name: 'a projector', parameters: { people: 8, projector: 1 } },
		{ name: 'a member at the board', parameters: { people: 8, projector: 0 } }
	],
	async run({ running, quick }, parameters) {
		const { gathered } = await running.gather({ members: parameters['people']!, boards: 0, rounds: 0 });
		const board = gathered!.board('whiteboard');
		await gathered!.command([
			{ type: 'show', shown: { show: 'board', board, region: { of: 'all' }, pointers: false } }
		]);
		const screens = await Screens.open(gathered!);
		try {
			const writer = await Writer.open(gathered!, board);
			// The board is as large as it will be: a screen that fits it has nothing to fit anew.
			for (let note = 0; note < COLUMNS * ROWS; note += 1) writer.note();
			const isProjector = parameters['projector'] === 1;
			const page = isProjector
				? await projector(screens, gathered!)
				: await member(screens, gathered!, board);
			await wait(SETTLES_MS);
			await watchPainting(page);
			const times: number[] = [];
			const count = quick ? 5 : CHANGES;
			for (let change = 0; change < count; change += 1) {
				await stillness(page);
				const at = writer.note();
				const painted = await paintedAfter(page, at);
				if (painted !== null) times.push(painted - at);
			}
			return {
				p50: percentile(times, 0.5),
				p95: percentile(times, 0.95),
				worst: Math.max(...times),
				undelivered: count - times.length
			};
		} finally {
			await screens.close();
		}
	},
	parts: {}
};

const CHANGES = 24;
const [COLUMNS, ROWS] = [5, 3];
const SETTLES_MS = 1_000;
/** The board is brought up to date as a whole when nothing has moved for half a second. */
const STILL_MS = 700;
const SEEN_WITHIN_MS = 3_000;

async function member(screens: Screens, gathered: Gathered, board: BoardId): Promise<Page> {
	const page = await screens.show(gathered.people[1]!.http, screens.path(board));
	await seesBoard(page, screens.path(board));
	return page;
}

/** A screen that shows its code, and is paired by the facilitator. */
async function projector(screens: Screens, gathered: Gathered): Promise<Page> {
	const page = await screens.show(null, '/project');
	await page.setViewportSize({ width: 1920, height: 1080 });
	const shown = page.locator('[data-pairing]').getByText(/[0-9A-Z]{4}-[0-9A-Z]{4}/u);
	const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/u.exec(await shown.innerText())![0].replace('-', '');
	await gathered.command([{ type: 'pair-screen', link: createId<LinkId>(), code, name: 'Hall' }]);
	// Some of its tiles are hidden: nothing lies there.
	await page.locator('[data-stage="board"] canvas').first().waitFor({ state: 'attached' });
	return page;
}

/** Notes when the page hands over a painted tile, and then the end of the frame in which it did. */
async function watchPainting(page: Page): Promise<void> {
	await page.evaluate(() => {
		const noted: number[] = [];
		(window as { paintedAt?: number[] }).paintedAt = noted;
		const { prototype } = ImageBitmapRenderingContext;
		const original = prototype.transferFromImageBitmap;
		prototype.transferFromImageBitmap = function (bitmap) {
			original.call(this, bitmap);
			const channel = new MessageChannel();
			// A task that is asked for within a frame runs after that frame was handed on.
			channel.port1.onmessage = () => noted.push(performance.timeOrigin + performance.now());
			requestAnimationFrame(() => channel.port2.postMessage(null));
		};
	});
}

/** Resolves when the page has painted nothing for a while. */
async function stillness(page: Page): Promise<void> {
	await page.waitForFunction(
		(still) => {
			const last = (window as { paintedAt?: number[] }).paintedAt?.at(-1) ?? 0;
			return performance.timeOrigin + performance.now() - last > still;
		},
		STILL_MS,
		{ polling: 50 }
	);
}

/** When the first thing that was painted after this was seen; `null`: nothing was. */
async function paintedAfter(page: Page, at: number): Promise<number | null> {
	const giveUpAt = at + SEEN_WITHIN_MS;
	while (now() < giveUpAt) {
		const painted = await page.evaluate(
			(at) => (window as { paintedAt?: number[] }).paintedAt?.find((time) => time > at) ?? null,
			at
		);
		if (painted !== null) return painted;
		await wait(20);
	}
	return null;
}

/** Somebody who puts notes on a board, without a screen. */
class Writer {
	readonly #client: Client;
	readonly #doc: Y.Doc;
	readonly #board: Board;
	#top: OrderKey | null = null;
	#made = 0;

	private constructor(client: Client) {
		this.#client = client;
		this.#doc = new Y.Doc();
		this.#board = new Board(this.#doc);
	}

	static async open(gathered: Gathered, board: BoardId): Promise<Writer> {
		return new Writer(await Client.join(gathered.document(gathered.people[2]!.http, board)));
	}

	/** Returns when it was sent. */
	note(): number {
		const made = this.#made++;
		this.#top = keyBetween(this.#top, null);
		const shape = {
			...kindOf('note').defaults,
			...LOOSE,
			id: createShapeId(),
			type: 'note',
			rotation: 0,
			author: '',
			order: this.#top,
			x: 60 + (made % COLUMNS) * 220,
			y: 60 + (Math.floor(made / COLUMNS) % ROWS) * 220
		} as Shape;
		const updates: Uint8Array[] = [];
		const keep = (update: Uint8Array): void => void updates.push(update);
		this.#doc.on('update', keep);
		runGesture(this.#board, (gesture) => gesture.make(shape));
		this.#doc.off('update', keep);
		const at = now();
		for (const update of updates) this.#client.sendUpdate(update);
		return at;
	}
}
