import { expect, test } from 'vitest';
import { ServerClock } from './server-clock.svelte.ts';

function device(): { readonly clock: ServerClock; pass: (ms: number) => void; now: () => number } {
	let now = 1_000;
	return { clock: new ServerClock(() => now), pass: (ms) => (now += ms), now: () => now };
}

test('a device whose clock is wrong tells the server’s time', () => {
	const { clock, pass } = device();
	clock.welcomed(50_000);
	pass(2_000);
	expect(clock.now()).toBe(52_000);
});

test('half of the way there and back is added, and the quickest answer counts', () => {
	const { clock, pass, now } = device();
	clock.welcomed(50_000);
	const asked = now();
	pass(40);
	clock.heard(60_000, asked);
	expect(clock.now()).toBe(60_020);

	const slow = now();
	pass(400);
	clock.heard(99_999, slow);
	expect(clock.now()).toBe(60_420);
});

test('a device whose clock is a quarter of an hour slow is right from the first moment of a reload', () => {
	const before = device();
	before.clock.welcomed(before.now() + 900_000);
	const after = device();
	after.clock.remember(before.clock.aheadMs);
	expect(after.clock.now()).toBe(after.now() + 900_000);
	after.clock.welcomed(after.now() + 900_250);
	expect(after.clock.now()).toBe(after.now() + 900_250);
});

test('another connection begins anew', () => {
	const { clock, pass, now } = device();
	const asked = now();
	pass(2);
	clock.heard(60_000, asked);
	clock.welcomed(70_000);
	expect(clock.now()).toBe(70_000);
});

test('a welcome that is read a second late does not set back what is known', () => {
	const { clock, pass, now } = device();
	clock.remember(50_000);
	pass(1_000);
	clock.welcomed(now() + 50_000 - 1_000);
	expect(clock.aheadMs).toBe(50_000);
});

test('a welcome that is ahead of what is known is believed', () => {
	const { clock, now } = device();
	clock.remember(50_000);
	clock.welcomed(now() + 50_200);
	expect(clock.aheadMs).toBe(50_200);
});
