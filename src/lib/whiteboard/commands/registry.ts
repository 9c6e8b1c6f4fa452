import type { Command } from './command.ts';
import { EDIT_COMMANDS } from './edit.ts';
import { TOOL_COMMANDS } from './tools.ts';
import { VIEW_COMMANDS } from './view.ts';

/** Everything that people can ask the whiteboard for. */
export const COMMANDS: readonly Command[] = [
	...TOOL_COMMANDS,
	...Object.values(EDIT_COMMANDS),
	...Object.values(VIEW_COMMANDS)
];

/** The command that a key asks for. Letters are compared as typed, so that every keyboard layout has its own. */
export function matching(
	event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>
): Command | null {
	if (event.altKey) return null;
	const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
	const ctrl = event.ctrlKey || event.metaKey;
	const isLetter = /^\p{L}$/u.test(key);
	const pressed = `${ctrl ? 'Ctrl+' : ''}${event.shiftKey && (isLetter || key.length > 1) ? 'Shift+' : ''}${key}`;
	return COMMANDS.find((command) => command.shortcuts.includes(pressed)) ?? null;
}
