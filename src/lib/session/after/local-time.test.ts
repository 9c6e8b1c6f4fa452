import { afterEach, describe, expect, test } from 'vitest';
import { fromLocalField, toLocalField, usualStart } from './local-time.ts';

const { TZ } = process.env;
afterEach(() => {
	process.env.TZ = TZ;
});

for (const zone of ['UTC', 'Europe/Paris', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia'])
	describe(`in ${zone}`, () => {
		test('a moment is the same after it was shown in a field', () => {
			process.env.TZ = zone;
			for (let month = 0; month < 12; month++) {
				const at = Date.UTC(2030, month, 17, 23, 45);
				expect(fromLocalField(toLocalField(at))).toBe(at);
			}
		});

		test('a usual start is a full hour, later today or tomorrow', () => {
			process.env.TZ = zone;
			const now = Date.UTC(2030, 4, 12, 22, 59, 59);
			const start = usualStart(now);
			expect(toLocalField(start)).toMatch(/:00$/);
			expect(start - now).toBeGreaterThan(3_600_000);
			expect(start - now).toBeLessThanOrEqual(2 * 3_600_000);
		});
	});

test('what is no day and time is nothing', () => {
	for (const typed of ['', 'x', '2030-05-12', '2030-13-01T10:00', '2030-02-30T10:00', '2030-05-12T16:30:00Z'])
		expect(fromLocalField(typed), typed).toBeNull();
});

test('a time that the clocks pass over is the one after it', () => {
	process.env.TZ = 'Europe/Paris';
	expect(toLocalField(fromLocalField('2030-03-31T02:30')!)).toBe('2030-03-31T03:30');
});
