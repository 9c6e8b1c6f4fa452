import { chromium, type Browser, type Page } from '@playwright/test';
import type { BoardId } from '#model/ids.ts';
import { chromiumOptions } from '../../support/chromium.ts';
import type { HttpClient } from '../../support/client.ts';
import type { Gathered } from './gathering.ts';

/** Real browsers in one session, each person in a context of their own. */
export class Screens {
	readonly browser: Browser;
	readonly #gathered: Gathered;

	private constructor(browser: Browser, gathered: Gathered) {
		this.browser = browser;
		this.#gathered = gathered;
	}

	static async open(gathered: Gathered): Promise<Screens> {
		return new Screens(await chromium.launch(chromiumOptions(process.env)), gathered);
	}

	/** Somebody's screen, at an address below the origin. */
	async show(http: HttpClient | null, path: string): Promise<Page> {
		const { origin } = this.#gathered;
		const context = await this.browser.newContext({
			baseURL: origin,
			viewport: { width: 1280, height: 800 }
		});
		if (http !== null) {
			const [name, value] = http.cookie.split('=') as [string, string];
			await context.addCookies([{ name, value, url: origin }]);
		}
		const page = await context.newPage();
		page.setDefaultTimeout(WITHIN_MS);
		await page.goto(path);
		return page;
	}

	/** The path of the session's front, or of one of its boards. */
	path(board?: BoardId): string {
		return `/s/${this.#gathered.session}${board === undefined ? '' : `/${board}`}`;
	}

	close(): Promise<void> {
		return this.browser.close();
	}
}

const WITHIN_MS = 20_000;

/** Milliseconds since the epoch, on the clock that pages have too. */
export const now = (): number => performance.timeOrigin + performance.now();

/** What a page showed when it was first so, looked at in each of its frames. */
interface Seen {
	/** Milliseconds since the epoch. */
	readonly at: number;
	/** Since the page's load began. */
	readonly sinceLoad: number;
	/** What the clock of the groups says, if there is one. */
	readonly clock: string | null;
}

/**
 * Waits until a page shows a board, open and in step with the server: the light says that everything is saved.
 * @param clock also the time that groups have left.
 */
export async function seesBoard(page: Page, path: string, clock = false): Promise<Seen> {
	const seen = await page.waitForFunction(
		({ path, clock }) => {
			if (location.pathname !== path) return null;
			if (document.querySelector('[data-saved="saved"]') === null) return null;
			if (document.querySelector('[role="application"]') === null) return null;
			const time = document.querySelector('[role="timer"]')?.textContent ?? null;
			if (clock && !/\d:\d\d/u.test(time ?? '')) return null;
			const sinceLoad = performance.now();
			return { at: performance.timeOrigin + sinceLoad, sinceLoad, clock: time };
		},
		{ path, clock },
		{ polling: 'raf' }
	);
	return (await seen.jsonValue())!;
}

/** Clicks, and returns when the page was told of it. */
export async function clickAt(page: Page, name: string): Promise<number> {
	await page.evaluate(() => {
		const noted = (event: MouseEvent): void => {
			(window as { clickedAt?: number }).clickedAt = performance.timeOrigin + event.timeStamp;
		};
		window.addEventListener('click', noted, { capture: true, once: true });
	});
	await page.getByRole('button', { name, exact: true }).click();
	return page.evaluate(() => (window as { clickedAt?: number }).clickedAt!);
}
