import { describe, expect, it } from 'vitest';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { keepForReload, takeAfterReload } from './resuming.ts';

function storage() {
	const kept = new Map<string, string>();
	return {
		kept,
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
		removeItem: (key: string) => void kept.delete(key)
	};
}

const slide = { at: 'leading', from: 'frame' as ShapeId } as const;

describe('what a tab presents', () => {
	it('goes on after a reload, once', () => {
		const tab = storage();
		keepForReload(tab, 'board', slide, 1_000);
		expect(takeAfterReload(tab, 'board', 3_000)).toEqual(slide);
		expect(takeAfterReload(tab, 'board', 3_000)).toBeNull();
	});

	it('is forgotten after a while, and on another board', () => {
		const tab = storage();
		keepForReload(tab, 'board', slide, 1_000);
		expect(takeAfterReload(tab, 'board', 120_000)).toBeNull();
		keepForReload(tab, 'board', slide, 1_000);
		expect(takeAfterReload(tab, 'another', 2_000)).toBeNull();
	});

	it('is nothing where nothing that makes sense is kept', () => {
		const tab = storage();
		for (const odd of ['', '{', '7', '{"document":"board","at":1,"showing":{"at":"leading","from":"<b>"}}']) {
			tab.setItem('commonplace:presenting', odd);
			expect(takeAfterReload(tab, 'board', 2_000)).toBeNull();
		}
	});
});
