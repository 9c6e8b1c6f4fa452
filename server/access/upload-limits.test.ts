import { beforeEach, expect, test } from 'vitest';
import type { IdentityId } from '#model/ids.ts';
import { UploadLimits } from './upload-limits.ts';

const MIB = 1024 * 1024;
let now: number;
let limits: UploadLimits;
const person = (name: string) => ({ address: '10.0.0.1', identity: name as IdentityId });

beforeEach(() => {
	now = 0;
	limits = new UploadLimits(() => now);
});

test('one person sends three at once, and others are not kept from it', () => {
	for (let n = 0; n < 3; n++) expect(limits.begin(person('fay'))).toBe(0);
	expect(limits.begin(person('fay'))).toBe(1);
	expect(limits.begin(person('mia'))).toBe(0);
	limits.ended(person('fay'), 0);
	expect(limits.begin(person('fay'))).toBe(0);
});

test('large images count as many', () => {
	let sent = 0;
	while (limits.begin(person('fay')) === 0) {
		expect(limits.hold(10 * MIB)).toBe(true);
		limits.ended(person('fay'), 10 * MIB);
		sent++;
	}
	expect(sent).toBeLessThan(15);
	now += 60_000;
	expect(limits.begin(person('fay'))).toBe(0);
});

test('all together hold no more than the memory that is meant for it', () => {
	for (let n = 0; n < 12; n++) expect(limits.hold(10 * MIB)).toBe(true);
	expect(limits.hold(10 * MIB)).toBe(false);
	limits.begin(person('fay'));
	limits.ended(person('fay'), 10 * MIB);
	expect(limits.hold(10 * MIB)).toBe(true);
});
