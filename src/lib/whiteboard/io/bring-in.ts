import { toast } from '$lib/ui/toast.svelte.ts';
import { t as ui } from '$lib/messages/ui.ts';
import type { Point } from '#model/whiteboard/geometry.ts';
import type { Editor } from '../editor.svelte.ts';
import { SHAPES_TYPE } from './shapes-type.ts';

/** What is dropped or pasted: it can be read only while the event lasts. */
export interface Offered {
	/** Shapes of ours, see own-write.ts; they may also be in the HTML. */
	readonly own: string;
	readonly html: string;
	readonly text: string;
	readonly files: readonly File[];
}

export function offeredBy(data: DataTransfer): Offered {
	return {
		own: data.getData(SHAPES_TYPE),
		html: data.getData('text/html'),
		text: data.getData('text/plain'),
		files: [...data.files]
	};
}

/** Puts what is offered on the board around a point, with what that takes fetched now. Returns whether there is anything. */
export function bringIn(editor: Editor, offered: Offered, at: Point): boolean {
	const { own, html, text, files } = offered;
	if (editor.readonly || (own === '' && html === '' && text.trim() === '' && files.length === 0))
		return false;
	import('./take-in.ts')
		.then(({ takeIn }) => takeIn(editor, offered, at))
		.catch(() => toast.show({ text: ui.notLoaded, kind: 'problem' }));
	return true;
}
