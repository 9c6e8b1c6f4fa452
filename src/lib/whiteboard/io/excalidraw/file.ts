import { moved } from '#model/whiteboard/geometry.ts';
import type { Copied } from '../../copies.ts';
import { Changes } from '../changes.ts';
import { boundsOfDrawing, type Drawing, drawingOf, MAX_PIECES, type Reading, refused } from '../drawing.ts';
import { readElements } from './read.ts';

interface Stored {
	readonly type?: unknown;
	readonly elements?: unknown;
	readonly files?: unknown;
	readonly library?: unknown;
	readonly libraryItems?: unknown;
}

/** What a file of Excalidraw calls itself: a scene, what it puts on the clipboard, a library. */
const SCENES = ['excalidraw', 'excalidraw/clipboard'];
const LIBRARY = 'excalidrawlib';

export function isExcalidraw(parsed: unknown): boolean {
	const { type } = (parsed ?? {}) as Stored;
	return typeof type === 'string' && (SCENES.includes(type) || type === LIBRARY);
}

export function readExcalidraw(parsed: unknown): Reading {
	const stored = (parsed ?? {}) as Stored;
	if (stored.type === LIBRARY) return readLibrary(stored);
	return readElements(stored.elements, stored.files);
}

/** Each item of a library is a little scene of its own, drawn around wherever it was made: they are laid out side by side. */
function readLibrary({ library, libraryItems, files }: Stored): Reading {
	const items: unknown = libraryItems ?? library;
	if (!Array.isArray(items)) return refused('broken');
	if (items.length > MAX_PIECES) return refused('too-many');
	const changes = new Changes();
	const drawings = items.flatMap((item: unknown) => {
		const elements: unknown = Array.isArray(item) ? item : (item as { elements?: unknown } | null)?.elements;
		const reading = readElements(elements, files);
		if (!reading.ok) return [];
		for (const [change, count] of reading.changes.list) changes.note(change, count);
		return [reading.drawing];
	});
	return drawingOf(sideBySide(drawings), changes, new Map(drawings.flatMap(({ images }) => [...images])));
}

const GAP = 80;
const ROW_WIDTH = 2_400;

function sideBySide(drawings: readonly Drawing[]): Copied[] {
	let [x, y, rowHeight] = [0, 0, 0];
	return drawings.flatMap((drawing) => {
		const box = boundsOfDrawing(drawing);
		if (x > 0 && x + box.w > ROW_WIDTH) [x, y, rowHeight] = [0, y + rowHeight + GAP, 0];
		const [dx, dy] = [x - box.x, y - box.y];
		x += box.w + GAP;
		rowHeight = Math.max(rowHeight, box.h);
		return drawing.pieces.map(({ shape, text }) => ({ shape: moved(shape, dx, dy), text }));
	});
}
