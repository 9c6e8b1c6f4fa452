import * as Y from 'yjs';
import { isMapBy, isTextBy } from '../yjs/untouched.ts';
import { createBlockId, PLAIN_BLOCK, type BlockAttributes } from './block.ts';
import { storedMarks } from './marks.ts';
import { createObjectMarker } from './objects/write-object.ts';
import { PAGE_SCHEMA, pageMeta, pageSchema, pageText, readPage, type PageBlock } from './read-page.ts';
import { createMarker } from './seed.ts';

/** What one group gives: its name, and its page. */
export interface PageSheaf {
	readonly title: string;
	readonly from: Y.Doc;
}

const HEADING: BlockAttributes = { ...PLAIN_BLOCK, kind: 'heading', level: 2 };

type Insert = { readonly insert: string | Y.Map<unknown>; readonly attributes: Record<string, object> };

/**
 * Copies pages to the end of another one, each as a section with the group's name as its heading. One transaction. How many
 * sections there are; `null`: the page was written by a newer version, and must not be.
 */
export function bringSections(doc: Y.Doc, sheaves: readonly PageSheaf[]): number | null {
	if (pageSchema(doc) > PAGE_SCHEMA) return null;
	const sections = sheaves
		.map(({ title, from }) => ({ title, blocks: withWords(readPage(from).blocks) }))
		.filter(({ blocks }) => blocks.length > 0);
	const text = pageText(doc);
	const inserts = sections.flatMap(({ title, blocks }) => [
		...opened('text', HEADING),
		{ insert: title, attributes: {} },
		...blocks.flatMap(written)
	]);
	const start = text.length === 0 ? [] : [{ retain: text.length }];
	if (inserts.length > 0)
		doc.transact(() => {
			text.applyDelta([...start, ...inserts], { sanitize: false });
			if (sections.some(({ blocks }) => blocks.some(({ type }) => type === 'object')))
				pageMeta(doc).set('schema', PAGE_SCHEMA);
		}, 'harvest');
	return sections.length;
}

/**
 * Removes the sections that `client` brought and in which nobody has changed anything since; one transaction. How many stay;
 * `null`: the page must not be written.
 */
export function takeSectionsBack(doc: Y.Doc, client: number): number | null {
	if (pageSchema(doc) > PAGE_SCHEMA) return null;
	const text = pageText(doc);
	const sections = sectionsBy(text, client);
	const going = sections.filter(({ isUntouched }) => isUntouched);
	doc.transact(() => {
		// From the back, so that the places before stay true.
		for (const { from, to } of going.toReversed()) text.delete(from, to - from);
	}, 'harvest');
	return sections.length - going.length;
}

interface Section {
	readonly from: number;
	readonly to: number;
	readonly isUntouched: boolean;
}

/** From each heading that this client brought to the next one, or to the next block that is somebody else's. */
function sectionsBy(text: Y.Text, client: number): Section[] {
	const sections: Section[] = [];
	let open: { from: number; to: number; isUntouched: boolean } | null = null;
	let index = 0;
	for (let item = text._start; item !== null; item = item.right) {
		const isOwn = item.id.client === client;
		if (item.deleted) {
			if (isOwn && open !== null) open.isUntouched = false;
			continue;
		}
		const marker = item.content instanceof Y.ContentType ? item.content.type : null;
		if (marker instanceof Y.Map && (!isOwn || isSectionHeading(marker))) {
			if (open !== null) sections.push(open);
			open = isOwn ? { from: index, to: index, isUntouched: true } : null;
		}
		if (open !== null) {
			if (!isOwn || (marker instanceof Y.Map && !isMapBy(marker, client))) open.isUntouched = false;
			if (marker instanceof Y.Text && !isTextBy(marker, client)) open.isUntouched = false;
			open.to = index + (item.countable ? item.length : 0);
		}
		if (item.countable) index += item.length;
	}
	if (open !== null) sections.push(open);
	return sections;
}

function isSectionHeading(marker: Y.Map<unknown>): boolean {
	return marker.get(SECTION) === true;
}

/** On the heading of a section that was brought; nothing else reads it. */
const SECTION = 'brought';

function opened(type: 'text' | 'divider', attributes: BlockAttributes): Insert[] {
	const marker = createMarker(type, createBlockId(), attributes);
	if (attributes === HEADING) marker.set(SECTION, true);
	return [{ insert: marker, attributes: {} }];
}

function written(block: PageBlock): Insert[] {
	switch (block.type) {
		case 'divider':
			return opened('divider', PLAIN_BLOCK);
		case 'text': {
			const { kind, level, indent, checked, tone, language } = block;
			return [
				...opened('text', { kind, level, indent, checked, tone, language }),
				...block.runs.map(({ text, marks }) => ({ insert: text, attributes: storedMarks(marks) }))
			];
		}
		case 'object':
			return [{ insert: createObjectMarker(createBlockId(), block.object), attributes: {} }];
		// What this version does not know it cannot copy; it stays on the group's page.
		case 'unknown':
			return [];
	}
}

/** Without the empty blocks around it; none where there are no words at all. */
function withWords(blocks: readonly PageBlock[]): readonly PageBlock[] {
	const says = (block: PageBlock): boolean =>
		block.type === 'object' || (block.type === 'text' && block.runs.some(({ text }) => text.trim() !== ''));
	const first = blocks.findIndex(says);
	return first === -1 ? [] : blocks.slice(first, blocks.findLastIndex(says) + 1);
}
