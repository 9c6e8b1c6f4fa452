import { createGroupId } from '#model/whiteboard/ids.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import type { Copied } from '../../copies.ts';
import { Changes } from '../changes.ts';
import { drawingOf, MAX_PIECES, type Reading, refused } from '../drawing.ts';
import { wordsOf } from './look.ts';
import { objectOf, parseRecord, type TldrawRecord } from './schema.ts';
import { type Page, type Within, MAX_DEPTH, pageOf, byIndex, placedIn } from './page.ts';
import { shapeFor } from './shapes.ts';

/** Between the pages of one file, which come side by side. */
const PAGE_GAP = 200;

export function isTldraw(parsed: unknown): boolean {
	return storedRecords(parsed) !== null;
}

/** A file has a list of records; what its store itself gives out has them by id. */
function storedRecords(parsed: unknown): readonly unknown[] | null {
	const { records, store, document, tldrawFileFormatVersion } = objectOf(parsed);
	if (Array.isArray(records) && tldrawFileFormatVersion !== undefined) return records as unknown[];
	const byId = store ?? objectOf(document).store;
	return typeof byId === 'object' && byId !== null ? (Object.values(byId) as unknown[]) : null;
}

export function readTldraw(parsed: unknown): Reading {
	const stored = storedRecords(parsed);
	if (stored === null) return refused('broken');
	if (stored.length > 3 * MAX_PIECES) return refused('too-many');
	const changes = new Changes();
	const records = stored.flatMap((value) => {
		const record = parseRecord(value);
		if (record === null) changes.note('unreadable');
		return record ?? [];
	});
	const page = pageOf(records, changes);
	const pages = records.filter(({ typeName }) => typeName === 'page').toSorted(byIndex);
	let right = 0;
	const pieces = pages.flatMap(({ id }, at) => {
		const within = { stand: { x: 0, y: 0, rotation: 0 }, groups: [], frame: null, opacity: 1 };
		const own = (page.children.get(id) ?? []).flatMap((record) => piecesOf(record, within, page, 0));
		if (own.length === 0) return [];
		if (right > 0) changes.note('pages');
		const left = Math.min(...own.map(({ shape }) => shape.x));
		const dx = at === 0 || right === 0 ? 0 : right + PAGE_GAP - left;
		const beside = own.map(({ shape, text }) => ({ shape: { ...shape, x: shape.x + dx }, text }));
		right = Math.max(...beside.map(({ shape }) => shape.x + shape.w));
		return beside;
	});
	return drawingOf(pieces, changes, page.images);
}

/** A shape and all that lies in it: groups are no shapes here, frames are. */
function piecesOf(record: TldrawRecord, within: Within, page: Page, depth: number): Copied[] {
	if (depth > MAX_DEPTH) return [];
	const stand = placedIn(within.stand, record);
	const opacity = within.opacity * record.opacity;
	const children = page.children.get(record.id) ?? [];
	if (record.type === 'group') {
		const groups = [createGroupId(), ...within.groups];
		return children.flatMap((child) =>
			piecesOf(child, { ...within, stand, groups, opacity }, page, depth + 1)
		);
	}
	const shape = shapeFor(record, { ...within, stand, opacity }, page);
	const own = shape === null ? [] : [{ shape, text: textFor(record, shape) }];
	const frame = shape?.type === 'frame' ? shape.id : within.frame;
	return [
		...own,
		...children.flatMap((child) => piecesOf(child, { ...within, stand, frame, opacity }, page, depth + 1))
	];
}

function textFor({ type, props }: TldrawRecord, shape: Shape): string {
	if (type === 'bookmark' || type === 'embed' || type === 'video') return '';
	return shape.type === 'image' || shape.type === 'pen' ? '' : wordsOf(props);
}
