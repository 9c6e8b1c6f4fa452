import { describe, expect, it } from 'vitest';
import { CLOSE } from '#protocol/close-codes.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';

const LOST = 1006;

describe('the wait before connecting again', () => {
	it.each<[what: string, code: number | null, tries: number, from: number, to: number]>([
		['after a lost line', LOST, 1, 250, 500],
		['after this end gave up', null, 1, 250, 500],
		['after the second try', LOST, 2, 500, 1_000],
		['after many', LOST, 40, 1_250, 2_500],
		['when the node stops', CLOSE.goingAway, 1, 0, 1_000],
		['when the next one stops too', CLOSE.goingAway, 2, 500, 1_000],
		['when the store refuses', CLOSE.notSaved, 3, 1_000, 2_000],
		['when it was too much', CLOSE.tooMany, 1, 8_000, 16_000],
		['when it goes on being too much', CLOSE.tooMany, 9, 30_000, 60_000],
		['when a proxy asks for it', 1013, 1, 8_000, 16_000]
	])('%s', (_, code, tries, from, to) => {
		expect(reconnectDelayMs(code, tries, 0)).toBe(from);
		expect(reconnectDelayMs(code, tries, 1)).toBe(to);
		expect(reconnectDelayMs(code, tries, 0.5)).toBe((from + to) / 2);
	});
});
