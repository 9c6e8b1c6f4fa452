import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AfterFrame } from './after-frame.ts';

let drawn: (() => void)[] = [];
const page = { hidden: false };
beforeEach(() => {
	vi.useFakeTimers();
	drawn = [];
	page.hidden = false;
	vi.stubGlobal('document', page);
	vi.stubGlobal('requestAnimationFrame', (draw: () => void) => drawn.push(draw));
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** One that writes down what it hands over, each time in a list of its own. */
function gathering(): { readonly news: AfterFrame<number>; readonly taken: (readonly number[])[] } {
	const taken: (readonly number[])[] = [];
	return { news: new AfterFrame<number>((gathered) => taken.push(gathered)), taken };
}

function drawFrame(): void {
	for (const draw of drawn.splice(0)) draw();
}

test('what comes before two frames is handed over together, after they were drawn', () => {
	const { news, taken } = gathering();
	news.add(1);
	news.add(2);
	drawFrame();
	vi.runAllTimers();
	expect(taken).toEqual([]);
	drawFrame();
	expect(taken).toEqual([]);
	vi.runAllTimers();
	expect(taken).toEqual([[1, 2]]);
	news.add(3);
	drawFrame();
	drawFrame();
	vi.runAllTimers();
	expect(taken).toEqual([[1, 2], [3]]);
});

test('what waits is handed over at once where something counts on it, and not a second time', () => {
	const { news, taken } = gathering();
	news.add(1);
	news.flush();
	expect(taken).toEqual([[1]]);
	drawFrame();
	drawFrame();
	vi.runAllTimers();
	expect(taken).toEqual([[1]]);
});

test('a window that nobody sees takes it up without a frame, with what waited for one', () => {
	const { news, taken } = gathering();
	news.add(1);
	page.hidden = true;
	news.add(2);
	news.add(3);
	expect(taken).toEqual([[1, 2], [3]]);
});

test('where no frame is drawn for long, it does not pile up', () => {
	const { news, taken } = gathering();
	for (let one = 0; one < 100; one += 1) news.add(one);
	expect(taken.flat().length).toBeGreaterThan(75);
	expect(taken.flat()).toEqual(Array.from({ length: taken.flat().length }, (_, one) => one));
});
