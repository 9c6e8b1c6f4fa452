import { isListKind } from './block.ts';
import { escapeHtml } from './escape-html.ts';
import type { SwitchMark } from './marks.ts';
import { type ObjectSurroundings, type ObjectWords, renderObject } from './objects/object-html.ts';
import type { PageBlock, PageDocument, Run, TextBlock } from './read-page.ts';
import { unreachable } from '../unreachable.ts';

/** The words in a rendered page, in the reader's language. */
export interface PageWords extends ObjectWords {
	/** Before a task that is done, or not: read aloud, not shown. */
	readonly done: string;
	readonly open: string;
	/** In the place of a block that this version cannot show. */
	readonly unknown: string;
}

/** What a rendered page takes from where it is rendered. */
export interface PageSurroundings extends ObjectSurroundings {
	readonly words: PageWords;
}

const TAGS: { readonly [M in SwitchMark]: string } = {
	bold: 'strong',
	italic: 'em',
	underline: 'u',
	strike: 's',
	highlight: 'mark',
	code: 'code'
};

/**
 * The page's body as semantic HTML without script or style, safe whatever the document holds: every text is escaped, every
 * attribute was checked when the page was read. Headings start at h2, for the page's title is the h1.
 */
export function renderPage(page: PageDocument, surroundings: PageSurroundings): string {
	return renderBlocks(page.blocks, 0, surroundings);
}

/** Blocks indented more than `depth` belong to the list item before them, where there is one. */
function renderBlocks(blocks: readonly PageBlock[], depth: number, surroundings: PageSurroundings): string {
	let html = '';
	for (let at = 0; at < blocks.length;) {
		const block = blocks[at]!;
		if (block.type === 'text' && isListKind(block.kind)) {
			const end = endOfList(blocks, at, block);
			html += renderList(blocks.slice(at, end), block, surroundings);
			at = end;
		} else {
			html += renderBlock(block, depth, surroundings);
			at++;
		}
	}
	return html;
}

/** A list goes on over items of its kind and over everything that is indented deeper than they are. */
function endOfList(blocks: readonly PageBlock[], start: number, first: TextBlock): number {
	let end = start + 1;
	while (end < blocks.length) {
		const block = blocks[end]!;
		if (block.type !== 'text') break;
		const same = block.kind === first.kind && block.indent === first.indent;
		if (!same && block.indent <= first.indent) break;
		end++;
	}
	return end;
}

function renderList(blocks: readonly PageBlock[], first: TextBlock, surroundings: PageSurroundings): string {
	let items = '';
	for (let at = 0; at < blocks.length;) {
		const item = blocks[at]! as TextBlock;
		let end = at + 1;
		while (end < blocks.length && (blocks[end]! as TextBlock).indent > first.indent) end++;
		const inside = renderBlocks(blocks.slice(at + 1, end), first.indent + 1, surroundings);
		items += `<li${item.kind === 'task' ? ` class="${item.checked ? 'done' : 'open'}"` : ''}>`;
		items += `${taskBox(item, surroundings)}${renderRuns(item.runs)}${inside === '' ? '' : `\n${inside}`}</li>\n`;
		at = end;
	}
	const tag = first.kind === 'numbered' ? 'ol' : 'ul';
	return `<${tag}${first.kind === 'task' ? ' class="tasks"' : ''}>\n${items}</${tag}>\n`;
}

function taskBox(item: TextBlock, surroundings: PageSurroundings): string {
	if (item.kind !== 'task') return '';
	const state = escapeHtml(item.checked ? surroundings.words.done : surroundings.words.open);
	return `<span class="box" role="img" aria-label="${state}">${item.checked ? '☑' : '☐'}</span> `;
}

function renderBlock(block: PageBlock, depth: number, surroundings: PageSurroundings): string {
	switch (block.type) {
		case 'divider':
			return '<hr>\n';
		case 'object':
			return renderObject(block.object, surroundings);
		case 'unknown':
			return `<p class="unknown">${escapeHtml(surroundings.words.unknown)}</p>\n`;
		case 'text':
			return renderText(block, depth);
		default:
			return unreachable(block);
	}
}

function renderText(block: TextBlock, depth: number): string {
	const text = renderRuns(block.runs);
	const steps = block.indent - depth;
	const indented = steps > 0 ? ` class="indent-${steps}"` : '';
	switch (block.kind) {
		case 'heading':
			return `<h${block.level + 1} id="${escapeHtml(block.id)}">${text}</h${block.level + 1}>\n`;
		case 'quote':
			return `<blockquote${indented}><p>${text}</p></blockquote>\n`;
		case 'callout':
			return `<aside class="callout ${block.tone}"><p>${text}</p></aside>\n`;
		case 'code': {
			const language = block.language === '' ? '' : ` data-language="${escapeHtml(block.language)}"`;
			return `<pre${language}><code>${escapeHtml(block.runs.map((run) => run.text).join(''))}</code></pre>\n`;
		}
		case 'paragraph':
			return text === '' ? '' : `<p${indented}>${text}</p>\n`;
		case 'bullet':
		case 'numbered':
		case 'task':
			// An item on its own; lists are rendered before we get here.
			return `<p${indented}>${text}</p>\n`;
		default:
			return unreachable(block.kind);
	}
}

function renderRuns(runs: readonly Run[]): string {
	return runs
		.map(({ text, marks }) => {
			let html = escapeHtml(text).replaceAll('\n', '<br>\n');
			for (const mark of marks.on) html = `<${TAGS[mark]}>${html}</${TAGS[mark]}>`;
			if (marks.link !== null)
				html = `<a href="${escapeHtml(marks.link)}" rel="noopener nofollow ugc">${html}</a>`;
			return html;
		})
		.join('');
}
