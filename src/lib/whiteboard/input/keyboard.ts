import { t } from '$lib/messages/whiteboard.ts';
import { isEnabled, type Command } from '../commands/command.ts';
import type { Editor } from '../editor.svelte.ts';
import { moveBy } from '../edits.ts';
import { ARROWS } from './arrows.ts';
import type { Pointers } from './pointers.ts';

const NUDGE = 4;
const BIG_NUDGE = 24;
const PAN_PX = 80;

/** A key on the board. Returns whether it meant something, and must not mean anything else. */
export function onKeyDown(event: KeyboardEvent, editor: Editor, pointers: Pointers): boolean {
	if (!editor.commands.isAwaited) return meaning(event, editor, pointers);
	editor.commands.later(() => meaning(event, editor, pointers));
	return editor.commands.matching(event) !== null;
}

function meaning(event: KeyboardEvent, editor: Editor, pointers: Pointers): boolean {
	// The field for a text may still be on its way: letters meant for it are no commands.
	if (editor.typedAhead.keep(event)) return true;
	if (event.key === ' ') {
		pointers.holdsSpace = true;
		return true;
	}
	if (event.key === 'Escape' && pointers.busy) {
		pointers.cancel();
		return true;
	}
	const arrow = ARROWS[event.key];
	if (arrow !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
		onArrow(editor, arrow, event.shiftKey);
		return true;
	}
	const command = editor.commands.matching(event);
	if (command === null) {
		// With Ctrl the browser has done something of its own by then, but for the arrows.
		if (arrow !== undefined || (!event.ctrlKey && !event.metaKey))
			editor.commands.later(() => meaning(event, editor, pointers));
		return false;
	}
	runByKey(command, editor);
	return !(command.writes && editor.readonly);
}

function runByKey(command: Command, editor: Editor): void {
	if (!isEnabled(command, editor)) return;
	if (command.runByKey === undefined) command.run(editor);
	else command.runByKey(editor);
}

/** Arrows move what is selected, and the paper when nothing is. */
function onArrow(editor: Editor, [x, y]: readonly [number, number], big: boolean): void {
	if (editor.selection.size === 0 || editor.readonly) {
		const step = big ? 3 * PAN_PX : PAN_PX;
		editor.pan(-x * step, -y * step);
		return;
	}
	const step = big ? BIG_NUDGE : NUDGE;
	moveBy(editor, editor.selection, x * step, y * step, 'move');
	const box = editor.scene.boundsOf(editor.selection);
	if (box !== null) editor.announce(t.movedTo(Math.round(box.x), Math.round(box.y)));
}
