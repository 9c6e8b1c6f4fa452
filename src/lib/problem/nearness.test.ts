import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Nearness } from './nearness.ts';

type Look = (entries: readonly Partial<IntersectionObserverEntry>[]) => void;

let look: Look = () => undefined;
let drawn: (() => void)[] = [];
beforeEach(() => {
	drawn = [];
	class Observer {
		constructor(told: Look) {
			look = told;
		}
		observe(): void {
			// What is seen, each test says.
		}
		unobserve(): void {
			// As above.
		}
		disconnect(): void {
			// As above.
		}
	}
	vi.stubGlobal('IntersectionObserver', Observer);
	vi.stubGlobal('requestAnimationFrame', (draw: () => void) => drawn.push(draw));
	vi.stubGlobal('cancelAnimationFrame', () => undefined);
});
afterEach(() => vi.unstubAllGlobals());

function drawFrame(): void {
	for (const draw of drawn.splice(0)) draw();
}

/** A stretch that needs so many turns until all of it is drawn, and what it was told. */
function stretch(nearness: Nearness, turns = 1) {
	const element = {} as Element;
	const told: boolean[] = [];
	let left = turns;
	const stop = nearness.watch(element, (isNear) => {
		told.push(isNear);
		left = isNear ? left - 1 : turns;
		return isNear && left > 0;
	});
	return { element, told, stop };
}

const WINDOW = { top: -900, bottom: 1_700 } as DOMRectReadOnly;

function seen(target: Element, top: number, isIntersecting = true): Partial<IntersectionObserverEntry> {
	const boundingClientRect = { top, bottom: top + 100 } as DOMRectReadOnly;
	return { target, isIntersecting, rootBounds: WINDOW, boundingClientRect };
}

test('what is in sight is drawn at once, all of it', () => {
	const nearness = new Nearness({} as Element);
	const { element, told } = stretch(nearness, 3);
	look([seen(element, 300)]);
	expect(told).toEqual([true, true, true]);
});

test('what is only near is drawn part by part, one in each frame, and one stretch before the next', () => {
	const nearness = new Nearness({} as Element);
	const [one, other] = [stretch(nearness, 2), stretch(nearness, 1)];
	look([seen(one.element, 1_200), seen(other.element, 1_400)]);
	expect([one.told, other.told]).toEqual([[], []]);
	drawFrame();
	expect([one.told, other.told]).toEqual([[true], []]);
	drawFrame();
	expect([one.told, other.told]).toEqual([[true, true], []]);
	drawFrame();
	expect([one.told, other.told]).toEqual([[true, true], [true]]);
	drawFrame();
	expect(drawn).toEqual([]);
});

test('what comes near goes before what went far', () => {
	const nearness = new Nearness({} as Element);
	const [far, near] = [stretch(nearness), stretch(nearness)];
	look([seen(far.element, -2_000, false), seen(near.element, 1_200)]);
	drawFrame();
	expect([far.told, near.told]).toEqual([[], [true]]);
	drawFrame();
	expect([far.told, near.told]).toEqual([[false], [true]]);
});

test('the more wait, the more are told in one frame', () => {
	const nearness = new Nearness({} as Element);
	const all = Array.from({ length: 30 }, () => stretch(nearness));
	look(all.map(({ element }) => seen(element, 1_200)));
	drawFrame();
	expect(all.filter(({ told }) => told.length > 0)).toHaveLength(3);
});

test('what went far goes part by part as well, and is told how high it was', () => {
	const nearness = new Nearness({} as Element);
	const element = {} as Element;
	const told: (readonly [boolean, number])[] = [];
	nearness.watch(element, (isNear, height) => told.push([isNear, height]) < 2);
	look([{ ...seen(element, -2_000, false), boundingClientRect: { height: 540 } as DOMRectReadOnly }]);
	drawFrame();
	drawFrame();
	drawFrame();
	expect(told).toEqual([
		[false, 540],
		[false, 540]
	]);
});

test('what comes into sight half drawn is drawn to its end at once, and what is gone is told nothing', () => {
	const nearness = new Nearness({} as Element);
	const [one, gone] = [stretch(nearness, 3), stretch(nearness)];
	look([seen(one.element, 1_200), seen(gone.element, 1_200)]);
	drawFrame();
	gone.stop();
	look([seen(one.element, 500)]);
	expect(one.told).toEqual([true, true, true]);
	drawFrame();
	expect(gone.told).toEqual([]);
});
