import type { Mark, MarkType, Node } from '@tiptap/pm/model';
import { CALLOUT_TONES, type HeadingLevel, MAX_INDENT } from '#model/page/block.ts';
import { safeLink } from '#model/page/links.ts';
import { pageSchemaForEditing as schema } from '#model/page/schema.ts';
import type { PageObject } from '#model/page/objects/object.ts';
import type { BlockShape } from './block-commands.ts';
import { copiedObject, isOfCells, tableFromHtml } from './paste-objects.ts';

/** Elements that hold no words for a reader. */
const SKIPPED = new Set([
	...[
		'SCRIPT',
		'STYLE',
		'HEAD',
		'TITLE',
		'META',
		'LINK',
		'TEMPLATE',
		'NOSCRIPT',
		'IFRAME',
		'OBJECT',
		'EMBED'
	],
	...['SVG', 'MATH', 'CANVAS', 'VIDEO', 'AUDIO', 'BUTTON', 'SELECT', 'TEXTAREA']
]);

/** Elements that begin and end a block. */
const BLOCKS = new Set([
	...['P', 'DIV', 'SECTION', 'ARTICLE', 'HEADER', 'FOOTER', 'MAIN', 'NAV', 'ASIDE', 'FIGURE', 'FIGCAPTION'],
	...[
		'ADDRESS',
		'DL',
		'DT',
		'DD',
		'TABLE',
		'THEAD',
		'TBODY',
		'TFOOT',
		'TR',
		'CAPTION',
		'FORM',
		'DETAILS',
		'SUMMARY'
	]
]);

const MARK_ELEMENTS: Readonly<Record<string, MarkType>> = {
	STRONG: schema.marks.bold,
	B: schema.marks.bold,
	EM: schema.marks.italic,
	I: schema.marks.italic,
	U: schema.marks.underline,
	S: schema.marks.strike,
	DEL: schema.marks.strike,
	STRIKE: schema.marks.strike,
	MARK: schema.marks.highlight,
	CODE: schema.marks.code,
	KBD: schema.marks.code,
	TT: schema.marks.code
};

/** Nesting beyond this is an attack or a broken exporter; the words are kept, the structure is not. */
const MAX_DEPTH = 60;

interface Place {
	readonly shape: BlockShape;
	/** How many lists this is in. */
	readonly lists: number;
	readonly marks: readonly Mark[];
	readonly verbatim: boolean;
	readonly depth: number;
}

/** Turns a parsed document into blocks: known kinds and marks with nested lists flattened, everything else as its words. */
class BlockCollector {
	readonly blocks: Node[] = [];
	#text: Node[] = [];
	#shape: BlockShape = { kind: 'paragraph' };
	/** An item that has no words yet: the first paragraph within it is the item itself. */
	#opened: BlockShape | null = null;

	walk(parent: globalThis.Node, place: Place): void {
		for (const child of parent.childNodes) {
			if (child.nodeType === child.TEXT_NODE) this.#words(child.nodeValue ?? '', place);
			else if (child instanceof Element) this.#element(child, { ...place, depth: place.depth + 1 });
		}
	}

	finish(): Node[] {
		this.#flush();
		return this.blocks;
	}

	#element(element: Element, place: Place): void {
		const name = element.tagName.toUpperCase();
		if (SKIPPED.has(name) || isListSign(element)) return;
		if (place.depth > MAX_DEPTH) {
			this.#words(element.textContent, place);
			return;
		}
		const heading = /^H([1-6])$/.exec(name);
		const object = copiedObject(element);
		if (object !== null) this.#object(object);
		else if (name === 'TABLE' && isOfCells(element)) this.#object(tableFromHtml(element));
		else if (name === 'TD' || name === 'TH') this.#cell(element, place);
		else if (name === 'BR') this.#text.push(schema.text('\n'));
		else if (name === 'HR') this.#divider();
		else if (name === 'UL' || name === 'OL') this.#list(element, place);
		else if (name === 'LI') this.#item(element, place);
		else if (heading !== null)
			this.#block(element, place, { kind: 'heading', level: levelOf(element, heading[1]!) });
		else if (name === 'BLOCKQUOTE') this.#block(element, place, { kind: 'quote' });
		else if (name === 'PRE')
			this.#block(
				element,
				{ ...place, verbatim: true },
				{ kind: 'code', language: element.getAttribute('data-language') ?? '' }
			);
		else if (name === 'ASIDE' && element.hasAttribute('data-tone'))
			this.#block(element, place, { kind: 'callout', tone: toneOf(element) });
		else if (name === 'P') this.#block(element, place, wordShape(element) ?? place.shape);
		else if (BLOCKS.has(name)) this.#block(element, place, place.shape);
		else this.walk(element, { ...place, marks: marksOf(element, place.marks) });
	}

	#block(element: Element, place: Place, shape: BlockShape): void {
		this.#flush();
		this.#shape = shape.kind === 'paragraph' && this.#opened !== null ? this.#opened : shape;
		this.walk(element, { ...place, shape });
		this.#flush();
		this.#shape = this.#opened ?? place.shape;
	}

	#list(element: Element, place: Place): void {
		this.#flush();
		this.walk(element, { ...place, lists: place.lists + 1 });
		this.#flush();
		this.#shape = place.shape;
	}

	#item(element: Element, place: Place): void {
		const box = element.querySelector(
			':scope > input[type=checkbox], :scope > label > input[type=checkbox], :scope > p > input[type=checkbox]'
		);
		const state = element.getAttribute('data-task') ?? checkState(element);
		const indent = Math.min(MAX_INDENT, Math.max(0, place.lists - 1) + indentOf(element.parentElement));
		let shape: BlockShape = { kind: element.parentElement?.tagName === 'OL' ? 'numbered' : 'bullet', indent };
		if (box !== null || state !== null)
			shape = { kind: 'task', indent, checked: state === 'done' || box?.hasAttribute('checked') === true };
		this.#flush();
		this.#shape = shape;
		this.#opened = shape;
		// Only the first paragraph of an item is the item; more of them are paragraphs under it.
		this.walk(element, { ...place, shape: { kind: 'paragraph', indent: Math.min(MAX_INDENT, indent + 1) } });
		this.#flush();
		this.#opened = null;
	}

	#cell(element: Element, place: Place): void {
		if (this.#text.length > 0) this.#text.push(schema.text('\t'));
		this.#words(element.textContent, place);
	}

	#object(object: PageObject): void {
		this.#flush();
		this.blocks.push(schema.nodes.object.create({ object }));
	}

	#divider(): void {
		this.#flush();
		this.blocks.push(schema.nodes.divider.create());
	}

	#words(text: string, { marks, verbatim }: Place): void {
		const words = verbatim ? text : text.replace(/[ \t\r\n\f]+/g, ' ');
		const kept = verbatim || this.#text.length > 0 ? words : words.trimStart();
		if (kept !== '') this.#text.push(schema.text(kept, marks));
	}

	#flush(): void {
		const text = tidy(this.#text, this.#shape.kind === 'code');
		this.#text = [];
		const started = this.#shape;
		if (text.length === 0) return;
		this.#opened = null;
		if (started.kind === 'code') {
			const words = text.map((run) => run.text ?? '').join('');
			this.blocks.push(schema.nodes.codeBlock.create({ ...started }, schema.text(words)));
		} else this.blocks.push(schema.nodes.block.create({ ...started }, text));
		if (started.kind === 'bullet' || started.kind === 'numbered' || started.kind === 'task')
			this.#shape = { kind: 'paragraph', indent: Math.min(MAX_INDENT, (started.indent ?? 0) + 1) };
	}
}

/** Without the space and the line ends that HTML has around its blocks. */
function tidy(runs: readonly Node[], verbatim: boolean): Node[] {
	const rest = [...runs];
	const blank = verbatim ? /^\n+$/ : /^\s+$/;
	while (rest.length > 0 && blank.test(rest[0]!.text ?? '')) rest.shift();
	while (rest.length > 0 && blank.test(rest.at(-1)!.text ?? '')) rest.pop();
	const last = rest.at(-1);
	if (last === undefined) return [];
	const end = verbatim ? (last.text ?? '').replace(/\n+$/, '') : (last.text ?? '').trimEnd();
	rest[rest.length - 1] = schema.text(end, last.marks);
	return rest;
}

/** What a word processor puts before an item of its lists, as text: the bullet or the number. */
function isListSign(element: Element): boolean {
	return /mso-list:\s*Ignore/i.test(element.getAttribute('style') ?? '');
}

/** Word's lists and titles are paragraphs: only a style that no browser knows, or a class, says what they are. */
function wordShape(element: Element): BlockShape | null {
	if (element.classList.contains('MsoTitle')) return { kind: 'heading', level: 1 };
	const level = /mso-list:[^;]*\blevel(\d+)/i.exec(element.getAttribute('style') ?? '')?.[1];
	if (level === undefined) return null;
	const sign = [...element.querySelectorAll('[style]')].find(isListSign)?.textContent ?? '';
	const kind = /^\s*\(?(\d+|[a-z]|[ivxlc]+)[.)]/i.test(sign) ? 'numbered' : 'bullet';
	return { kind, indent: Math.min(MAX_INDENT, Math.max(0, Number(level) - 1)) };
}

/** Google's check lists say it for screen readers alone. */
function checkState(element: Element): 'done' | 'open' | null {
	if (element.getAttribute('role') !== 'checkbox') return null;
	return element.getAttribute('aria-checked') === 'true' ? 'done' : 'open';
}

function levelOf(element: Element, digit: string): HeadingLevel {
	// Our own headings say their level; others start at h1, and what is deeper than we go is the deepest.
	const own = element.getAttribute('data-level');
	return Math.max(1, Math.min(3, Number(own ?? digit) || 1)) as HeadingLevel;
}

function toneOf(element: Element): BlockShape['tone'] & string {
	return CALLOUT_TONES.find((tone) => tone === element.getAttribute('data-tone')) ?? 'note';
}

function indentOf(list: Element | null): number {
	return Math.max(0, Math.floor(Number(list?.getAttribute('data-indent') ?? 0)) || 0);
}

function marksOf(element: Element, outer: readonly Mark[]): readonly Mark[] {
	let marks = outer;
	const add = (mark: Mark): void => void (marks = mark.addToSet(marks));
	const style = element instanceof HTMLElement ? element.style : null;
	const name = element.tagName.toUpperCase();
	const weight = style?.fontWeight ?? '';
	// A well-known office suite wraps everything that it copies in <b style="font-weight: normal">.
	if (name in MARK_ELEMENTS && !(name === 'B' && /^(normal|[1-4]00)$/.test(weight)))
		add(MARK_ELEMENTS[name]!.create());
	if (/^(bold|[6-9]00)$/.test(weight)) add(schema.marks.bold.create());
	if (style?.fontStyle === 'italic') add(schema.marks.italic.create());
	if (style?.textDecoration.includes('line-through')) add(schema.marks.strike.create());
	if (style?.textDecoration.includes('underline') && name !== 'A') add(schema.marks.underline.create());
	const href = name === 'A' ? safeLink(element.getAttribute('href')) : null;
	if (href !== null) add(schema.marks.link.create({ href }));
	return marks;
}

/** The blocks in a piece of HTML from anywhere. Parsing it runs nothing and loads nothing. */
export function blocksFromHtml(html: string): Node[] {
	// The page's policy lets no foreign style in, and the browser would say so on the console.
	const plain = html.replace(/<style\b[\s\S]*?<\/style\s*>/gi, '');
	const { body } = new DOMParser().parseFromString(plain, 'text/html');
	const collector = new BlockCollector();
	collector.walk(body, { shape: { kind: 'paragraph' }, lists: 0, marks: [], verbatim: false, depth: 0 });
	return collector.finish();
}
