import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig, SETTINGS } from './config.ts';

function config(environment: Record<string, string>) {
	const outcome = readConfig(environment);
	if (!outcome.ok) throw new Error(outcome.problem);
	return outcome.config;
}

function problem(environment: Record<string, string>): string | null {
	const outcome = readConfig(environment);
	return outcome.ok ? null : outcome.problem;
}

describe('settings', () => {
	test('an empty environment is a complete configuration', () => {
		expect(config({})).toEqual({
			port: 4600,
			host: '0.0.0.0',
			dataDir: resolve('data'),
			buildDir: resolve('build'),
			publicOrigin: null,
			trustProxy: false,
			redisUrl: null,
			redisReplicas: 0,
			redisThrowAway: false,
			secret: null,
			logLevel: 'info',
			frameAncestors: "'self'",
			jitsiHosts: [],
			joinRate: 600,
			shutdownSeconds: 8,
			metricsToken: null
		});
	});

	test('an empty variable counts as unset', () => {
		expect(config({ PORT: ' ', PUBLIC_ORIGIN: '', SECRET: '' })).toEqual(config({}));
	});

	test('hosts of calls are a list, of hosts and of nothing that would widen the policy', () => {
		expect(config({ JITSI_HOSTS: 'Meet.example.org, 127.0.0.9:8443' }).jitsiHosts).toEqual([
			'meet.example.org',
			'127.0.0.9:8443'
		]);
		for (const wrong of [
			'*',
			'*.example.org',
			'https://meet.example.org',
			"meet.example.org; script-src 'self'"
		])
			expect(problem({ JITSI_HOSTS: wrong })).toMatch(/^JITSI_HOSTS must be/);
	});

	test('a public address is reduced to its origin', () => {
		expect(config({ PUBLIC_ORIGIN: 'https://Example.org:443/' }).publicOrigin).toBe('https://example.org');
	});

	test.each([
		['PORT', '70000', 'PORT must be a whole number from 0 to 65535, and not "70000".'],
		['PORT', '80a', 'PORT must be a whole number from 0 to 65535, and not "80a".'],
		['PORT', '-1', 'PORT must be a whole number from 0 to 65535, and not "-1".'],
		['TRUST_PROXY', 'yes', 'TRUST_PROXY must be on or off, and not "yes".'],
		[
			'PUBLIC_ORIGIN',
			'example.org',
			'PUBLIC_ORIGIN must be an address like https://commonplace.example.org, without a path, and not "example.org".'
		]
	])('%s=%s is one clear sentence', (name, value, sentence) => {
		expect(problem({ [name]: value })).toBe(sentence);
	});

	test.each([
		['PUBLIC_ORIGIN', 'https://example.org/path'],
		['PUBLIC_ORIGIN', 'ftp://example.org'],
		['PUBLIC_ORIGIN', 'https://me@example.org'],
		['HOST', 'not a host'],
		['LOG_LEVEL', 'loud'],
		['FRAME_ANCESTORS', "'self'; script-src *"],
		['FRAME_ANCESTORS', 'https://a.example, https://b.example'],
		['JOIN_RATE', '0'],
		['SHUTDOWN_SECONDS', '0'],
		['METRICS_TOKEN', 'short'],
		['METRICS_TOKEN', 'a token with spaces in it']
	])('%s=%s is refused', (name, value) => {
		expect(problem({ [name]: value })).toMatch(new RegExp(`^${name} must be `));
	});

	test('a short secret is refused without being repeated', () => {
		expect(problem({ SECRET: 'too-short-secret' })).not.toContain('too-short-secret');
		expect(problem({ SECRET: 'too-short-secret' })).toMatch(/^SECRET must be /);
	});

	test.each(['redis://h', 'rediss://user:pass@h:1/0', 'redis://a:1,b:2,redis://c:3'])(
		'%s is an address of Redis',
		(url) => {
			expect(config({ REDIS_URL: url }).redisUrl).toBe(url);
		}
	);

	test('an address of Redis that is none is refused without its password', () => {
		for (const url of ['http://u:hidden@h', 'redis://', 'hidden', 'redis://u:hidden@h,http://b'])
			expect(problem({ REDIS_URL: url })).toMatch(/^REDIS_URL must be (?!.*hidden)/);
	});

	test('every setting says what it means', () => {
		for (const { meaning, must } of Object.values(SETTINGS)) {
			expect(meaning).not.toBe('');
			expect(must).not.toBe('');
		}
	});
});

test('README.md has the table of all settings', async () => {
	const readme = await readFile('README.md', 'utf8');
	for (const { name, fallback, meaning } of Object.values(SETTINGS)) {
		const shown = fallback === null ? '–' : `\`${fallback}\``;
		expect(readme).toContain(`| \`${name}\` | ${shown} | ${meaning} |`);
	}
});
