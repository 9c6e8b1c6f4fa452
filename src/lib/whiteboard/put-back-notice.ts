import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { t } from '$lib/messages/whiteboard-put-back.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { Editor } from './editor.svelte.ts';
import { nameOfShape } from './shape-names.ts';

export function sayPutBack(editor: Editor, shape: Shape): void {
	const run = (): void => editor.reveal(shape.id);
	toast.show({ text: t.putBack(nameOfShape(editor.board, shape)), action: { label: t.show, run } });
}
