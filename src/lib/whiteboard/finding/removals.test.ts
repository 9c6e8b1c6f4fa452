import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import { sampleShape } from '#model/whiteboard/shapes/test-shapes.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { person } from '#model/whiteboard/test-boards.ts';
import { Presence } from '../presence.ts';
import { hearRemovals, tellRemovals } from './removals.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function telling() {
	const ada = person('ada');
	const awareness = new Awareness(ada.board.doc);
	awareness.setLocalState({ user: { id: 'ada', name: 'Ada' } });
	const presence = new Presence(awareness, () => undefined);
	const stop = tellRemovals(ada.board, presence);
	return {
		ada,
		said: () => hearRemovals(awareness.getLocalState() ?? {}),
		close: () => {
			stop();
			presence.destroy();
			awareness.destroy();
		}
	};
}

describe('what I take away', () => {
	it('is said for a moment, the newest first and never without end', () => {
		const { ada, said, close } = telling();
		const ids = Array.from({ length: 60 }, (_, at) => `note${at}` as ShapeId);
		ada.perform((gesture) => ids.forEach((id) => gesture.make(sampleShape('note', id))));
		vi.advanceTimersByTime(100);
		expect(said()).toEqual([]);
		ada.perform((gesture) => ids.slice(0, 50).forEach((id) => gesture.remove(id)));
		ada.perform((gesture) => gesture.remove(ids[59]!));
		vi.advanceTimersByTime(100);
		expect(said()).toHaveLength(40);
		expect(said()[0]).toBe(ids[59]);
		vi.advanceTimersByTime(10_000);
		expect(said()).toEqual([]);
		close();
	});

	it('is heard whatever is in it', () => {
		for (const gone of [null, 7, ['a'], { ids: 'a' }]) expect(hearRemovals({ gone })).toEqual([]);
		expect(hearRemovals({ gone: 'a <b> c' })).toEqual(['a', 'c']);
		expect(hearRemovals({ gone: 'x '.repeat(100_000) }).length).toBeLessThan(1_000);
	});
});
