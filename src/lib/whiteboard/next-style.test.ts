import { describe, expect, it } from 'vitest';
import { NextStyle } from './next-style.svelte.ts';

describe('the look of what comes next', () => {
	it('is what was chosen, where it shows', () => {
		const next = new NextStyle();
		next.prefer({ color: 'sky', width: 8, font: 'serif' }, null);
		expect(next.styleFor('rectangle')).toMatchObject({ color: 'sky', width: 8, font: 'serif' });
		expect(next.styleFor('pen')).toMatchObject({ color: 'sky', width: 8, font: 'sans' });
	});

	it('keeps notes and highlighters apart from pens', () => {
		const next = new NextStyle();
		next.prefer({ color: 'sky', width: 2 }, 'pen');
		expect(next.styleFor('note').color).toBe('amber');
		expect(next.styleFor('highlighter')).toMatchObject({ color: 'amber', width: 24 });
		next.prefer({ color: 'rose', width: 36 }, 'highlighter');
		expect(next.styleFor('highlighter')).toMatchObject({ color: 'rose', width: 36 });
		expect(next.styleFor('pen')).toMatchObject({ color: 'sky', width: 2 });
	});

	it('does not make everything a list', () => {
		const next = new NextStyle();
		next.prefer({ list: 'bullets', bold: true }, 'text');
		expect(next.styleFor('text')).toMatchObject({ list: 'bullets', bold: true });
		expect(next.styleFor('note')).toMatchObject({ list: 'none', bold: false });
	});
});
