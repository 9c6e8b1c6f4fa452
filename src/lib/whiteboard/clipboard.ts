import { centreOf, type Point, union } from '#model/whiteboard/geometry.ts';
import { createShapeId } from '#model/whiteboard/ids.ts';
import {
	boundsOf,
	kindOf,
	parseShape,
	type Shape,
	storeLooks,
	storeShape
} from '#model/whiteboard/shapes/registry.ts';
import { keyBetween } from '#model/order.ts';
import { placeCopies } from './copies.ts';
import { deleteShapes, newBase } from './edits.ts';
import type { Editor } from './editor.svelte.ts';

/** Shapes on the clipboard. Browsers keep unknown types between pages of one browser. */
const SHAPES_TYPE = 'application/x-commonplace-shapes';
const MOST_NOTES = 60;
const NOTE_GAP = 20;
const NOTES_A_ROW = 5;

interface Copied {
	readonly shape: Shape;
	readonly text: string;
}

/** Puts the selection on the clipboard, as shapes and as plain text. Returns whether there was one. */
export function copySelection(editor: Editor, data: DataTransfer): boolean {
	const shapes = editor.selectedShapes;
	if (shapes.length === 0) return false;
	const stored = shapes.map((shape) => ({
		geometry: storeShape(shape),
		style: storeLooks(shape),
		text: editor.board.textOf(shape.id)
	}));
	data.setData(SHAPES_TYPE, JSON.stringify(stored, bytesToText));
	data.setData(
		'text/plain',
		stored
			.map(({ text }) => text)
			.filter((text) => text !== '')
			.join('\n')
	);
	return true;
}

/** Copies the selection and takes it away. */
export function cutSelection(editor: Editor, data: DataTransfer): boolean {
	if (editor.readonly || !copySelection(editor, data)) return false;
	deleteShapes(editor, editor.selection);
	return true;
}

/** Pastes shapes around a point; plain text becomes notes, one a line. Returns whether there was anything. */
export function paste(editor: Editor, data: DataTransfer, at: Point): boolean {
	if (editor.readonly) return false;
	const copied = parseCopied(data.getData(SHAPES_TYPE)) ?? notesOf(editor, data.getData('text/plain'));
	const box = union(copied.map(({ shape }) => boundsOf(shape)));
	if (box === null) return false;
	editor.use('select');
	const centre = centreOf(box);
	placeCopies(editor, copied, { x: at.x - centre.x, y: at.y - centre.y });
	return true;
}

/** The clipboard can hold anything: each shape passes the same door as those of the document. */
function parseCopied(json: string): Copied[] | null {
	if (json === '') return null;
	try {
		const parsed: unknown = JSON.parse(json, textToBytes);
		if (!Array.isArray(parsed)) return null;
		return parsed.flatMap((entry: unknown) => {
			const { geometry, style, text } = (entry ?? {}) as Record<string, unknown>;
			const shape = parseShape(createShapeId(), geometry, style);
			return shape === null ? [] : { shape, text: typeof text === 'string' ? text : '' };
		});
	} catch {
		// Not ours after all; the plain text beside it will do.
		return null;
	}
}

function notesOf(editor: Editor, text: string): Copied[] {
	const lines = text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');
	const texts = lines.length > MOST_NOTES ? [text.trim()] : lines;
	const { w, h } = kindOf('note').defaults;
	const base = newBase(editor, 'note');
	return texts.map((words, index) => ({
		shape: {
			...base,
			type: 'note',
			order: keyBetween(null, null),
			x: (index % NOTES_A_ROW) * (w + NOTE_GAP),
			y: Math.floor(index / NOTES_A_ROW) * (h + NOTE_GAP),
			w,
			h
		},
		text: words
	}));
}

function bytesToText(_key: string, value: unknown): unknown {
	if (!(value instanceof Uint8Array)) return value;
	return { base64: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join('')) };
}

function textToBytes(_key: string, value: unknown): unknown {
	const base64 = (value as { base64?: unknown } | null)?.base64;
	if (typeof base64 !== 'string') return value;
	return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
