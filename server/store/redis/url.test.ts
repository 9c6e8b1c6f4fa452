import { expect, it } from 'vitest';
import { parseRedisUrl } from './url.ts';

it('reads an address with its credentials, and shows it without them', () => {
	const { addresses, shown } = parseRedisUrl('rediss://some%40one:p%2Fw@redis.example.org/3');
	expect(addresses).toEqual([
		{ host: 'redis.example.org', port: 6379, tls: true, username: 'some@one', password: 'p/w', database: 3 }
	]);
	expect(shown).toBe('redis.example.org:6379');
});

it('gives the addresses of a cluster the scheme and credentials of the first', () => {
	const { addresses, shown } = parseRedisUrl('rediss://:hush@a:7000, b:7001,[::1]:7002');
	expect(addresses.map(({ host, port, tls, password }) => ({ host, port, tls, password }))).toEqual([
		{ host: 'a', port: 7000, tls: true, password: 'hush' },
		{ host: 'b', port: 7001, tls: true, password: 'hush' },
		{ host: '::1', port: 7002, tls: true, password: 'hush' }
	]);
	expect(shown).toBe('a:7000,b:7001,::1:7002');
});

it.each([
	'',
	'redis',
	'http://redis:6379',
	'redis://',
	'redis://host/x',
	'redis://:hush@host:hush',
	'redis://a,'
])('refuses %j without repeating it', (text) => {
	expect(() => parseRedisUrl(text)).toThrow('REDIS_URL must look like');
	expect(() => parseRedisUrl(text)).not.toThrow('hush');
});

it('refuses a database of a cluster', () => {
	expect(() => parseRedisUrl('redis://a/2,b')).toThrow('a Redis Cluster has no databases');
});
