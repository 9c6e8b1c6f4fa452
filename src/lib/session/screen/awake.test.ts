import { expect, test } from 'vitest';
import { keepAwake } from './awake.ts';

/** A page that is looked at or not, and a device that counts who keeps it awake. */
function screen(permitted = true) {
	const page = new (class extends EventTarget {
		visibilityState: DocumentVisibilityState = 'visible';
		look(visibilityState: DocumentVisibilityState): void {
			this.visibilityState = visibilityState;
			this.dispatchEvent(new Event('visibilitychange'));
		}
	})();
	const held: { released: boolean; release: () => Promise<void> }[] = [];
	const lock = {
		request: (): Promise<unknown> => {
			if (!permitted) return Promise.reject(new DOMException('battery is low', 'NotAllowedError'));
			const sentinel = {
				released: false,
				release: () => {
					sentinel.released = true;
					return Promise.resolve();
				}
			};
			held.push(sentinel);
			return Promise.resolve(sentinel);
		}
	};
	return {
		page,
		held,
		letGo: keepAwake(page as unknown as Document, lock as unknown as WakeLock),
		/** As a browser does with a page that nobody looks at. */
		hide: () => {
			page.look('hidden');
			for (const one of held) one.released = true;
		},
		awake: () => held.filter(({ released }) => !released).length
	};
}

/** What was asked for has been answered. */
const answered = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('a screen that is looked at stays awake, and sleeps again afterwards', async () => {
	const { letGo, awake } = screen();
	await answered();
	expect(awake()).toBe(1);
	letGo();
	await answered();
	expect(awake()).toBe(0);
});

test('it is asked for again whenever somebody looks again, and never twice at once', async () => {
	const { page, hide, awake, held } = screen();
	await answered();
	hide();
	expect(awake()).toBe(0);
	page.look('visible');
	await answered();
	page.look('visible');
	await answered();
	expect([awake(), held.length]).toEqual([1, 2]);
});

test('who looks away and back before the answer holds it once', async () => {
	const { page, awake, letGo } = screen();
	page.look('hidden');
	page.look('visible');
	await answered();
	expect(awake()).toBe(1);
	letGo();
	await answered();
	expect(awake()).toBe(0);
});

test('what comes after the end is given back', async () => {
	const { page, letGo, awake } = screen();
	letGo();
	await answered();
	page.look('visible');
	await answered();
	expect(awake()).toBe(0);
});

test('a device that refuses, and a browser that has no such thing, do as they are set', async () => {
	const { held, letGo } = screen(false);
	await answered();
	expect(held).toEqual([]);
	letGo();
	expect(() => keepAwake(new EventTarget() as unknown as Document, undefined)()).not.toThrow();
});
