import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';
import type { BoardId } from '#model/ids.ts';
import { BoardClient } from '../../support/board-client.ts';
import { frameCosts } from '../session/frames.ts';
import type { Gathered } from '../session/gathering.ts';
import type { SessionScenario } from '../session/scenario.ts';
import { Screens } from '../session/screens.ts';

const LANES = ['facts', 'causes', 'ideas', 'decision', 'actions'];

/**
 * One card is dragged about a board, over its lanes and down to the edge where the board scrolls, by mouse moves as Chromium takes them from
 * the system, one a frame. What is counted is the CPU time of the page's main thread in each frame of 1/60 s: script, layout, painting.
 * The same with few cards says what a drag costs in any case.
 */
export const drag: SessionScenario = {
	name: 'drag',
	title: 'One card of a board is dragged: main thread of a browser, for each frame',
	columns: [
		{ key: 'p50', title: 'frames with work, p50', unit: 'ms', better: 'lower' },
		{ key: 'p95', title: 'p95', unit: 'ms', better: 'lower' },
		{ key: 'worst', title: 'worst', unit: 'ms', better: 'lower' },
		{ key: 'mean', title: 'all frames, mean', unit: 'ms', better: 'lower' },
		{ key: 'longTasks', title: 'tasks above 50 ms', unit: '', better: 'lower' },
		{ key: 'liftMs', title: 'a card is taken up, worst frame', unit: 'ms', better: 'lower' },
		{ key: 'dropMs', title: 'let go, worst frame', unit: 'ms', better: 'lower' }
	],
	targets: [
		{ case: '2,000', key: 'p95', most: 8, says: 'a board of 2,000 cards: a drag costs ≤ 8 ms a frame' }
	],
	plain: false,
	timeLimitSeconds: 120,
	cases: (quick) =>
		(quick ? [20, 400] : [20, 2_000]).map((cards) => ({
			name: `${cards.toLocaleString('en')} cards`,
			parameters: { cards }
		})),
	async run({ running, quick }, parameters) {
		const { gathered } = await running.gather({ members: 1, boards: 0, rounds: 0 });
		const board = gathered!.board('problem');
		await fill(gathered!, board, parameters['cards']!);
		const screens = await Screens.open(gathered!);
		try {
			const page = await screens.show(gathered!.people[0]!.http, screens.path(board));
			await page.locator('[data-saved="saved"]').waitFor();
			await page.locator('[data-card]').nth(LANES.length).waitFor();
			const hand = new Hand(page, await page.context().newCDPSession(page));
			const frames = quick ? 60 : FRAMES;
			await hand.rest();
			const lift = await frameCosts(screens.browser, page, () => hand.take());
			const costs = await frameCosts(screens.browser, page, () => hand.move(frames));
			const drop = await frameCosts(screens.browser, page, () => hand.drop());
			if (!hand.worked) throw new Error('Nothing was dragged.');
			return { ...costs, liftMs: lift.worst, dropMs: drop.worst };
		} finally {
			await screens.close();
		}
	},
	parts: {}
};

const FRAMES = 240;
const TEXT = 'What helped us here was to ask the people on site before we wrote anything down';

async function fill(gathered: Gathered, board: BoardId, cards: number): Promise<void> {
	const { http, id } = gathered.people[0]!;
	const { url, headers } = gathered.document(http, board);
	const client = await BoardClient.open(url, { ...headers, origin: gathered.origin });
	client.doc.transact(() => {
		for (let card = 0; card < cards; card += 1)
			client.write(id, `${card}: ${TEXT.slice(0, 20 + ((card * 13) % 60))}`, LANES[card % LANES.length]!);
	});
	await client.saved();
	client.close();
}

/** The mouse over a board. */
class Hand {
	worked = false;
	readonly #page: Page;
	readonly #cdp: CDPSession;
	#at = { x: 0, y: 0 };

	constructor(page: Page, cdp: CDPSession) {
		this.#page = page;
		this.#cdp = cdp;
	}

	/** Over a card, with everything that comes later fetched. */
	async rest(): Promise<void> {
		const card = this.#page.locator('[data-lane="causes"] [data-card] .text').nth(1);
		const box = (await card.boundingBox())!;
		this.#at = { x: box.x + 20, y: box.y + 10 };
		await this.#mouse('mouseMoved');
		await wait(2_000);
	}

	async take(): Promise<void> {
		await this.#mouse('mousePressed');
		for (let step = 0; step < 4; step += 1) {
			this.#at = { x: this.#at.x + 4, y: this.#at.y };
			await this.#mouse('mouseMoved');
		}
		await this.#frames(10);
	}

	/** Over all lanes, up and down, then at the lower edge for the last third. */
	async move(frames: number): Promise<void> {
		const { width, height } = this.#page.viewportSize()!;
		for (let frame = 0; frame < frames; frame += 1) {
			const share = frame / frames;
			const x = width * (0.5 + 0.42 * Math.sin(share * 14));
			const y = share < 0.66 ? height * (0.55 + 0.3 * Math.sin(share * 23)) : height - 20;
			this.#at = { x: Math.round(x), y: Math.round(y) };
			await this.#mouse('mouseMoved');
			await this.#frames(1);
		}
		this.worked = await this.#page.evaluate(() => document.querySelector('.card.held') !== null);
	}

	async drop(): Promise<void> {
		await this.#mouse('mouseReleased');
		await this.#frames(20);
	}

	async #mouse(type: 'mouseMoved' | 'mousePressed' | 'mouseReleased'): Promise<void> {
		const button = type === 'mouseMoved' && this.#at.x === 0 ? 'none' : ('left' as const);
		const buttons = type === 'mouseReleased' ? 0 : 1;
		await this.#cdp.send('Input.dispatchMouseEvent', { type, ...this.#at, button, buttons, clickCount: 1 });
	}

	/** Not asked of the page, whose main thread is measured. */
	#frames(count: number): Promise<void> {
		return wait((count * 1000) / 60);
	}
}
