import { describe, expect, it } from 'vitest';
import { later } from './later.ts';
import type { Press, Tool } from './tool.ts';

const at = (x: number): Press => ({
	point: { x, y: 0 },
	screen: { x, y: 0 },
	shift: false,
	alt: false,
	ctrl: false,
	pointer: 'mouse',
	samples: [],
	clicks: 1
});

function recorder(): { readonly tool: Tool; readonly done: string[] } {
	const done: string[] = [];
	const note =
		(what: string) =>
		({ point }: Press): void =>
			void done.push(`${what} ${point.x}`);
	const tool: Tool = {
		cursor: 'cell',
		press: note('press'),
		drag: note('drag'),
		release: note('release'),
		cancel: () => void done.push('cancel')
	};
	return { tool, done };
}

const hold = (): void => undefined;

describe('a tool that comes later', () => {
	it('does what the pointer did meanwhile, in that order, once', async () => {
		const { tool, done } = recorder();
		let loads = 0;
		const { promise, resolve } = Promise.withResolvers<Tool>();
		const late = later(() => (loads++, promise), { places: false, hold });
		late.press(at(1));
		late.drag(at(2));
		expect(late.cursor).toBe('default');
		resolve(tool);
		await promise;
		late.release(at(3));
		await Promise.resolve();
		expect(done).toEqual(['press 1', 'drag 2', 'release 3']);
		expect([loads, late.cursor]).toEqual([1, 'cell']);
	});

	it('forgets what was broken off before it came', async () => {
		const { tool, done } = recorder();
		const { promise, resolve } = Promise.withResolvers<Tool>();
		const late = later(() => promise, { places: false, hold });
		late.press(at(1));
		late.cancel();
		resolve(tool);
		await promise;
		await Promise.resolve();
		expect(done).toEqual([]);
	});

	it('is asked for again when it could not be had', async () => {
		const { tool, done } = recorder();
		const answers = [Promise.reject(new Error('no line')), Promise.resolve(tool)];
		const late = later(() => answers.shift()!, { places: false, hold });
		late.press(at(1));
		for (let turn = 0; turn < 5; turn++) await Promise.resolve();
		late.press(at(2));
		for (let turn = 0; turn < 5; turn++) await Promise.resolve();
		expect(done).toEqual(['press 2']);
	});
});
