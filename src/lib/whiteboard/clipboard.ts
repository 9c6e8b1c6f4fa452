import { readingOrder } from '#model/whiteboard/reading-order.ts';
import { byOrder } from '#model/order.ts';
import { htmlOfShapes } from './clipboard-html.ts';
import { copiesOf } from './copies.ts';
import { deleteShapes } from './edits.ts';
import type { Editor } from './editor.svelte.ts';
import { withContents } from './frames.ts';
import { ownJson } from './io/own-write.ts';
import { SHAPES_TYPE } from './io/shapes-type.ts';

/** Puts the selection on the clipboard, as shapes, as HTML and as plain text. Returns whether there was one. */
export function copySelection(editor: Editor, data: DataTransfer): boolean {
	const ids = withContents(editor.board.shapes, editor.selection);
	const pieces = copiesOf(editor, ids).sort((a, b) => byOrder(a.shape, b.shape));
	if (pieces.length === 0) return false;
	const json = ownJson(pieces, '', {}, { document: editor.images.document });
	const texts = readingOrder(pieces.map(({ shape }) => shape)).map(({ id }) => editor.board.textOf(id));
	data.setData(SHAPES_TYPE, json);
	data.setData('text/html', htmlOfShapes(json, texts));
	data.setData('text/plain', texts.filter((text) => text !== '').join('\n'));
	return true;
}

/** Copies the selection and takes it away. */
export function cutSelection(editor: Editor, data: DataTransfer): boolean {
	if (editor.readonly || !copySelection(editor, data)) return false;
	deleteShapes(editor, editor.selection);
	return true;
}
