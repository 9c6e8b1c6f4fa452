import { t } from '$lib/messages/whiteboard.ts';
import { isEnabled, type Command } from '../commands/command.ts';
import type { Editor } from '../editor.svelte.ts';
import { moveBy } from '../edits.ts';
import { chainFrom } from '../new-note.ts';
import { ONE_LINE } from '../writing.svelte.ts';
import { ARROWS } from './arrows.ts';
import type { Pointers } from './pointers.ts';

const NUDGE = 4;
const BIG_NUDGE = 24;
const PAN_PX = 80;

/** A key on the board. Returns whether it meant something, and must not mean anything else. */
export function onKeyDown(event: KeyboardEvent, editor: Editor, pointers: Pointers): boolean {
	const { keys, commands } = editor;
	if (!keys.isHeld) return meaning(event, editor, pointers);
	keys.add(() => {
		// Space that was held is let go by now; it may have been meant for a text.
		if (event.key !== ' ' || editor.typedAhead.awaited !== null) meaning(event, editor, pointers);
	});
	return commands.hasKey(event);
}

function meaning(event: KeyboardEvent, editor: Editor, pointers: Pointers): boolean {
	if (editor.typedAhead.awaited !== null) {
		const isMeant = meaningToField(event, editor);
		if (isMeant !== null) return isMeant;
	}
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
		const isLate = editor.commands.hasKey(event);
		// With Ctrl the browser would do something of its own meanwhile, but for the arrows and what is kept from it.
		const mayComeTo = isLate || arrow !== undefined || (!event.ctrlKey && !event.metaKey);
		if (mayComeTo && !editor.commands.areAll)
			editor.keys.hold(editor.commands.load(), () => meaning(event, editor, pointers));
		return isLate;
	}
	// What was typed for the text is written before anything else is done.
	if (editor.typedAhead.awaited === 'text') editor.edit(null);
	runByKey(command, editor);
	return !(command.writes && editor.readonly);
}

/**
 * A field that was asked for may still be on its way: letters meant for it are no commands, and the keys that end it in time
 * end it now. `null`: the key is none of the field's.
 */
function meaningToField(event: KeyboardEvent, editor: Editor): boolean | null {
	const { awaited } = editor.typedAhead;
	const withModifier = event.ctrlKey || event.metaKey;
	if (event.key === 'Escape' && awaited !== null && awaited !== 'text') {
		editor.panels.close(awaited);
		return true;
	}
	if (awaited === 'text' && endsText(event, editor)) {
		const written = editor.editing;
		editor.edit(null);
		return event.key !== 'Tab' || chainFrom(editor, written, event.shiftKey ? -1 : 1);
	}
	if (editor.typedAhead.keep(event)) return true;
	return withModifier || event.altKey ? null : false;
}

/** As in the field itself. */
function endsText(event: KeyboardEvent, editor: Editor): boolean {
	if (event.key !== 'Enter') return event.key === 'Escape' || event.key === 'Tab';
	const type = editor.selectedShapes[0]?.type;
	return event.ctrlKey || event.metaKey || (type !== undefined && ONE_LINE.includes(type));
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
