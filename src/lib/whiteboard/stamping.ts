import { STAMPS, type StampName } from '#model/whiteboard/shapes/stamp.ts';
import { t } from '$lib/messages/whiteboard.ts';
import { replaceAll } from './edits.ts';
import type { Editor } from './editor.svelte.ts';

/** Makes this the next stamp, and what the selected ones show. */
export function chooseStamp(editor: Editor, stamp: StampName): void {
	editor.nextStyle.stamp = stamp;
	const selected = editor.unlockedShapes.filter((shape) => shape.type === 'stamp');
	replaceAll(
		editor,
		selected.map((shape) => ({ ...shape, stamp }))
	);
	editor.announce(t.shapeName(t.types.stamp, t.stamps[stamp]));
}

/** Its key takes the tool in hand, and from then on goes through the stamps. */
export function stampByKey(editor: Editor): void {
	const next = STAMPS[(STAMPS.indexOf(editor.nextStyle.stamp) + 1) % STAMPS.length]!;
	if (editor.tool === 'stamp') chooseStamp(editor, next);
	else {
		editor.use('stamp');
		chooseStamp(editor, editor.nextStyle.stamp);
	}
}
