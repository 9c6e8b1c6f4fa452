import * as Y from 'yjs';
import { type BlockAttributes, type BlockId, isBlockId, readAttributes } from './block.ts';
import { type Marks, readMarks } from './marks.ts';
import type { PageObject } from './objects/object.ts';
import { readObject } from './objects/read-object.ts';

/**
 * How a page lies in its document: **one Y.Text**, in which an embedded Y.Map (a *marker*) opens each block and holds its
 * attributes; the text up to the next marker is the block's. Splitting a block inserts a marker, joining two
 * deletes one, reformatting sets a key: none of them moves text, so none can tear or lose what somebody else
 * is typing there at that moment.
 */
const TEXT = 'page';
const META = 'meta';

/** Raised when older clients would damage what newer ones write; see `pageSchema`. 2: there are objects. */
export const PAGE_SCHEMA = 2;

/** Of a page of text and dividers, which every client can edit. The first object raises it. */
export const PLAIN_SCHEMA = 1;

/** Stands for embedded things inside a block's text that this version does not know; one character, like what it stands for. */
export const UNKNOWN_EMBED = '\uFFFC';

export type Marker = Y.Map<unknown>;

export interface Run {
	readonly text: string;
	readonly marks: Marks;
}

interface Placed {
	/** `null`: text that lost its marker (somebody else deleted the block's start); it is shown as a paragraph. */
	readonly marker: Marker | null;
	readonly id: BlockId;
}

export interface TextBlock extends Placed, BlockAttributes {
	readonly type: 'text';
	readonly runs: readonly Run[];
}

export interface DividerBlock extends Placed {
	readonly type: 'divider';
}

/** A table, an image, a formula …; see `PageObject`. */
export interface ObjectBlock extends Placed {
	readonly type: 'object';
	readonly object: PageObject;
}

/** Written by a newer version, or by something that is no editor: kept as it is, and shown as something unknown. */
export interface UnknownBlock extends Placed {
	readonly type: 'unknown';
	readonly name: string;
}

export type PageBlock = TextBlock | DividerBlock | ObjectBlock | UnknownBlock;

export interface PageDocument {
	readonly blocks: readonly PageBlock[];
}

export function pageText(doc: Y.Doc): Y.Text {
	return doc.getText(TEXT);
}

export function pageMeta(doc: Y.Doc): Y.Map<unknown> {
	return doc.getMap(META);
}

/** The schema number that this document asks for. A client with a lower `PAGE_SCHEMA` must not edit it. */
export function pageSchema(doc: Y.Doc): number {
	const schema = pageMeta(doc).get('schema');
	return typeof schema === 'number' ? schema : PLAIN_SCHEMA;
}

/** The whole page as a checked list of blocks. Trusts nothing: anybody may write anything into a Y.Doc. */
export function readPage(doc: Y.Doc): PageDocument {
	return { blocks: nameBlocks(readBlocks(pageText(doc), 0, Infinity)) };
}

/**
 * Reads the blocks between two positions of the text; `from` must be where a block begins. Ids may still repeat:
 * see `nameBlocks`.
 */
export function readBlocks(text: Y.Text, from: number, to: number): PageBlock[] {
	const blocks: PageBlock[] = [];
	let attributes: Readonly<Record<string, unknown>> = {};
	let marks: Marks | null = null;
	let runs: Run[] | null = null;
	let index = 0;

	const addText = (part: string): void => {
		if (runs === null) {
			runs = [];
			blocks.push(orphan(blocks.at(-1), runs));
		}
		marks ??= readMarks(attributes);
		const last = runs.at(-1);
		if (last !== undefined && last.marks === marks) runs[runs.length - 1] = { text: last.text + part, marks };
		else runs.push({ text: part, marks });
	};

	for (let item = text._start; item !== null && index < to; item = item.right) {
		if (item.deleted) continue;
		const content = item.content;
		if (content instanceof Y.ContentFormat) {
			attributes = withAttribute(attributes, content.key, content.value);
			marks = null;
			continue;
		}
		if (!item.countable) continue;
		const end = index + item.length;
		if (end > from) {
			if (content instanceof Y.ContentString) {
				addText(content.str.slice(Math.max(0, from - index), Math.min(item.length, to - index)));
			} else if (content instanceof Y.ContentType && content.type instanceof Y.Map) {
				const { block, runs: opened } = openBlock(content.type as Marker);
				blocks.push(block);
				runs = opened;
			} else {
				addText(UNKNOWN_EMBED.repeat(item.length));
			}
		}
		index = end;
	}
	return blocks;
}

function withAttribute(
	attributes: Readonly<Record<string, unknown>>,
	key: string,
	value: unknown
): Readonly<Record<string, unknown>> {
	const next: Record<string, unknown> = { ...attributes };
	if (value === null) delete next[key];
	else next[key] = value;
	return next;
}

function openBlock(marker: Marker): { block: PageBlock; runs: Run[] | null } {
	const id = marker.get('id');
	const placed = { marker, id: isBlockId(id) ? id : derivedId(marker) };
	const type = marker.get('type');
	if (type === undefined || type === 'text') {
		const runs: Run[] = [];
		return { block: { type: 'text', ...placed, ...readAttributes((name) => marker.get(name)), runs }, runs };
	}
	if (type === 'divider') return { block: { type: 'divider', ...placed }, runs: null };
	const object = readObject((name) => marker.get(name));
	if (object !== null) return { block: { type: 'object', ...placed, object }, runs: null };
	const name = typeof type === 'string' ? type.slice(0, 40) : '';
	return { block: { type: 'unknown', ...placed, name }, runs: null };
}

/** Text before the first marker, or after a divider or an object. */
function orphan(before: PageBlock | undefined, runs: Run[]): TextBlock {
	const id = (before === undefined ? 'start' : `after-${before.id}`.slice(0, 40)) as BlockId;
	return { type: 'text', marker: null, id, ...readAttributes(() => undefined), runs };
}

/** The same for everybody and for ever, without writing anything: no two clients ever argue about it. */
function derivedId(marker: Marker): BlockId {
	const { client, clock } = marker._item!.id;
	return `m${client.toString(36)}-${clock.toString(36)}` as BlockId;
}

/**
 * Makes the ids of a whole page unique: the first in order keeps a repeated one (two people moved one block at once),
 * the others get one that every client derives alike. A page without any text or marker reads as one empty paragraph.
 */
export function nameBlocks(blocks: readonly PageBlock[]): PageBlock[] {
	if (blocks.length === 0) return [orphan(undefined, [])];
	const used = new Set<string>();
	return blocks.map((block) => {
		let { id } = block;
		if (used.has(id) && block.marker !== null) id = derivedId(block.marker);
		while (used.has(id)) id = `${id.slice(0, 36)}-x` as BlockId;
		used.add(id);
		return id === block.id ? block : { ...block, id };
	});
}
