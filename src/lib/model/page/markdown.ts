import { unreachable } from '../unreachable.ts';
import { isListKind, PLAIN_BLOCK, type BlockAttributes } from './block.ts';
import type { DraftBlock } from './draft.ts';
import type { Marks, SwitchMark } from './marks.ts';
import { markdownOfObject } from './objects/object-markdown.ts';
import type { DividerBlock, ObjectBlock, Run, UnknownBlock } from './read-page.ts';

/** CommonMark, with the struck-out text and the tasks of GitHub; what it has no sign for stays plain. */
const SIGNS: { readonly [M in SwitchMark]: string } = {
	bold: '**',
	italic: '*',
	strike: '~~',
	underline: '',
	highlight: '',
	code: ''
};
/** As many characters as a list item's own sign has: what stands under it belongs to it. */
const STEP = '  ';

/** Of a draft or of a page. */
export type MarkdownBlock = DraftBlock | DividerBlock | ObjectBlock | UnknownBlock;

/** Where a page's images and boards are, from the root of this site. */
export interface MarkdownAddresses {
	readonly blob: (hash: string) => string;
	readonly board: (board: string) => string;
}

/**
 * Blocks as Markdown that reads well as it is, too. Addresses within this site get `origin` in front. Without `addresses` what
 * has one stands there by its name.
 */
export function renderMarkdown(
	blocks: readonly MarkdownBlock[],
	origin: string,
	addresses: MarkdownAddresses = { blob: () => '', board: () => '' }
): string {
	const lines: string[] = [];
	let before: BlockAttributes['kind'] | 'other' | null = null;
	for (const block of blocks) {
		if (!('runs' in block)) {
			const added = renderOther(block, origin, addresses);
			if (added.length === 0) continue;
			lines.push(...(before === null ? [] : ['']), ...added);
			before = 'other';
			continue;
		}
		const { runs, ...given } = block;
		const attributes = { ...PLAIN_BLOCK, ...given };
		const isNextItem = isListKind(attributes.kind) && before === attributes.kind;
		if (before !== null && !isNextItem) lines.push('');
		lines.push(...renderBlock(attributes, runs, origin));
		before = attributes.kind;
	}
	return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function renderOther(
	block: DividerBlock | ObjectBlock | UnknownBlock,
	origin: string,
	{ blob, board }: MarkdownAddresses
): string[] {
	switch (block.type) {
		case 'divider':
			return ['---'];
		case 'unknown':
			return [];
		case 'object':
			return markdownOfObject(block.object, {
				escaped,
				fenced,
				blob: (hash) => origin + blob(hash),
				board: (id) => origin + board(id)
			});
		default:
			return unreachable(block);
	}
}

function renderBlock(attributes: BlockAttributes, runs: readonly Run[], origin: string): string[] {
	const { kind, level, indent, checked, language } = attributes;
	if (kind === 'code') return fenced(runs.map(({ text }) => text).join(''), language);
	const lines = runs
		.map((one) => renderRun(one, origin))
		.join('')
		.split('\n')
		.map(withoutBlockSigns);
	const margin = STEP.repeat(indent);
	const hanging = (sign: string): string[] =>
		lines.map((line, at) => `${margin}${at === 0 ? sign : ' '.repeat(sign.length)}${line}`);
	switch (kind) {
		case 'heading':
			return [`${'#'.repeat(level)} ${lines.join(' ')}`];
		case 'bullet':
			return hanging('- ');
		case 'numbered':
			return hanging('1. ');
		case 'task':
			return hanging(checked ? '- [x] ' : '- [ ] ');
		case 'quote':
		case 'callout':
			return lines.map((line) => `${margin}> ${line}`);
		case 'paragraph':
			// Two spaces at the end: a line break, and no new paragraph.
			return [lines.map((line) => margin + line).join('  \n')];
		default:
			return unreachable(kind);
	}
}

function renderRun({ text, marks }: Run, origin: string): string {
	if (text.trim() === '') return text;
	const [, space, words, end] = /^(\s*)([^]*?)(\s*)$/.exec(text)! as unknown as [
		string,
		string,
		string,
		string
	];
	return space + linked(marked(words, marks), marks.link, origin) + end;
}

function marked(words: string, { on }: Marks): string {
	if (on.includes('code')) return codeSpan(words);
	return on.reduceRight((inside, mark) => SIGNS[mark] + inside + SIGNS[mark], escaped(words));
}

function linked(inside: string, link: string | null, origin: string): string {
	if (link === null) return inside;
	const address = link.startsWith('/') ? origin + link : link;
	return `[${inside}](<${address.replace(/[<>\n]/g, encodeURIComponent)}>)`;
}

function codeSpan(text: string): string {
	const fence = '`'.repeat(longestRun(text) + 1);
	const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
	return fence + space + text.replaceAll('\n', ' ') + space + fence;
}

function fenced(text: string, language: string): string[] {
	const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
	return [fence + language, ...text.split('\n'), fence];
}

function longestRun(text: string): number {
	return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}

/** What would be a sign within a line; HTML, too. */
function escaped(text: string): string {
	return text.replace(/[\\`*_[\]<>~|&]/g, (sign) => `\\${sign}`);
}

/** What would be a sign at the beginning of a line: a heading, a list, a rule. Its own signs are put in front afterwards. */
function withoutBlockSigns(line: string): string {
	return line
		.replace(/^(\s*)([-+=#]|\d{1,9}(?=[.)]))/, (_, space: string, sign: string) =>
			/\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`
		)
		.replace(/^ {4,}/, '   ');
}
