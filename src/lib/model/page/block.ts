import type { Brand } from '../brand.ts';
import { createId } from '../ids.ts';

/** A block's name within its page: comments, the outline and links to a heading use it. */
export type BlockId = Brand<string, 'BlockId'>;

/** What a block of text is. An attribute, so that reformatting never touches the text that others are typing. */
export const BLOCK_KINDS = [
	'paragraph',
	'heading',
	'bullet',
	'numbered',
	'task',
	'quote',
	'callout',
	'code'
] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

export const HEADING_LEVELS = [1, 2, 3] as const;
export type HeadingLevel = (typeof HEADING_LEVELS)[number];

export const CALLOUT_TONES = ['note', 'tip', 'warning'] as const;
export type CalloutTone = (typeof CALLOUT_TONES)[number];

export const MAX_INDENT = 6;

/** A block of text with the attributes of all kinds: a task that becomes a heading and a task again is still checked. */
export interface BlockAttributes {
	readonly kind: BlockKind;
	readonly level: HeadingLevel;
	readonly indent: number;
	readonly checked: boolean;
	readonly tone: CalloutTone;
	/** Of code; '' when nobody said. */
	readonly language: string;
}

export const PLAIN_BLOCK: BlockAttributes = {
	kind: 'paragraph',
	level: 1,
	indent: 0,
	checked: false,
	tone: 'note',
	language: ''
};

/** Kinds whose blocks are items of a list. */
export function isListKind(kind: BlockKind): kind is 'bullet' | 'numbered' | 'task' {
	return kind === 'bullet' || kind === 'numbered' || kind === 'task';
}

/** Kinds that may be indented under a list item. */
export function mayIndent(kind: BlockKind): boolean {
	return kind !== 'heading';
}

function oneOf<T>(allowed: readonly T[], value: unknown, otherwise: T): T {
	return allowed.includes(value as T) ? (value as T) : otherwise;
}

/** Reads what the document says about a block, which anybody may have written: whatever is unknown becomes plain. */
export function readAttributes(get: (name: string) => unknown): BlockAttributes {
	const indent = get('indent');
	const language = get('language');
	return {
		kind: oneOf(BLOCK_KINDS, get('kind'), PLAIN_BLOCK.kind),
		level: oneOf(HEADING_LEVELS, get('level'), PLAIN_BLOCK.level),
		indent:
			typeof indent === 'number' && indent > 0
				? Math.min(Math.floor(indent), MAX_INDENT)
				: PLAIN_BLOCK.indent,
		checked: get('checked') === true,
		tone: oneOf(CALLOUT_TONES, get('tone'), PLAIN_BLOCK.tone),
		language:
			typeof language === 'string' && /^[A-Za-z0-9+#._-]{1,30}$/.test(language)
				? language
				: PLAIN_BLOCK.language
	};
}

/** 72 random bits are plenty within one page, and an id is stored with every block. */
const BLOCK_ID_LENGTH = 12;

export function createBlockId(): BlockId {
	return createId().slice(0, BLOCK_ID_LENGTH) as BlockId;
}

/** Ids end up in HTML attributes and addresses. */
export function isBlockId(value: unknown): value is BlockId {
	return typeof value === 'string' && /^[A-Za-z0-9_-]{1,40}$/.test(value);
}
