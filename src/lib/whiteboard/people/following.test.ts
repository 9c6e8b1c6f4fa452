import { describe, expect, it } from 'vitest';
import { encloses } from '#model/whiteboard/geometry.ts';
import { visibleBox } from '../camera.ts';
import { cameraOn, glided, leaderOf } from './following.ts';

const WINDOW = { w: 1000, h: 500 };

describe('following a camera', () => {
	it('shows all that the other sees, whatever the shape of their window', () => {
		for (const view of [
			{ x: 0, y: 0, w: 300, h: 900 },
			{ x: -5_000, y: 40, w: 4_000, h: 100 }
		]) {
			const seen = visibleBox(cameraOn(view, WINDOW), WINDOW);
			expect(encloses({ x: seen.x - 1, y: seen.y - 1, w: seen.w + 2, h: seen.h + 2 }, view)).toBe(true);
		}
	});

	it('glides there, and then rests', () => {
		const to = cameraOn({ x: 3_000, y: 0, w: 100, h: 50 }, WINDOW);
		let camera = { x: 0, y: 0, zoom: 1 };
		let frames = 0;
		for (; camera !== to && frames < 200; frames++) camera = glided(camera, to, WINDOW, 16);
		expect(camera).toBe(to);
		expect(frames).toBeGreaterThan(5);
	});

	it('goes by the one whom everybody follows in the end', () => {
		const follows: Record<string, string | null> = { bo: 'cy', cy: 'di', di: null };
		expect(leaderOf('bo', 'me', (id) => follows[id] ?? null)).toBe('di');
	});

	it('refuses to go round in a circle', () => {
		expect(leaderOf('bo', 'me', () => 'me')).toBeNull();
		const follows: Record<string, string> = { bo: 'cy', cy: 'bo' };
		expect(leaderOf('bo', 'me', (id) => follows[id] ?? null)).toBeNull();
	});
});
