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
		hear(mine, other, { user: bo, drag: { ids: [id], dx: 30, dy: 0 } });
		for (let frame = 0; frame < 60; frame++) presence.step(16);
		const [peer] = [...presence.peers];
		expect(draggedBy(peer!, id, { x: 100, y: 0 })).toEqual({ x: 30, y: 0 });
		expect(draggedBy(peer!, id, { x: 130, y: 0 })).toEqual({ x: 0, y: 0 });
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
				selection: [1, null, '<b>', 'ok'],
				drag: { ids: ['ok', {}], dx: 1, dy: 2 }
			}
		])
			hear(mine, other, state);
		expect([...presence.peers]).toMatchObject([
			{
				name: 'Bo',
				color: 'plum',
				cursor: null,
				selection: ['ok'],
				dragTarget: { ids: ['ok'], dx: 1, dy: 2 }
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

	it('leaves nothing behind when the board is closed', () => {
		const mine = awareness();
		const presence = new Presence(mine, () => {});
		mine.setLocalState({ user: bo, cursor: { x: 1, y: 1 }, selection: ['a'] });
		presence.destroy();
		expect(mine.getLocalState()).toEqual({ user: bo, cursor: null, selection: [], drag: null });
	});
});
