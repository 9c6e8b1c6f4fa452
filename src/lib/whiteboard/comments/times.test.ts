import { describe, expect, it } from 'vitest';
import { ago } from './times.ts';

const NOW = Date.UTC(2026, 4, 20, 12);
const MINUTE = 60_000;

describe('how long ago', () => {
	it('is said in the largest unit that fits', () => {
		expect(ago(NOW - 20_000, NOW)).toBe('now');
		expect(ago(NOW - 5 * MINUTE, NOW)).toBe('5 minutes ago');
		expect(ago(NOW - 119 * MINUTE, NOW)).toBe('1 hour ago');
		expect(ago(NOW - 26 * 60 * MINUTE, NOW)).toBe('yesterday');
	});

	it('is a date after a week, and never in the future, whatever the writer’s clock said', () => {
		expect(ago(NOW - 30 * 24 * 60 * MINUTE, NOW)).toMatch(/2026/);
		expect(ago(NOW + 90 * MINUTE, NOW)).toBe('now');
	});
});
