import { toast } from '$lib/ui/toast.svelte.ts';
import { t } from '$lib/messages/whiteboard-io.ts';
import type { Editor } from '../editor.svelte.ts';

/** Puts a picture of the selection on the clipboard. */
export function copyAs(editor: Editor, format: 'png' | 'svg'): void {
	// Browsers allow it only as long as the click is answered: the picture itself may come later.
	copied(editor, format).then(
		() => toast.show({ text: t.copied, kind: 'good' }),
		() => toast.show({ text: t.copyRefused, kind: 'problem' })
	);
}

async function copied(editor: Editor, format: 'png' | 'svg'): Promise<void> {
	const item = format === 'png' ? { 'image/png': pictureOf(editor, 'png') } : { 'text/plain': svgOf(editor) };
	await navigator.clipboard.write([new ClipboardItem(item)]);
}

/** As text, which is what editors and drawing programs take an SVG from. */
async function svgOf(editor: Editor): Promise<Blob> {
	return new Blob([await (await pictureOf(editor, 'svg')).text()], { type: 'text/plain' });
}

async function pictureOf(editor: Editor, format: 'png' | 'svg'): Promise<Blob> {
	const [{ exported }, { piecesOf }, { imageBytesOf }] = await Promise.all([
		import('./export/formats.ts'),
		import('./export/picture.ts'),
		import('./export/image-bytes.ts')
	]);
	return exported(format, piecesOf(editor, { of: 'selection' }), {
		title: '',
		theme: 'light',
		withPaper: false,
		scale: 2,
		byFrame: false,
		imageBytes: imageBytesOf(editor),
		comments: [],
		words: t.outline
	});
}
