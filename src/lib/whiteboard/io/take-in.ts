import { toast } from '$lib/ui/toast.svelte.ts';
import { t } from '$lib/messages/whiteboard-io.ts';
import type { Point } from '#model/whiteboard/geometry.ts';
import { parseLink } from '#model/whiteboard/link.ts';
import { kindOf } from '#model/whiteboard/shapes/registry.ts';
import { parseDocumentName } from '#protocol/documents.ts';
import { shapesInHtml } from '../clipboard-html.ts';
import type { Copied } from '../copies.ts';
import type { Editor } from '../editor.svelte.ts';
import { addImages } from '../images/add-images.ts';
import type { Offered } from './bring-in.ts';
import { Changes } from './changes.ts';
import { type Drawing, drawingOf, MAX_FILE_BYTES, type Reading, type Refusal, shapeOf } from './drawing.ts';
import { tableInHtml } from './html-table.ts';
import { readOwn } from './own-read.ts';
import { placeDrawing } from './place.ts';
import type { Progress } from './progress.svelte.ts';
import { Reader } from './reader.ts';
import type { Read } from './reading-parts.ts';
import { fitsTable, MOST_NOTES, notesOf, type Rows, tableOf } from './rows.ts';
import { parseSeparated } from './separated-values.ts';
import { withProgress } from './with-progress.ts';

/** Longer than this, a pasted text wraps. */
const ONE_LINE = 80;
const COLUMN_WIDTH = 520;

/** Puts what was dropped or pasted on the board. Where it can be taken in more than one way, people are asked. */
export async function takeIn(editor: Editor, offered: Offered, at: Point): Promise<void> {
	const own = offered.own || shapesInHtml(offered.html);
	if (own !== '' && (await takeOwn(editor, own, at))) return;
	if (offered.files.length > 0) return takeFiles(editor, offered.files, at);
	const rows = tableInHtml(offered.html);
	const cells = rows === null ? 0 : rows.length * (rows[0]?.length ?? 0);
	if (rows !== null && cells > 1 && fitsTable(rows)) return put(editor, tableOf(rows), at);
	return takeText(editor, offered.text, at);
}

/** Files are taken one after another; those that are images all at once, so that they lie side by side. */
export async function takeFiles(editor: Editor, files: readonly File[], at: Point): Promise<void> {
	const images: File[] = [];
	await withReader(editor, async (reader, progress) => {
		for (const file of files) {
			if (file.size > MAX_FILE_BYTES) refuse('too-large');
			else if (isTable(file)) askRows(editor, parseSeparated(await file.text()), at);
			else if (isSvg(file) || file.type === 'image/png') {
				const read = await reader.read({ as: isSvg(file) ? 'svg' : 'png', content: file });
				if (read?.ok === true) askPicture(editor, read, file, at);
				else images.push(file);
			} else if (file.type.startsWith('image/')) images.push(file);
			else await takeReading(editor, await reader.read({ as: 'drawing', content: file }), at, progress);
		}
	});
	if (images.length > 0) await addImages(editor, images, at);
}

/** Reads beside the page, and lets people see how far it is. What fails is said in words. */
async function withReader(
	editor: Editor,
	act: (reader: Reader, progress: Progress) => Promise<void>
): Promise<void> {
	await withProgress(editor, async (progress) => {
		const reader = new Reader(progress.signal);
		try {
			await act(reader, progress);
		} finally {
			reader.close();
		}
	});
}

function isSvg({ name, type }: File): boolean {
	return /\.svg$/iu.test(name) || type === 'image/svg+xml';
}

function isTable({ name, type }: File): boolean {
	return /\.(?:csv|tsv|tab)$/iu.test(name) || /^text\/(?:csv|tab-separated-values)/u.test(type);
}

/** Less is read at once, before a worker would have started. */
const AT_ONCE = 200_000;

/** Shapes of ours from the clipboard. Returns whether they were. */
async function takeOwn(editor: Editor, json: string, at: Point): Promise<boolean> {
	let isOwn = true;
	await withReader(editor, async (reader, progress) => {
		const read = json.length < AT_ONCE ? readOwn(json) : await reader.read({ as: 'drawing', content: json });
		isOwn = read?.ok === true;
		if (read?.ok !== true) return;
		await bringImagesAlong(editor, read.drawing, json);
		await placeDrawing(editor, read.drawing, read.changes, at, { progress });
	});
	return isOwn;
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
	if (trimmed.startsWith('{') && (await takeJson(editor, trimmed, at))) return;
	if (/^(?:<\?xml[^>]*>\s*)?<svg[\s>]/u.test(trimmed))
		return takeFiles(editor, [new File([trimmed], 'pasted.svg', { type: 'image/svg+xml' })], at);
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

/** A drawing that was copied as text. Returns whether it was one. */
async function takeJson(editor: Editor, json: string, at: Point): Promise<boolean> {
	let isDrawing = true;
	await withReader(editor, async (reader, progress) => {
		const read = await reader.read({ as: 'drawing', content: json });
		isDrawing = read?.ok === true;
		if (isDrawing) await takeReading(editor, read, at, progress);
	});
	return isDrawing;
}

function asText(editor: Editor, text: string): Copied {
	const isLong = text.split('\n').some((line) => line.length > ONE_LINE);
	const { w, h } = kindOf('text').defaults;
	const style = editor.nextStyle.styleFor('text');
	const size = { w: isLong ? COLUMN_WIDTH : w, h };
	return { shape: shapeOf('text', { x: 0, y: 0, ...size, autoWidth: !isLong, style }), text };
}

/** Notes in the colour that the person's notes have. */
export function inColor(editor: Editor, pieces: readonly Copied[]): Copied[] {
	const style = editor.nextStyle.styleFor('note');
	return pieces.map(({ shape, text }) => ({ shape: { ...shape, style }, text }));
}

async function takeReading(editor: Editor, read: Read, at: Point, progress: Progress): Promise<void> {
	if (read === null) return;
	if (!read.ok) return refuse(read.refusal);
	await place(editor, read.drawing, read.changes, at, progress);
}

/** Puts a drawing on the board, and says what of it is not as it was. */
export function placeAndTell(editor: Editor, drawing: Drawing, changes: Changes, at: Point): Promise<void> {
	return withProgress(editor, (progress) => place(editor, drawing, changes, at, progress));
}

async function place(
	editor: Editor,
	drawing: Drawing,
	changes: Changes,
	at: Point,
	progress: Progress
): Promise<void> {
	const ids = await placeDrawing(editor, drawing, changes, at, { progress });
	if (ids.length === 0) return refuse('empty');
	const box = editor.scene.boundsOf(ids);
	if (box !== null && (box.w > editor.visible.w || box.h > editor.visible.h)) editor.fit(box);
	const told = changes.list;
	if (told.length === 0) {
		toast.show({ text: t.imported(ids.length), kind: 'good' });
		return;
	}
	editor.questions.add({ ask: 'nothing', added: ids.length, changes: told });
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
	editor.questions.add({ ask: 'picture', drawing, changes, file, at });
	editor.panels.open('intake');
}

function askRows(editor: Editor, rows: Rows, at: Point): void {
	if (rows.length === 0) return refuse('empty');
	editor.questions.add({ ask: 'rows', rows, at });
	editor.panels.open('intake');
}

function refuse(refusal: Refusal): void {
	toast.show({ text: t.refusals[refusal], kind: 'problem' });
}
