import { describe, expect, it } from 'vitest';
import { htmlOfShapes, shapesInHtml } from './clipboard-html.ts';

describe('shapes in copied HTML', () => {
	const json = JSON.stringify({ text: '„Straße“ & <b>', long: 'ö'.repeat(70_000) });

	it('come back as they were, also when a browser has put its own around them', () => {
		const html = htmlOfShapes(json, []);
		expect(shapesInHtml(html)).toBe(json);
		expect(shapesInHtml(`<html><body><!--StartFragment-->${html}<!--EndFragment--></body></html>`)).toBe(
			json
		);
	});

	it('stand beside their words, which are no markup', () => {
		expect(htmlOfShapes('{}', ['a < b\nc & d', ''])).toContain('<p>a &lt; b<br>c &amp; d</p>');
	});

	it('are nothing where there are none, or what is there is cut off', () => {
		expect(shapesInHtml('<p>Hello</p>')).toBe('');
		expect(shapesInHtml('<div data-commonplace-shapes="abcde"></div>')).toBe('');
	});
});
