import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { callerAddress, isOwnOrigin, ownOrigin } from './caller.ts';

const request = (headers: Record<string, string>, remoteAddress = '192.0.2.1'): IncomingMessage =>
	({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage;

const direct = { publicOrigin: null, trustProxy: false };
const proxied = { publicOrigin: null, trustProxy: true };
const named = { publicOrigin: 'https://commonplace.example', trustProxy: false };

test('forwarded headers are believed only behind a trusted proxy', () => {
	const forwarded = request({
		host: 'inside:4600',
		'x-forwarded-for': '198.51.100.7, 203.0.113.9',
		'x-forwarded-host': 'commonplace.example',
		'x-forwarded-proto': 'https'
	});
	expect(callerAddress(forwarded, direct)).toBe('192.0.2.1');
	expect(callerAddress(forwarded, proxied)).toBe('203.0.113.9');
	expect(ownOrigin(forwarded, direct)).toBe('http://inside:4600');
	expect(ownOrigin(forwarded, proxied)).toBe('https://commonplace.example');
	expect(ownOrigin(forwarded, named)).toBe('https://commonplace.example');
});

test('addresses of one IPv6 network count as one caller', () => {
	const first = callerAddress(request({}, '2001:db8:1:2:3:4:5:6'), direct);
	expect(callerAddress(request({}, '2001:db8:1:2:aaaa::1'), direct)).toBe(first);
	expect(callerAddress(request({}, '2001:db8:1:3::1'), direct)).not.toBe(first);
	expect(callerAddress(request({}, '::ffff:192.0.2.1'), direct)).not.toBe(
		callerAddress(request({}, '::ffff:192.0.2.2'), direct)
	);
});

test.each([
	['http://board.example:4600', true],
	['https://board.example:4600', true],
	['http://board.example', false],
	['http://evil.example', false],
	['http://board.example:4600.evil.example', false],
	['null', false],
	['', false],
	['file://board.example:4600', false]
])('a page at %s is ours: %s', (origin, own) => {
	expect(isOwnOrigin(request({ host: 'board.example:4600' }), origin, direct)).toBe(own);
});

test('with a public address, nothing but that address is ours', () => {
	const asked = request({ host: 'inside:4600' });
	expect(isOwnOrigin(asked, 'https://commonplace.example', named)).toBe(true);
	expect(isOwnOrigin(asked, 'http://commonplace.example', named)).toBe(false);
	expect(isOwnOrigin(asked, 'http://inside:4600', named)).toBe(false);
});
