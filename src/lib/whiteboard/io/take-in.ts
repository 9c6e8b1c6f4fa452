import { toast } from '$lib/ui/toast.svelte.ts';
import { t } from '$lib/messages/whiteboard-io.ts';
import type { Point } from '#model/whiteboard/geometry.ts';
import { parseLink } from '#model/whiteboard/link.ts';
import { kindOf } from '#model/whiteboard/shapes/registry.ts';
import { parseDocumentName } from '#protocol/documents.ts';
import type { Copied } from '../copies.ts';
import type { Editor } from '../editor.svelte.ts';
import { addImages } from '../images/add-images.ts';
import type { Offered } from './bring-in.ts';
import { Changes } from './changes.ts';
import { type Drawing, drawingOf, MAX_FILE_BYTES, type Reading, type Refusal, shapeOf } from './drawing.ts';
import { tableInHtml } from './html-table.ts';
import { readOwn } from './own-read.ts';
import { placeDrawing } from './place.ts';
import { sourceIn } from './png-chunks.ts';
import { readDrawing } from './read-file.ts';
import { fitsTable, MOST_NOTES, notesOf, type Rows, tableOf } from './rows.ts';
import { parseSeparated } from './separated-values.ts';
import { readSvg } from './svg/read.ts';
import { sourceInSvg } from './svg-source.ts';

/** Longer than this, a pasted text wraps. */
const ONE_LINE = 80;
const COLUMN_WIDTH = 520;

/** Puts what was dropped or pasted on the board. Where it can be taken in more than one way, people are asked. */
export async function takeIn(editor: Editor, offered: Offered, at: Point): Promise<void> {
	if (offered.own !== '' && (await takeOwn(editor, offered.own, at))) return;
	if (offered.files.length > 0) return takeFiles(editor, offered.files, at);
	const rows = tableInHtml(offered.html);
	const cells = rows === null ? 0 : rows.length * (rows[0]?.length ?? 0);
	if (rows !== null && cells > 1 && fitsTable(rows)) return put(editor, tableOf(rows), at);
	return takeText(editor, offered.text, at);
}

/** Files are taken one after another; those that are images all at once, so that they lie side by side. */
export async function takeFiles(editor: Editor, files: readonly File[], at: Point): Promise<void> {
	const images: File[] = [];
	for (const file of files) {
		if (file.size > MAX_FILE_BYTES) refuse('too-large');
		else if (isSvg(file)) await takeSvg(editor, file, at);
		else if (file.type.startsWith('image/')) {
			const reading = await drawingInside(file);
			if (reading?.ok === true) askPicture(editor, reading, file, at);
			else images.push(file);
		} else if (isTable(file)) askRows(editor, parseSeparated(await file.text()), at);
		else await takeReading(editor, readDrawing(await file.text()), at);
	}
	if (images.length > 0) await addImages(editor, images, at);
}

function isSvg({ name, type }: File): boolean {
	return /\.svg$/iu.test(name) || type === 'image/svg+xml';
}

function isTable({ name, type }: File): boolean {
	return /\.(?:csv|tsv|tab)$/iu.test(name) || /^text\/(?:csv|tab-separated-values)/u.test(type);
}

async function drawingInside(file: File): Promise<Reading | null> {
	if (file.type !== 'image/png') return null;
	const source = await sourceIn(new Uint8Array(await file.arrayBuffer()));
	return source === null ? null : readOwn(source);
}

/** Shapes of ours from the clipboard. Returns whether they were. */
async function takeOwn(editor: Editor, json: string, at: Point): Promise<boolean> {
	const reading = readOwn(json);
	if (!reading.ok) return false;
	await bringImagesAlong(editor, reading.drawing, json);
	await placeDrawing(editor, reading.drawing, reading.changes, at);
	return true;
}

/** On the clipboard images are names only: of another board, they have to be fetched from there. */
async function bringImagesAlong(editor: Editor, { pieces }: Drawing, json: string): Promise<void> {
	const hashes = pieces.flatMap(({ shape }) => (shape.type === 'image' ? shape.hash : []));
	const { document } = JSON.parse(json) as { document?: unknown };
	const from = typeof document === 'string' ? parseDocumentName(document) : null;
	if (hashes.length === 0 || from === null || from === editor.images.document) return;
	const works = await editor.images.load();
	await works.bringFrom(from, hashes);
}

async function takeText(editor: Editor, text: string, at: Point): Promise<void> {
	const trimmed = text.trim();
	if (trimmed === '') return;
	if (trimmed.startsWith('{')) {
		const reading = readDrawing(trimmed);
		if (reading.ok) return takeReading(editor, reading, at);
	}
	if (/^(?:<\?xml[^>]*>\s*)?<svg[\s>]/u.test(trimmed))
		return takeSvg(editor, new File([trimmed], 'pasted.svg', { type: 'image/svg+xml' }), at);
	if (trimmed.includes('\t')) {
		const rows = parseSeparated(text, '\t');
		if (fitsTable(rows)) return put(editor, tableOf(rows), at);
	}
	const url = /^https?:\/\/\S+$/iu.test(trimmed) ? parseLink(trimmed) : null;
	if (url !== null) {
		const { w, h, style } = kindOf('link').defaults;
		return put(editor, [{ shape: shapeOf('link', { x: 0, y: 0, w, h, url, style }), text: '' }], at);
	}
	const lines = trimmed.split('\n').flatMap((line) => line.trim() || []);
	if (lines.length === 1 || lines.length > MOST_NOTES) return put(editor, [asText(editor, trimmed)], at);
	await put(editor, inColor(editor, notesOf(lines)), at);
	toast.show({
		text: t.pastedNotes(lines.length),
		action: {
			label: t.asOneText,
			run: () => {
				editor.undo();
				void put(editor, [asText(editor, trimmed)], at);
			}
		}
	});
}

function asText(editor: Editor, text: string): Copied {
	const isLong = text.split('\n').some((line) => line.length > ONE_LINE);
	const { w, h } = kindOf('text').defaults;
	const style = editor.styleFor('text');
	const size = { w: isLong ? COLUMN_WIDTH : w, h };
	return { shape: shapeOf('text', { x: 0, y: 0, ...size, autoWidth: !isLong, style }), text };
}

/** Notes in the colour that the person's notes have. */
export function inColor(editor: Editor, pieces: readonly Copied[]): Copied[] {
	const style = editor.styleFor('note');
	return pieces.map(({ shape, text }) => ({ shape: { ...shape, style }, text }));
}

async function takeSvg(editor: Editor, file: File, at: Point): Promise<void> {
	const svg = await file.text();
	const source = sourceInSvg(svg);
	const reading = source === null ? readSvg(svg) : readOwn(source);
	if (reading.ok) askPicture(editor, reading, file, at);
	else await addImages(editor, [file], at);
}

async function takeReading(editor: Editor, reading: Reading, at: Point): Promise<void> {
	if (!reading.ok) return refuse(reading.refusal);
	const { drawing, changes } = reading;
	await placeAndTell(editor, drawing, changes, at);
}

/** Puts a drawing on the board and says what of it is not as it was. */
export async function placeAndTell(
	editor: Editor,
	drawing: Drawing,
	changes: Changes,
	at: Point
): Promise<void> {
	const ids = await placeDrawing(editor, drawing, changes, at);
	if (ids.length === 0) return refuse('empty');
	const box = editor.scene.boundsOf(ids);
	if (box !== null && (box.w > editor.visible.w || box.h > editor.visible.h)) editor.fit(box);
	const told = changes.list;
	if (told.length === 0) {
		toast.show({ text: t.imported(ids.length), kind: 'good' });
		return;
	}
	editor.questions.put({ ask: 'nothing', added: ids.length, changes: told });
	editor.panels.open('intake');
}

async function put(editor: Editor, pieces: readonly Copied[], at: Point): Promise<void> {
	const changes = new Changes();
	const reading = drawingOf(pieces, changes);
	if (!reading.ok) return refuse(reading.refusal);
	await placeDrawing(editor, reading.drawing, changes, at);
}

function askPicture(
	editor: Editor,
	{ drawing, changes }: Extract<Reading, { ok: true }>,
	file: Blob,
	at: Point
): void {
	editor.questions.put({ ask: 'picture', drawing, changes, file, at });
	editor.panels.open('intake');
}

function askRows(editor: Editor, rows: Rows, at: Point): void {
	if (rows.length === 0) return refuse('empty');
	editor.questions.put({ ask: 'rows', rows, at });
	editor.panels.open('intake');
}

function refuse(refusal: Refusal): void {
	toast.show({ text: t.refusals[refusal], kind: 'problem' });
}
