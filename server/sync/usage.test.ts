import { expect, it } from 'vitest';
import { UsageBook } from './usage.ts';

const rate = (burst: number, perSecond: number) => ({ burst, perSecond });
const clients = rate(1e9, 1e9);
const open = { frames: rate(1e9, 1e9), bytes: rate(1e9, 1e9) };

it('refuses more frames than a connection, a person or an address may send, and says which', () => {
	const narrow = { frames: rate(2, 1), bytes: rate(1e9, 1e9) };
	for (const of of ['connection', 'identity', 'address'] as const) {
		const book = new UsageBook({ connection: open, identity: open, address: open, clients, [of]: narrow });
		const usage = book.enter('ana', 'here', 0);
		expect(usage.charge(2, 10, 0).ok).toBe(true);
		expect(usage.charge(1, 10, 0)).toEqual({ ok: false, of });
		expect(usage.charge(1, 10, 1000).ok).toBe(true);
	}
});

it('shares what one person may send among all their connections', () => {
	const book = new UsageBook({
		connection: open,
		identity: { frames: rate(3, 1), bytes: rate(1e9, 1e9) },
		address: open,
		clients
	});
	const [one, two, other] = [book.enter('ana', 'a', 0), book.enter('ana', 'b', 0), book.enter('ben', 'a', 0)];
	expect(one.charge(2, 0, 0).ok && two.charge(1, 0, 0).ok).toBe(true);
	expect(two.charge(1, 0, 0).ok).toBe(false);
	expect(other.charge(1, 0, 0).ok).toBe(true);
});

it('slows bytes down instead of refusing them, by as long as paying for them takes', () => {
	const narrow = { frames: rate(1e9, 1e9), bytes: rate(1000, 100) };
	const usage = new UsageBook({ connection: narrow, identity: open, address: open, clients }).enter(
		'ana',
		'a',
		0
	);
	expect(usage.charge(1, 1000, 0)).toEqual({ ok: true, pauseMs: 0 });
	expect(usage.charge(1, 50, 0)).toEqual({ ok: true, pauseMs: 500 });
});

it('remembers who used everything up, also when they come again, and forgets them when they have it back', () => {
	const book = new UsageBook({
		connection: open,
		identity: { ...open, frames: rate(1, 1) },
		address: open,
		clients
	});
	book.enter('ana', 'a', 0).charge(1, 0, 0);
	book.leave('ana', 'a');
	book.sweep(0);
	expect(book.enter('ana', 'a', 0).charge(1, 0, 0).ok).toBe(false);
	book.leave('ana', 'a');
	book.sweep(2000);
	expect(book.enter('ana', 'a', 2000).charge(1, 0, 2000).ok).toBe(true);
});

it('lets one person use so many new client ids and no more', () => {
	const book = new UsageBook({ connection: open, identity: open, address: open, clients: rate(3, 1) });
	const [one, two] = [book.enter('ana', 'a', 0), book.enter('ana', 'b', 0)];
	expect(one.claim(2, 0) && two.claim(1, 0)).toBe(true);
	expect(two.claim(0, 0)).toBe(true);
	expect(two.claim(1, 0)).toBe(false);
});

it('counts what a connection asks for again and again as if it had sent it', () => {
	const narrow = { frames: rate(1e9, 1e9), bytes: rate(1000, 100) };
	const usage = new UsageBook({ connection: narrow, identity: open, address: open, clients }).enter(
		'ana',
		'a',
		0
	);
	expect(usage.answered(5000, true, 0), 'the first answer is what a join needs').toBe(0);
	expect(usage.answered(900, false, 0)).toBe(0);
	expect(usage.answered(200, false, 0)).toBe(1000);
});
