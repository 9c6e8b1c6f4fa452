import { expect, it } from 'vitest';
import { partsOfText } from './links-in-text.ts';

const links = (text: string) => partsOfText(text).flatMap(({ text, href }) => (href === null ? [] : [text]));

it('an address in a card is a link, without what closes its sentence', () => {
	expect(partsOfText('See https://example.org/a?b=1, then call.')).toEqual([
		{ text: 'See ', href: null },
		{ text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1' },
		{ text: ', then call.', href: null }
	]);
	expect(links('(https://en.example.org/wiki/Pump_(device)) HTTP://EXAMPLE.org!')).toEqual([
		'https://en.example.org/wiki/Pump_(device)',
		'HTTP://EXAMPLE.org'
	]);
});

it('nothing else is a link', () => {
	expect(links('javascript:alert(1) data:text/html,x http:// https://[ ftp://example.org')).toEqual([]);
	expect(partsOfText('')).toEqual([]);
});
