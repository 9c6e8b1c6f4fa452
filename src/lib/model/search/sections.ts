import type * as Y from 'yjs';
import { objectText } from '../page/objects/object-text.ts';
import type { PageBlock } from '../page/read-page.ts';
import { readPage } from '../page/read-page.ts';
import { ProblemBoard } from '../problem/board.ts';
import type { Card } from '../problem/card.ts';
import type { Method } from '../problem/method.ts';
import type { BoardKind } from '../session/session.ts';
import { unreachable } from '../unreachable.ts';
import { Board } from '../whiteboard/board.ts';
import type { Shape } from '../whiteboard/shapes/registry.ts';

/** What a section is a part of. */
export const SECTION_KINDS = ['title', 'agenda', 'text', 'statement', 'card', 'note'] as const;
export type SectionKind = (typeof SECTION_KINDS)[number];

/** A piece of a document that is found by itself. */
export interface Section {
	readonly kind: SectionKind;
	/** A block of a page, a card, a shape, an item of the agenda; `null`: the document as a whole. */
	readonly anchor: string | null;
	/** The headings above it, the outermost first. */
	readonly heading: readonly string[];
	readonly text: string;
}

const LIMITS = {
	/** Of one document; what comes after them is not found. */
	sections: 4000,
	/** Of a section of a page, after which the next block begins another. */
	pageLength: 1200,
	length: 8000
} as const;

/**
 * What of a document is found by search: the words that its readers read, and nobody's name. Whatever stands in the document,
 * this never throws for it.
 * @param method whose lanes a problem board has; `null`: those of an open board
 */
export function sectionsOf(kind: BoardKind, doc: Y.Doc, method: Method | null): Section[] {
	const found = sectionsIn(kind, doc, method)
		.map((section) => ({ ...section, text: section.text.trim().slice(0, LIMITS.length) }))
		.filter(({ text, heading }) => text !== '' || heading.length > 0);
	return found.slice(0, LIMITS.sections);
}

function sectionsIn(kind: BoardKind, doc: Y.Doc, method: Method | null): Section[] {
	switch (kind) {
		case 'whiteboard':
			return ofWhiteboard(doc);
		case 'problem':
			return ofProblemBoard(doc, method);
		case 'page':
			return ofPage(readPage(doc).blocks);
		default:
			return unreachable(kind);
	}
}

function ofWhiteboard(doc: Y.Doc): Section[] {
	const board = new Board(doc);
	try {
		const titleOf = ({ frame }: Shape): string[] => {
			const title = frame === null ? '' : board.textOf(frame).trim();
			return title === '' ? [] : [title];
		};
		return [...board.shapes.values()]
			.map((shape): Section => ({
				kind: 'note',
				anchor: shape.id,
				heading: titleOf(shape),
				text: board.textOf(shape.id)
			}))
			.filter(hasText);
	} finally {
		board.destroy();
	}
}

function ofProblemBoard(doc: Y.Doc, workedOn: Method | null): Section[] {
	const board = new ProblemBoard(doc, workedOn);
	try {
		const statement: Section = { kind: 'statement', anchor: null, heading: [], text: board.statement };
		const cards = [null, ...board.method.lanes].flatMap((lane) =>
			board.lane(lane?.id ?? null).map((card): Section => {
				const cluster = card.details.cluster === null ? '' : board.clusterTitle(card.details.cluster).trim();
				const heading = [lane?.title ?? '', cluster].filter((title) => title !== '');
				return { kind: 'card', anchor: card.id, heading, text: wordsOn(card) };
			})
		);
		return [statement, ...cards].filter(hasText);
	} finally {
		board.destroy();
	}
}

/** What stands on a card, without who made it and whose it is to do. */
function wordsOn({ text, details: { tags, checklist } }: Card): string {
	return [text, ...checklist.map((item) => item.text), tags.join(' ')]
		.filter((part) => part !== '')
		.join('\n');
}

function ofPage(blocks: readonly PageBlock[]): Section[] {
	const sections: Section[] = [];
	let path: { readonly level: number; readonly title: string }[] = [];
	let open: { anchor: string | null; texts: string[]; length: number } = begun(null);
	const close = (): void => {
		if (open.anchor === null && open.texts.length === 0) return;
		sections.push({
			kind: 'text',
			anchor: open.anchor,
			heading: path.map(({ title }) => title),
			text: open.texts.join('\n')
		});
	};
	for (const block of blocks) {
		const text = textOf(block).trim();
		if (text === '') continue;
		if (block.type === 'text' && block.kind === 'heading') {
			close();
			path = [...path.filter(({ level }) => level < block.level), { level: block.level, title: text }];
			open = begun(block.id);
			continue;
		}
		if (open.length > 0 && open.length + text.length > LIMITS.pageLength) {
			close();
			open = begun(block.id);
		}
		open.anchor ??= block.id;
		open.texts.push(text);
		open.length += text.length;
	}
	close();
	return sections;
}

function begun(anchor: string | null): { anchor: string | null; texts: string[]; length: number } {
	return { anchor, texts: [], length: 0 };
}

function textOf(block: PageBlock): string {
	if (block.type === 'object') return objectText(block.object);
	return block.type === 'text' ? block.runs.map(({ text }) => text).join('') : '';
}

function hasText({ text }: Section): boolean {
	return text.trim() !== '';
}
