import { expect, test } from 'vitest';
import { bullet, heading, paragraph, run, task, type DraftBlock } from './draft.ts';
import { renderMarkdown } from './markdown.ts';

const md = (...blocks: readonly DraftBlock[]): string => renderMarkdown(blocks, 'https://c.example');

test('every kind of block has its form', () => {
	expect(
		md(
			heading(1, run('One')),
			paragraph(run('Two\nlines')),
			bullet(run('a')),
			{ ...bullet(run('b\nc')), indent: 1 },
			{ kind: 'numbered', runs: [run('d')] },
			task(true, run('done')),
			task(false, run('open')),
			{ kind: 'quote', runs: [run('said')] },
			{ kind: 'code', language: 'ts', runs: [run('a ``` b')] }
		)
	).toBe(`# One

Two  \nlines

- a
  - b
    c

1. d

- [x] done
- [ ] open

> said

\`\`\`\`ts
a \`\`\` b
\`\`\`\`
`);
});

test('marks are set around the words, not around the space beside them', () => {
	expect(
		md(paragraph(run(' bold ', { on: ['bold', 'italic'] }), run('and'), run(' c`d ', { on: ['code'] })))
	).toBe(' ***bold*** and ``c`d`` \n');
});

test('addresses of this site are whole outside of it, and none breaks out of its link', () => {
	expect(md(paragraph(run('here', { link: '/s/x' })))).toBe('[here](<https://c.example/s/x>)\n');
	expect(md(paragraph(run('a]b', { link: 'https://x.example/>)[y](z' })))).toBe(
		'[a\\]b](<https://x.example/%3E)[y](z>)\n'
	);
});

test('what people typed is text, whatever it looks like', () => {
	for (const [typed, written] of [
		['# no heading', '\\# no heading'],
		['- no list', '\\- no list'],
		['12. no number', '12\\. no number'],
		['1) no number', '1\\) no number'],
		['---', '\\---'],
		['<script>x</script>', '\\<script\\>x\\</script\\>'],
		['*a* _b_ `c` [d](e) ~~f~~ &amp; \\', '\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\~\\~f\\~\\~ \\&amp; \\\\'],
		['      deep', '   deep']
	])
		expect(md(paragraph(run(typed!)))).toBe(`${written}\n`);
});

test('nothing is nothing', () => {
	expect(md()).toBe('');
});
