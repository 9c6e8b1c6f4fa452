import {
	type Attrs,
	type DOMOutputSpec,
	type Mark,
	type MarkSpec,
	type Node,
	type NodeSpec,
	Schema
} from '@tiptap/pm/model';
import { type BlockAttributes, type BlockId, PLAIN_BLOCK } from './block.ts';
import { safeLink } from './links.ts';
import { type Marks, type MarkName, type SWITCH_MARKS } from './marks.ts';
import type { PageObject } from './objects/object.ts';
import { objectToDOM } from './objects/object-dom.ts';
import { objectText } from './objects/object-text.ts';
import type { PageBlock, TextBlock } from './read-page.ts';

/**
 * The editor's schema. It is flat (a page is a list of blocks, a block holds text and nothing else), so that
 * a position in a block is a position in the document's text, one to one; a line break within a block is a line feed.
 * Code is a node of its own only here, because ProseMirror forbids marks by node type; in the document it is a kind like others.
 */
const textAttributes = Object.fromEntries(
	Object.entries({ id: null, ...PLAIN_BLOCK }).map(([name, value]) => [name, { default: value }])
);

const indented = (node: Node): string => `margin-inline-start: ${Number(node.attrs.indent) * 2}em`;

const blockToDOM = (node: Node): DOMOutputSpec => {
	switch (node.attrs.kind as BlockAttributes['kind']) {
		case 'heading':
			return [`h${Number(node.attrs.level) + 1}`, 0];
		case 'bullet':
			return ['ul', { style: indented(node) }, ['li', 0]];
		case 'numbered':
			return ['ol', { style: indented(node) }, ['li', 0]];
		case 'task':
			return [
				'ul',
				{ style: indented(node) },
				['li', { 'data-task': node.attrs.checked ? 'done' : 'open' }, 0]
			];
		case 'quote':
			return ['blockquote', ['p', 0]];
		case 'callout':
			return ['aside', { 'data-tone': String(node.attrs.tone) }, ['p', 0]];
		case 'paragraph':
		case 'code':
			return ['p', { style: indented(node) }, 0];
	}
};

const nodes = {
	doc: { content: 'top+' },
	block: {
		group: 'top',
		content: 'text*',
		marks: '_',
		attrs: textAttributes,
		whitespace: 'pre',
		toDOM: blockToDOM,
		parseDOM: [{ tag: 'p' }]
	},
	codeBlock: {
		group: 'top',
		content: 'text*',
		marks: '',
		code: true,
		attrs: { ...textAttributes, kind: { default: 'code' } },
		toDOM: () => ['pre', ['code', 0]],
		parseDOM: [{ tag: 'pre', preserveWhitespace: 'full' }]
	},
	divider: {
		group: 'top',
		attrs: { id: { default: null } },
		toDOM: () => ['hr'],
		parseDOM: [{ tag: 'hr' }]
	},
	/** Its content is a value here, read from the document anew with every change; its view writes into the document. */
	object: {
		group: 'top',
		attrs: { id: { default: null }, object: {} },
		toDOM: (node) => objectToDOM(objectOf(node)!),
		leafText: (node) => objectText(objectOf(node)!)
	},
	unknown: {
		group: 'top',
		attrs: { id: { default: null }, name: { default: '' } },
		toDOM: () => ['p']
	},
	text: {}
} satisfies Record<string, NodeSpec>;

const switches: { readonly [M in (typeof SWITCH_MARKS)[number]]: MarkSpec } = {
	bold: { toDOM: () => ['strong', 0], parseDOM: [{ tag: 'strong' }, { tag: 'b' }] },
	italic: { toDOM: () => ['em', 0], parseDOM: [{ tag: 'em' }, { tag: 'i' }] },
	underline: { toDOM: () => ['u', 0], parseDOM: [{ tag: 'u' }] },
	strike: { toDOM: () => ['s', 0], parseDOM: [{ tag: 's' }, { tag: 'del' }] },
	highlight: { toDOM: () => ['mark', 0], parseDOM: [{ tag: 'mark' }] },
	code: { inclusive: false, code: true, toDOM: () => ['code', 0], parseDOM: [{ tag: 'code' }] }
};

const link: MarkSpec = {
	inclusive: false,
	attrs: { href: { validate: 'string' } },
	// Asked once more at the very edge: whatever made the mark, an unsafe address never becomes an element.
	toDOM: (mark) => ['a', { href: safeLink(mark.attrs.href) ?? '#', rel: 'noopener nofollow ugc' }, 0],
	parseDOM: [
		{
			tag: 'a[href]',
			// The model knows no DOM: all that is asked of an element is its attribute.
			getAttrs: (element: { getAttribute(name: string): string | null }): Attrs | false => {
				const href = safeLink(element.getAttribute('href'));
				return href === null ? false : { href };
			}
		}
	]
};

/** In this order marks nest, outermost first. */
const marks: { readonly [M in MarkName]: MarkSpec } = { link, ...switches };

export const pageSchemaForEditing = new Schema({ nodes, marks });

const schema = pageSchemaForEditing;

function toMarks({ on, link: href }: Marks): Mark[] {
	const all = on.map((name) => schema.marks[name].create());
	return href === null ? all : [schema.marks.link.create({ href }), ...all];
}

/** A block as the editor's node. */
export function toNode(block: PageBlock): Node {
	if (block.type === 'divider') return schema.nodes.divider.create({ id: block.id });
	if (block.type === 'object') return schema.nodes.object.create({ id: block.id, object: block.object });
	if (block.type === 'unknown') return schema.nodes.unknown.create({ id: block.id, name: block.name });
	return toTextNode(block);
}

function toTextNode(block: TextBlock): Node {
	const { id, kind, level, indent, checked, tone, language, runs } = block;
	const attributes = { id, kind, level, indent, checked, tone, language };
	const filled = runs.filter((run) => run.text !== '');
	if (kind === 'code') {
		const text = filled.map((run) => run.text).join('');
		return schema.nodes.codeBlock.create(attributes, text === '' ? null : schema.text(text));
	}
	return schema.nodes.block.create(
		attributes,
		filled.map((run) => schema.text(run.text, toMarks(run.marks)))
	);
}

/** A node's attributes, where it is text; the editor's own nodes are always well-formed. */
export function attributesOf(node: Node): BlockAttributes & { readonly id: BlockId | null } {
	return node.attrs as BlockAttributes & { readonly id: BlockId | null };
}

/** What an object's node shows; `null` where the node is something else. */
export function objectOf(node: Node): PageObject | null {
	return node.type.name === 'object' ? (node.attrs.object as PageObject) : null;
}

/** Whether a node holds text: a block of any kind, or code. */
export function isTextNode(node: Node): boolean {
	return node.type === schema.nodes.block || node.type === schema.nodes.codeBlock;
}
