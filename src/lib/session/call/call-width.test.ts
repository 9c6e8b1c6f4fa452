import { expect, test } from 'vitest';
import { LEAST_WIDTH_PX, mostWidth, widthWithin } from './call-width.ts';

test('a call is as wide as wished while the board keeps its room', () => {
	expect(widthWithin(400.4, 1440)).toBe(400);
	expect(widthWithin(1200, 1440)).toBe(760);
	expect(widthWithin(10, 1440)).toBe(LEAST_WIDTH_PX);
	expect(widthWithin(500, 800), 'a small window leaves the least').toBe(LEAST_WIDTH_PX);
	expect(mostWidth(1920)).toBe(1240);
});
