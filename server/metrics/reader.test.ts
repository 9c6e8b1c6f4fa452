import { describe, expect, test } from 'vitest';
import { mayReadMetrics } from './reader.ts';

const local = { headers: { host: 'localhost:4600' }, remoteAddress: '127.0.0.1' };

describe('without a token', () => {
	test.each([
		['127.0.0.1', 'localhost:4600'],
		['::1', '[::1]:4600'],
		['::ffff:127.0.0.1', '127.0.0.1:4600'],
		['127.0.0.53', 'localhost']
	])('a caller on this machine may read: %s asking for %s', (remoteAddress, host) => {
		expect(mayReadMetrics({ headers: { host }, remoteAddress }, null)).toBe(true);
	});

	test.each(['10.0.0.7', '2001:db8::1', '::ffff:10.0.0.7', '128.0.0.1', undefined])(
		'a caller from %s may not',
		(remoteAddress) => {
			expect(mayReadMetrics({ ...local, remoteAddress }, null)).toBe(false);
		}
	);

	test.each(['x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'])(
		'whoever a proxy on this machine speaks for may not: %s',
		(name) => {
			expect(mayReadMetrics({ ...local, headers: { ...local.headers, [name]: '127.0.0.1' } }, null)).toBe(
				false
			);
		}
	);

	test('a page that points its own name at this machine may not', () => {
		expect(mayReadMetrics({ ...local, headers: { host: 'attacker.example' } }, null)).toBe(false);
		expect(mayReadMetrics({ ...local, headers: { host: '127.0.0.1.attacker.example' } }, null)).toBe(false);
	});
});

describe('with a token', () => {
	const far = (authorization?: string) => ({
		headers: {
			host: 'commonplace.example.org',
			'x-forwarded-for': '10.1.2.3',
			...(authorization && { authorization })
		},
		remoteAddress: '10.0.0.7'
	});

	test('whoever sends it may read, from anywhere', () => {
		expect(mayReadMetrics(far('Bearer a-long-token-of-the-operator'), 'a-long-token-of-the-operator')).toBe(
			true
		);
	});

	test.each(['Bearer wrong', 'a-long-token-of-the-operator', 'Bearer ', undefined])(
		'whoever sends %s may not',
		(authorization) => {
			expect(mayReadMetrics(far(authorization), 'a-long-token-of-the-operator')).toBe(false);
		}
	);

	test('a caller on this machine needs it too', () => {
		expect(mayReadMetrics(local, 'a-long-token-of-the-operator')).toBe(false);
	});
});
