import { afterEach, expect, it } from 'vitest';
import { area, locale, SOURCE_LOCALE, speak } from './locale.ts';

const GERMAN = new Map([
	['early', { hello: 'Guten Tag' }],
	['late', { goodbye: 'Auf Wiedersehen' }]
]);

afterEach(() => speak(SOURCE_LOCALE, new Map()));

it('speaks the chosen language in areas that were there before, and in those that come later', () => {
	const early = area('early', { hello: 'Hello', thanks: 'Thank you' });
	speak('de', GERMAN);
	const late = area('late', { goodbye: 'Goodbye' });
	expect(locale()).toBe('de');
	expect(early).toEqual({ hello: 'Guten Tag', thanks: 'Thank you' });
	expect(late).toEqual({ goodbye: 'Auf Wiedersehen' });
});
