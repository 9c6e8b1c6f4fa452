import {
	devices,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	type CDPSession,
	type Page
} from '@playwright/test';

/** What somebody sits in front of; `keyboard` is a desktop without a mouse. */
export type Device = 'desktop' | 'keyboard' | 'phone' | 'narrow';
/** What somebody works it with. */
type Hand = 'mouse' | 'finger' | 'keys';

const DEVICES: Record<Device, BrowserContextOptions> = {
	desktop: { viewport: { width: 1280, height: 800 } },
	keyboard: { viewport: { width: 1280, height: 800 } },
	phone: { ...devices['Pixel 7'] },
	narrow: { viewport: { width: 320, height: 640 } }
};

/** For those who are to open the app without a network. */
export const WITH_WORKER: BrowserContextOptions = { serviceWorkers: 'allow' };

/** One person at one device: a browser context of their own, with its cookie and its offline copy. */
export class Person {
	readonly name: string;
	readonly context: BrowserContext;
	readonly page: Page;
	readonly hand: Hand;
	/** Their finger, where there is a touch screen. */
	readonly touch: Finger | null;
	/** Everything that should not have happened: errors on the console, uncaught ones, refused or foreign requests. */
	readonly troubles: string[] = [];

	private constructor(
		name: string,
		context: BrowserContext,
		page: Page,
		hand: Hand,
		touch: Finger | null,
		origin: string
	) {
		this.name = name;
		this.hand = hand;
		this.touch = touch;
		this.context = context;
		this.page = page;
		context.on('request', (request) => {
			const url = new URL(request.url());
			const isOwn = url.origin === origin || ['data:', 'blob:'].includes(url.protocol);
			if (!isOwn) this.troubles.push(`asked ${url.origin} for something`);
		});
		page.on('pageerror', (error) => this.troubles.push(`uncaught: ${error.stack || error.message}`));
		page.on('console', (message) => {
			if (message.type() === 'error' && !isMereAbsence(message.text())) {
				this.troubles.push(`console: ${message.text()} (${message.location().url})`);
			}
		});
	}

	static async arrive(
		browser: Browser,
		origin: string,
		name: string,
		device: Device,
		options: BrowserContextOptions = {}
	): Promise<Person> {
		const context = await browser.newContext({
			baseURL: origin,
			reducedMotion: 'reduce',
			// It fetches the whole app for everybody who arrives: a third of a test's time.
			serviceWorkers: 'block',
			...DEVICES[device],
			...options
		});
		await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
		const page = await context.newPage();
		const touch = DEVICES[device].hasTouch ? new Finger(await context.newCDPSession(page)) : null;
		const hand = touch !== null ? 'finger' : device === 'keyboard' ? 'keys' : 'mouse';
		return new Person(name, context, page, hand, touch, origin);
	}

	/** Waits until this browser can open the app without a network. For who arrived `WITH_WORKER`. */
	async keepsTheApp(): Promise<void> {
		await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
		// A page that was there before the worker is in its hands from the next load on.
		await this.page.reload();
		await this.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
	}

	/** Takes out what a test brought about on purpose; it must have happened. */
	expectTrouble(pattern: RegExp): void {
		const others = this.troubles.filter((trouble) => !pattern.test(trouble));
		if (others.length === this.troubles.length) throw new Error(`Nothing went wrong like ${pattern.source}.`);
		this.troubles.splice(0, Infinity, ...others);
	}

	leave(): Promise<void> {
		return this.context.close();
	}
}

interface Spot {
	readonly x: number;
	readonly y: number;
}

/** A finger that moves; Playwright's own can only tap. */
class Finger {
	readonly #session: CDPSession;

	constructor(session: CDPSession) {
		this.#session = session;
	}

	async drag(points: readonly Spot[]): Promise<void> {
		await this.dragAll(points.map((point) => [point]));
	}

	/** Several fingers at once: where each of them is, from frame to frame. */
	async dragAll([first, ...rest]: readonly (readonly Spot[])[]): Promise<void> {
		await this.#send('touchStart', first!);
		for (const spots of rest) await this.#send('touchMove', spots);
		await this.#send('touchEnd', []);
	}

	/** Rests until `until` says so: a long press. */
	async hold(spot: Spot, until: () => Promise<unknown>): Promise<void> {
		await this.#send('touchStart', [spot]);
		await until();
		await this.#send('touchEnd', []);
	}

	/** While it rests on the screen: within `hold`. */
	async move(spot: Spot): Promise<void> {
		await this.#send('touchMove', [spot]);
	}

	async #send(type: 'touchStart' | 'touchMove' | 'touchEnd', spots: readonly Spot[]): Promise<void> {
		const touchPoints = spots.map(({ x, y }, id) => ({ x, y, id }));
		await this.#session.send('Input.dispatchTouchEvent', { type, touchPoints });
	}
}

/** The browser itself writes these when a server or the network is away, which tests bring about on purpose. */
function isMereAbsence(text: string): boolean {
	return /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_(REFUSED|RESET)|FAILED|EMPTY_RESPONSE)|WebSocket connection to .* failed/.test(
		text
	);
}
