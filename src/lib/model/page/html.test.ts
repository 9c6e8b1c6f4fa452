import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { renderPage } from './html.ts';
import { outline, plainText } from './outline.ts';
import { pageText, readPage } from './read-page.ts';
import { seedPage } from './seed.ts';

import { TEST_SURROUNDINGS as surroundings } from './test-surroundings.ts';

/** Writes straight into the document, as an attacker would, or a client of another version. */
function written(
	...blocks: [
		attributes: Record<string, unknown> | null,
		delta?: { insert: unknown; attributes?: object }[]
	][]
) {
	const doc = new Y.Doc();
	const text = pageText(doc);
	for (const [attributes, delta = []] of blocks) {
		if (attributes !== null) {
			const marker = new Y.Map<unknown>();
			for (const [name, value] of Object.entries(attributes)) marker.set(name, value);
			text.insertEmbed(text.length, marker, {});
		}
		for (const { insert, attributes: marks } of delta) {
			if (typeof insert === 'string') text.insert(text.length, insert, { ...marks });
			else text.insertEmbed(text.length, insert as object, { ...marks });
		}
	}
	return doc;
}
const line = (
	kind: string,
	text: string,
	more: object = {}
): [Record<string, unknown>, { insert: string }[]] => [{ kind, ...more }, [{ insert: text }]];
const html = (doc: Y.Doc): string => renderPage(readPage(doc), surroundings).replaceAll('\n', '');

describe('the HTML of a page', () => {
	it('has a heading, paragraphs, quotes, callouts, code and dividers as what they are', () => {
		const doc = written(
			line('heading', 'Title', { id: 'abc', level: 2 }),
			line('paragraph', 'Text'),
			line('quote', 'Said'),
			line('callout', 'Mind', { tone: 'warning' }),
			line('code', 'a < b\nc', { language: 'js' }),
			[{ type: 'divider' }]
		);
		expect(renderPage(readPage(doc), surroundings)).toBe(
			'<h3 id="abc">Title</h3>\n<p>Text</p>\n<blockquote><p>Said</p></blockquote>\n' +
				'<aside class="callout warning"><p>Mind</p></aside>\n' +
				'<pre data-language="js"><code>a &lt; b\nc</code></pre>\n<hr>\n'
		);
	});

	it('nests list items by their indent and starts a new list where the kind changes', () => {
		const doc = written(
			line('bullet', 'a'),
			line('bullet', 'a1', { indent: 1 }),
			line('paragraph', 'more of a1', { indent: 2 }),
			line('bullet', 'b'),
			line('numbered', 'one'),
			line('numbered', 'two')
		);
		expect(html(doc)).toBe(
			'<ul><li>a<ul><li>a1<p>more of a1</p></li></ul></li><li>b</li></ul><ol><li>one</li><li>two</li></ol>'
		);
	});

	it('says of a task whether it is done', () => {
		const page = html(written(line('task', 'ask', { checked: true }), line('task', 'wait')));
		expect(page).toContain(
			'<li class="done"><span class="box" role="img" aria-label="Done">☑</span> ask</li>'
		);
		expect(page).toContain(
			'<li class="open"><span class="box" role="img" aria-label="To do">☐</span> wait</li>'
		);
	});

	it('shows marks, links and line breaks', () => {
		const doc = written([
			{},
			[
				{ insert: 'bold', attributes: { bold: {}, italic: {} } },
				{ insert: '\nhere', attributes: { link: { href: 'https://example.org/?a="b"&c' } } }
			]
		]);
		expect(html(doc)).toBe(
			'<p><em><strong>bold</strong></em>' +
				'<a href="https://example.org/?a=&quot;b&quot;&amp;c" rel="noopener nofollow ugc"><br>here</a></p>'
		);
	});
});

describe('a hostile document', () => {
	it('gets no script, element or attribute through, wherever it is written', () => {
		const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
		const page = html(
			written(
				line('paragraph', evil, { id: evil, tone: evil }),
				line('callout', 'x', { tone: evil }),
				line('code', evil, { language: evil }),
				line(evil, evil),
				[{ type: evil }],
				[
					{ kind: 'heading', level: evil, id: evil },
					[{ insert: evil, attributes: { [evil]: {}, link: { href: evil } } }]
				]
			)
		);
		expect(page).not.toMatch(/<script|<img|onerror=[^&]*>(?!.*&gt;)/);
		expect(page.replace(/<\/?(p|h2|aside|pre|code|a)( (id|class|href|rel)="[^"<>]*")*>/g, '')).not.toMatch(
			/[<>]/
		);
	});

	it.each([
		'javascript:alert(1)',
		' JavaScript:alert(1)',
		'java\nscript:alert(1)',
		'\u0001javascript:alert(1)',
		'data:text/html,<script>alert(1)</script>',
		'vbscript:x',
		'//evil.example',
		'/\\evil.example',
		'blob:https://x',
		42,
		{ toString: () => 'javascript:alert(1)' }
	])('makes no link of %o', (href) => {
		const doc = written([{}, [{ insert: 'click', attributes: { link: { href } } }]]);
		expect(html(doc)).toBe('<p>click</p>');
	});

	it('keeps links to http, https, mail and to places in this site', () => {
		for (const href of [
			'http://a.example',
			'HTTPS://a.example',
			'mailto:a@b.example',
			'/read/x',
			'#part',
			'x?y=a:b'
		])
			expect(html(written([{}, [{ insert: 'go', attributes: { link: { href } } }]]))).toContain(
				`href="${href}"`
			);
	});

	it('reads text without a block, unknown embeds and nested types as plain things', () => {
		const deep = new Y.Map<unknown>();
		let inner = deep;
		for (let depth = 0; depth < 200; depth++) {
			const next = new Y.Map<unknown>();
			inner.set('indent', next);
			inner = next;
		}
		const doc = written(
			[null, [{ insert: 'before any block' }]],
			[{ type: 'divider' }, [{ insert: 'after a divider' }]],
			[{ type: 'hologram' }, [{ insert: 'after the unknown' }]],
			[{}, [{ insert: { some: 'embed' } }, { insert: new Y.Array() }]]
		);
		pageText(doc).insertEmbed(pageText(doc).length, deep, {});
		expect(html(doc)).toBe(
			'<p>before any block</p><hr><p>after a divider</p>' +
				'<p class="unknown">Something this version cannot show</p><p>after the unknown</p><p>\uFFFC\uFFFC</p>'
		);
	});

	it('stays well-formed with lone surrogates and control characters', () => {
		expect(html(written(line('paragraph', 'a\uD83Db\u0000\u001Bc')))).toBe('<p>a\uFFFDbc</p>');
	});
});

describe('reading a page', () => {
	it('gives repeated ids to the first in order, and to the others what every client derives alike', () => {
		const doc = written([{ id: 'same' }], [{ id: 'same' }], [{ id: 'same' }], [{}]);
		const copy = new Y.Doc();
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
		const ids = readPage(doc).blocks.map((block) => block.id);
		expect(ids[0]).toBe('same');
		expect(new Set(ids).size).toBe(4);
		expect(readPage(copy).blocks.map((block) => block.id)).toEqual(ids);
	});

	it('shows an empty document, and a seeded one, as one empty paragraph', () => {
		const seeded = new Y.Doc();
		seedPage(seeded, null);
		for (const doc of [new Y.Doc(), seeded])
			expect(readPage(doc).blocks).toMatchObject([{ type: 'text', kind: 'paragraph', runs: [] }]);
	});

	it('tells the outline and the plain text', () => {
		const doc = written(
			line('heading', 'One', { id: 'one' }),
			line('paragraph', 'two'),
			line('heading', '', { id: 'x' })
		);
		expect(outline(readPage(doc))).toEqual([{ id: 'one', level: 1, text: 'One' }]);
		expect(plainText(readPage(doc))).toBe('One\ntwo\n');
	});
});
