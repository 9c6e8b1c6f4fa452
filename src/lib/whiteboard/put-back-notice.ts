import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { t } from '$lib/messages/whiteboard-put-back.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { Editor } from './editor.svelte.ts';
import { nameOfShape } from './shape-names.ts';

/** `isPart`: only rows or columns of it were gone. */
export function sayPutBack(editor: Editor, shape: Shape, isPart: boolean): void {
	const run = (): void => editor.reveal(shape.id);
	const name = nameOfShape(editor.board, shape);
	toast.show({ text: isPart ? t.putBackPart(name) : t.putBack(name), action: { label: t.show, run } });
}
