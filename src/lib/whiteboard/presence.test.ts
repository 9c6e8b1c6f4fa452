import { afterEach, describe, expect, it, vi } from 'vitest';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { draggedBy, Presence } from './presence.ts';

const open: Awareness[] = [];

function awareness(): Awareness {
	const made = new Awareness(new Y.Doc());
	open.push(made);
	return made;
}

/** What `other` says reaches `mine`. */
function hear(mine: Awareness, other: Awareness, state: unknown): void {
	other.setLocalState(state as Record<string, unknown>);
	applyAwarenessUpdate(mine, encodeAwarenessUpdate(other, [other.clientID]), 'test');
}

afterEach(() => {
	for (const each of open.splice(0)) each.destroy();
	vi.useRealTimers();
});

const bo = { id: 'bo', name: 'Bo', color: 'plum' };

describe('presence', () => {
	it('glides others’ cursors to where they are, and then rests', () => {
		const [mine, other] = [awareness(), awareness()];
		const presence = new Presence(mine, () => {});
		hear(mine, other, { user: bo, cursor: { x: 0, y: 0 } });
		hear(mine, other, { user: bo, cursor: { x: 100, y: 0 } });
		const [peer] = [...presence.peers];
		expect(presence.step(16)).toBe(true);
		expect(peer).toMatchObject({ name: 'Bo', color: 'plum' });
		const [moving] = [...presence.peers];
		expect(moving!.cursor!.x).toBeGreaterThan(10);
		expect(moving!.cursor!.x).toBeLessThan(90);
		for (let frame = 0; frame < 60; frame++) presence.step(16);
		expect(moving!.cursor).toEqual({ x: 100, y: 0 });
		expect(presence.step(16)).toBe(false);
	});

	it('keeps a dragged shape still while its end arrives in two parts', () => {
		const [mine, other] = [awareness(), awareness()];
		const presence = new Presence(mine, () => {});
		const id = 'shape' as ShapeId;
		hear(mine, other, { user: bo, drag: { n: 1, ids: id, dx: 30, dy: 0 } });
		for (let frame = 0; frame < 60; frame++) presence.step(16);
		const [peer] = [...presence.peers];
		expect(draggedBy(peer!, id, { x: 100, y: 0 })).toEqual({ x: 30, y: 0 });
		expect(draggedBy(peer!, id, { x: 130, y: 0 }), 'put down already').toBeNull();
	});

	it('takes whatever others claim without harm', () => {
		const [mine, other] = [awareness(), awareness()];
		const presence = new Presence(mine, () => {});
		for (const state of [
			{ user: null, cursor: 'here' },
			{ user: { name: 7 } },
			{ user: bo, cursor: { x: 'a', y: null }, selection: 'all', drag: { ids: 3, dx: {}, dy: [] } },
			{
				user: bo,
				selection: { n: 1, ids: '1 <b> ok' },
				drag: { n: 2, ids: 'ok {}', dx: 1, dy: 2 }
			}
		])
			hear(mine, other, state);
		expect([...presence.peers]).toMatchObject([
			{
				name: 'Bo',
				color: 'plum',
				cursor: null,
				selection: new Set(['1', 'ok']),
				dragTarget: { ids: new Set(['ok']), dx: 1, dy: 2 }
			}
		]);
	});

	it('says where I am some thirty times a second at most, the last place always', () => {
		vi.useFakeTimers();
		const mine = awareness();
		const presence = new Presence(mine, () => {});
		let said = 0;
		mine.on('change', () => said++);
		for (let at = 0; at <= 1_000; at += 5) {
			presence.showCursor({ x: at, y: 0 });
			vi.advanceTimersByTime(5);
		}
		vi.advanceTimersByTime(100);
		expect(said).toBeLessThanOrEqual(33);
		expect(said).toBeGreaterThan(20);
		expect(mine.getLocalState()).toMatchObject({ cursor: { x: 1_000, y: 0 } });
	});

	it('shows a drag of five hundred shapes without saying their ids in each message', () => {
		vi.useFakeTimers();
		const [mine, other, late] = [awareness(), awareness(), awareness()];
		const presence = new Presence(mine, () => {});
		const readers = [other, late].map((reader) => new Presence(reader, () => {}));
		mine.setLocalState({ user: bo });
		const ids = new Set(Array.from({ length: 500 }, (_, at) => `shape-${at}` as ShapeId));
		let bytes = 0;
		mine.on('update', () => {
			const update = encodeAwarenessUpdate(mine, [mine.clientID]);
			bytes += update.length;
			applyAwarenessUpdate(other, update, 'test');
			// Somebody who comes in the middle, and misses what was said before.
			if (performance.now() > 1_000) applyAwarenessUpdate(late, update, 'test');
		});
		presence.showSelection(ids);
		for (let at = 0; at < 4_000; at += 16) {
			presence.showDrag({ ids, dx: at, dy: 0 });
			vi.advanceTimersByTime(16);
		}
		for (const reader of readers) {
			const [peer] = [...reader.peers];
			expect(peer!.drag?.ids).toEqual(ids);
			expect(peer!.selection).toBe(peer!.drag!.ids);
		}
		expect(bytes / 4, 'bytes a second').toBeLessThan(25_000);
		presence.showDrag(null);
		vi.advanceTimersByTime(1_000);
		expect(mine.getLocalState(), 'for whoever comes next').toMatchObject({
			drag: null,
			selection: { ids: [...ids].join(' ') }
		});
	});

	it('leaves nothing behind when the board is closed', () => {
		const mine = awareness();
		const presence = new Presence(mine, () => {});
		mine.setLocalState({ user: bo, cursor: { x: 1, y: 1 }, selection: ['a'] });
		presence.destroy();
		expect(mine.getLocalState()).toEqual({ user: bo, cursor: null, selection: null, drag: null });
	});
});
