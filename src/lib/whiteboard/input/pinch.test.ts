import { describe, expect, it } from 'vitest';
import { toBoard } from '../camera.ts';
import { beginPinch, type Fingers, pinched } from './pinch.ts';

const CAMERA = { x: 40, y: -20, zoom: 0.5 };
const HELD: Fingers = [
	{ x: 100, y: 200 },
	{ x: 300, y: 200 }
];

describe('two fingers on the paper', () => {
	it('keep under them what they took hold of', () => {
		const apart: Fingers = [
			{ x: 50, y: 250 },
			{ x: 450, y: 250 }
		];
		const camera = pinched(beginPinch(CAMERA, HELD), apart);
		expect(camera.zoom).toBeCloseTo(1);
		for (const at of [0, 1] as const) {
			expect(toBoard(camera, apart[at]).x).toBeCloseTo(toBoard(CAMERA, HELD[at]).x);
			expect(toBoard(camera, apart[at]).y).toBeCloseTo(toBoard(CAMERA, HELD[at]).y);
		}
	});

	it('count as a pixel apart where they began at one place', () => {
		const together: Fingers = [HELD[0], HELD[0]];
		expect(beginPinch(CAMERA, together).spread).toBe(1);
	});
});
