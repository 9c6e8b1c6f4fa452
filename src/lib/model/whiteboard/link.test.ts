import { describe, expect, it } from 'vitest';
import { parseLink } from './link.ts';

describe('a link', () => {
	it('opens pages, mails and places on the board', () => {
		for (const link of [
			'https://example.org/a?b=c#d',
			'http://10.0.0.1:8080',
			'mailto:ada@example.org',
			'#shape=abc'
		])
			expect(parseLink(link)).toBe(link);
	});

	it('is nothing that could run, read or hide anything', () => {
		for (const link of [
			'javascript:alert(1)',
			' https://example.org',
			'java\nscript:alert(1)',
			'data:text/html,hello',
			'file:///etc/passwd',
			'https://example.org/"onmouseover=',
			'//example.org',
			'https:',
			`https://example.org/${'x'.repeat(3000)}`,
			17,
			null
		])
			expect(parseLink(link)).toBeNull();
	});
});
