import type { Command } from './command.ts';

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'> & {
	getModifierState?(name: string): boolean;
};

/**
 * What browsers do something of their own with, and boards do other things with, by commands that come late (more.ts): until
 * then the keys are kept from the browser, and wait. `Ctrl+C` and its kin come as events of their own.
 */
export const LATE_SHORTCUTS: readonly string[] =
	'A D F G O [ ] Shift+A Shift+E Shift+G Shift+L Alt+C Alt+L Alt+P Alt+V'
		.split(' ')
		.map((key) => `Ctrl+${key}`);

/** Whether a command that comes late has this key. */
export function isLate(event: Key): boolean {
	return LATE_SHORTCUTS.includes(shortcutOf(event));
}

/** The command that a key asks for. Letters are compared as typed, so that every keyboard layout has its own. */
export function matching(commands: readonly Command[], event: Key): Command | null {
	const pressed = shortcutOf(event);
	return (
		commands.find(({ shortcuts, hasOwnEvent }) => hasOwnEvent !== true && shortcuts.includes(pressed)) ?? null
	);
}

/** A key as shortcuts name it: `Ctrl+Shift+Z`. */
function shortcutOf(event: Key): string {
	// AltGr makes letters of its own on many keyboards, and calls itself Ctrl and Alt.
	if (event.getModifierState?.('AltGraph') === true) return event.key;
	const digit = digitUnderShift(event);
	if (digit !== null) return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}Shift+${digit}`;
	const key = event.altKey
		? keyUnderAlt(event)
		: event.key.length === 1
			? event.key.toUpperCase()
			: event.key;
	const isLetter = /^\p{L}$/u.test(key);
	return [
		event.ctrlKey || event.metaKey ? 'Ctrl+' : '',
		event.altKey ? 'Alt+' : '',
		event.shiftKey && (isLetter || key.length > 1) ? 'Shift+' : '',
		key
	].join('');
}

const SIGNS: Readonly<Record<string, string>> = { Comma: ',', Period: '.' };

/** With Alt, a Mac types other letters and signs than those on the keys. */
function keyUnderAlt({ key, code }: Key): string {
	if (key === ',' || key === '.') return key;
	return /^Key[A-Z]$/.test(code) ? code.slice(3) : (SIGNS[code] ?? key);
}

/**
 * With Shift, each layout has other signs on the digits, and one of them may be a shortcut elsewhere; some have the plus
 * there, which means itself.
 */
function digitUnderShift({ key, code, shiftKey, altKey }: Key): string | null {
	return shiftKey && !altKey && key !== '+' && /^Digit\d$/.test(code) ? code.slice(5) : null;
}
