import { readFileSync } from 'node:fs';
import { chromium, type CDPSession, type Page } from '@playwright/test';
import { chromiumOptions } from '../../support/chromium.ts';
import './board-page.ts';

export const VIEWPORT = { width: 1280, height: 800 };

/** CPU time that the page's main thread has taken so far: it holds even when other processes have the machine. */
interface Clock {
	readonly mainMs: number;
	readonly scriptMs: number;
	readonly heapMb: number;
}

/** A fresh Chromium with one page in it, and what it can be asked about that page. */
export class BenchBrowser {
	readonly page: Page;
	readonly errors: string[] = [];
	readonly #cdp: CDPSession;
	readonly #whole: CDPSession;
	readonly #close: () => Promise<void>;

	private constructor(page: Page, cdp: CDPSession, whole: CDPSession, close: () => Promise<void>) {
		this.page = page;
		this.#cdp = cdp;
		this.#whole = whole;
		this.#close = close;
		page.on('pageerror', (error) => this.errors.push(String(error).slice(0, 200)));
	}

	static async open(url: string, devicePixels: number): Promise<BenchBrowser> {
		const options = chromiumOptions(process.env);
		const browser = await chromium.launch({
			...options,
			args: [
				...(options.args ?? []),
				`--force-device-scale-factor=${devicePixels}`,
				'--enable-precise-memory-info'
			]
		});
		const context = await browser.newContext({
			viewport: VIEWPORT,
			deviceScaleFactor: devicePixels,
			locale: 'en-US'
		});
		const page = await context.newPage();
		page.setDefaultTimeout(180_000);
		// Nobody's server is asked for anything.
		await context.route('**/*', (route) =>
			/^(http:\/\/127\.0\.0\.1|data:|blob:)/.test(route.request().url()) ? route.continue() : route.abort()
		);
		const cdp = await context.newCDPSession(page);
		await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
		const opened = new BenchBrowser(page, cdp, await browser.newBrowserCDPSession(), () => browser.close());
		await page.goto(url);
		await page.waitForFunction(() => (window as Partial<Window>).__board?.ready);
		return opened;
	}

	async clock(): Promise<Clock> {
		const { metrics } = await this.#cdp.send('Performance.getMetrics');
		const value = (name: string): number =>
			metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
		return {
			mainMs: value('TaskDuration') * 1000,
			scriptMs: value('ScriptDuration') * 1000,
			heapMb: value('JSHeapUsedSize') / 2 ** 20
		};
	}

	async collectGarbage(): Promise<void> {
		await this.#cdp.send('HeapProfiler.collectGarbage');
	}

	/** What the page's process holds, canvases included; `NaN` where the system does not tell. */
	async rendererMb(): Promise<number> {
		try {
			const renderer = await this.#busiestRenderer();
			const rollup = readFileSync(`/proc/${renderer}/smaps_rollup`, 'utf8');
			return Number(/Pss:\s+(\d+)/.exec(rollup)?.[1]) / 1024;
		} catch {
			return Number.NaN;
		}
	}

	/** CPU seconds of all the browser's processes, raster threads and compositor included. */
	async allCpuMs(): Promise<number> {
		const { processInfo } = await this.#whole.send('SystemInfo.getProcessInfo');
		return processInfo.reduce((sum, process) => sum + process.cpuTime, 0) * 1000;
	}

	async mouse(
		type: 'mouseMoved' | 'mousePressed' | 'mouseReleased',
		point: { readonly x: number; readonly y: number }
	): Promise<void> {
		const held = type === 'mouseMoved' ? {} : { button: 'left' as const, clickCount: 1 };
		const buttons = type === 'mousePressed' ? 1 : 0;
		await this.#cdp.send('Input.dispatchMouseEvent', { type, ...point, ...held, buttons });
	}

	/** Samples what the page's script does; returns the profile as DevTools reads it. */
	async profile(): Promise<() => Promise<string>> {
		await this.#cdp.send('Profiler.enable');
		await this.#cdp.send('Profiler.setSamplingInterval', { interval: 200 });
		await this.#cdp.send('Profiler.start');
		return async () => JSON.stringify((await this.#cdp.send('Profiler.stop')).profile);
	}

	close(): Promise<void> {
		return this.#close();
	}

	async #busiestRenderer(): Promise<number | undefined> {
		const { processInfo } = await this.#whole.send('SystemInfo.getProcessInfo');
		return processInfo.filter(({ type }) => type === 'renderer').sort((a, b) => b.cpuTime - a.cpuTime)[0]?.id;
	}
}
