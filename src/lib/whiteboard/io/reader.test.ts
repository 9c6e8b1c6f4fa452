import { describe, expect, it } from 'vitest';
import { Changes } from './changes.ts';
import { drawingOf, shapeOf } from './drawing.ts';
import { Reader, type ReadingWorker } from './reader.ts';
import { partsOf, type Read, type ReadingPart } from './reading-parts.ts';

/** A worker that answers as it is told, by copies as the browser makes them. */
function worker(answer: (post: (part: ReadingPart) => void, self: ReadingWorker) => void) {
	let closed = 0;
	const self: ReadingWorker = {
		onmessage: null,
		onerror: null,
		postMessage: () => answer(post, self),
		terminate: () => void closed++
	};
	const post = (part: ReadingPart): void =>
		void self.onmessage?.call(self as Worker, new MessageEvent('message', { data: structuredClone(part) }));
	return { start: () => self, closed: () => closed };
}

function lines(count: number): Read {
	const changes = new Changes();
	changes.note('hatched', 2);
	const pieces = Array.from({ length: count }, (_, at) => ({
		shape: shapeOf('rectangle', { x: at, y: 0, w: 10, h: 10, groups: [] }),
		text: String(at)
	}));
	return drawingOf(pieces, changes, new Map([['0'.repeat(64), new Blob(['x'])]]));
}

describe('the reader', () => {
	it.each([0, 1, 500, 1_234])(
		'has a drawing of %i shapes from its worker as it was read there',
		async (count) => {
			const read = lines(count);
			const { start, closed } = worker((post) => [...partsOf(read)].forEach(post));
			const reader = new Reader(new AbortController().signal, start);
			const got = await reader.read({ as: 'drawing', content: '' });
			expect(got).toEqual(read);
			expect(await reader.read({ as: 'drawing', content: '' }), 'and another').toEqual(read);
			reader.close();
			expect(closed()).toBe(1);
		}
	);

	it('says so when the worker fails, or was not to be had', async () => {
		const failure = { message: 'no memory' } as ErrorEvent;
		const { start } = worker((_, self) => void self.onerror?.call(self as Worker, failure));
		const reader = new Reader(new AbortController().signal, start);
		await expect(reader.read({ as: 'png', content: '' })).rejects.toThrow('no memory');
	});

	it('stops when it is told to', async () => {
		const stop = new AbortController();
		const { start } = worker((post) => post({ is: 'pieces', pieces: [] }));
		const reader = new Reader(stop.signal, start);
		const reading = reader.read({ as: 'svg', content: '' });
		stop.abort(new Error('enough'));
		await expect(reading).rejects.toThrow('enough');
		await expect(reader.read({ as: 'svg', content: '' })).rejects.toThrow('enough');
	});
});
