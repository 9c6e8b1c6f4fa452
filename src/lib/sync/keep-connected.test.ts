import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { encodeSyncStep2, parseFrame } from '#protocol/sync.ts';
import { keepConnected } from './keep-connected.ts';

/** A line in the test's hands. */
class Line {
	readonly sent: Uint8Array[] = [];
	readyState = 0;
	readonly OPEN = 1;
	onopen: () => void = () => undefined;
	onmessage: (event: { data: ArrayBuffer }) => void = () => undefined;
	onclose: (event: { code: number; reason: string }) => void = () => undefined;

	constructor() {
		lines.push(this);
	}

	open(): void {
		this.readyState = 1;
		this.onopen();
	}

	sync(): void {
		this.open();
		this.onmessage({ data: encodeSyncStep2(Uint8Array.of(0, 0)).buffer });
	}

	lose(code = 1006): void {
		this.onclose({ code, reason: '' });
	}

	send(data: Uint8Array): void {
		this.sent.push(data);
	}

	close(): void {
		this.readyState = 3;
	}

	get questions(): number {
		return this.sent.filter((bytes) => parseFrame(bytes)?.kind === 'query-awareness').length;
	}
}

let lines: Line[] = [];
let end: () => void = () => undefined;

function connect({ awaitsAnswer = false, uploads = false } = {}) {
	const doc = new Y.Doc();
	const provider = new WebsocketProvider('ws://nowhere', 'name', doc, {
		disableBc: true,
		WebSocketPolyfill: Line as unknown as typeof WebSocket
	});
	const kept = keepConnected(provider, () => ({ awaitsAnswer, uploads }));
	end = () => {
		kept.stop();
		provider.destroy();
		provider.awareness.destroy();
		doc.destroy();
	};
	return { provider, kept };
}

/** How long until there is another line, in milliseconds of the test's clock. */
function waitedForNext(): number {
	const { length } = lines;
	const from = performance.now();
	while (lines.length === length && performance.now() - from < 120_000) vi.advanceTimersByTime(10);
	return performance.now() - from;
}

function show(): void {
	Object.assign(document, { visibilityState: 'visible' });
	document.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
	lines = [];
	vi.useFakeTimers({
		toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance']
	});
	vi.stubGlobal('window', new EventTarget());
	vi.stubGlobal('document', new EventTarget());
});

afterEach(() => {
	end();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('a kept connection', () => {
	it('comes back quickly, more slowly after each failure, and quickly again once it worked', () => {
		connect();
		lines.at(-1)!.sync();
		lines.at(-1)!.lose();
		expect(waitedForNext()).toBeLessThanOrEqual(510);
		for (let tries = 0; tries < 8; tries += 1) {
			lines.at(-1)!.lose();
			waitedForNext();
		}
		lines.at(-1)!.lose();
		const late = waitedForNext();
		expect(late).toBeGreaterThanOrEqual(1_240);
		expect(late).toBeLessThanOrEqual(2_510);
		lines.at(-1)!.sync();
		lines.at(-1)!.lose();
		expect(waitedForNext()).toBeLessThanOrEqual(510);
	});

	it('does not come back with all the others in one moment', () => {
		connect();
		const waits = Array.from({ length: 12 }, () => {
			lines.at(-1)!.sync();
			lines.at(-1)!.lose(1001);
			return waitedForNext();
		});
		expect(new Set(waits).size).toBeGreaterThan(4);
		expect(Math.max(...waits)).toBeLessThanOrEqual(1_010);
	});

	it('waits longer where the server asked for it', () => {
		connect();
		lines.at(-1)!.sync();
		lines.at(-1)!.lose(4529);
		expect(waitedForNext()).toBeGreaterThanOrEqual(7_990);
	});

	it('stays closed where connecting cannot help, even when the network comes back', () => {
		connect();
		lines.at(-1)!.lose(4404);
		window.dispatchEvent(new Event('online'));
		show();
		expect(waitedForNext()).toBeGreaterThanOrEqual(120_000);
	});

	it('does not sit out its wait when the network comes back', () => {
		connect();
		lines.at(-1)!.lose();
		const { length } = lines;
		window.dispatchEvent(new Event('online'));
		expect(lines).toHaveLength(length + 1);
	});

	it('is asked when the page is shown again, and left within five seconds when nothing answers', () => {
		connect();
		const line = lines.at(-1)!;
		line.sync();
		vi.advanceTimersByTime(3_000);
		expect(line.questions).toBe(0);
		show();
		expect(line.questions).toBe(1);
		const waited = waitedForNext();
		expect(waited).toBeLessThanOrEqual(6_000);
	});

	it('is kept when it answers', () => {
		const { kept, provider } = connect();
		lines.at(-1)!.sync();
		show();
		vi.advanceTimersByTime(1_000);
		kept.heard(provider.ws!);
		vi.advanceTimersByTime(20_000);
		expect(lines).toHaveLength(1);
	});

	it('is asked after the machine slept', () => {
		connect();
		lines.at(-1)!.sync();
		vi.advanceTimersByTime(1_000);
		vi.setSystemTime(Date.now() + 3_600_000);
		vi.advanceTimersByTime(1_000);
		expect(lines.map(({ questions }) => questions).reduce((sum, count) => sum + count)).toBe(1);
	});

	it('is tried anew when a try takes too long', () => {
		connect();
		expect(waitedForNext()).toBeLessThanOrEqual(11_010);
	});

	it('is asked when what was sent stays unanswered', () => {
		connect({ awaitsAnswer: true });
		lines.at(-1)!.sync();
		vi.advanceTimersByTime(10_000);
		expect(lines.at(-1)!.questions).toBe(1);
	});
});
