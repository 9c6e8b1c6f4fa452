import { describe, expect, it } from 'vitest';
import { isLate, LATE_SHORTCUTS, matching as matchingAmong } from './matching.ts';
import { MORE_COMMANDS } from './more.ts';
import { FIRST_COMMANDS } from './registry.ts';

const COMMANDS = [...FIRST_COMMANDS, ...MORE_COMMANDS];
const matching = (event: ReturnType<typeof key>) => matchingAmong(COMMANDS, event);

const key = (pressed: string, modifiers: Partial<KeyboardEvent> = {}) => ({
	key: pressed,
	code: '',
	ctrlKey: false,
	metaKey: false,
	shiftKey: false,
	altKey: false,
	...modifiers
});

describe('commands', () => {
	it('never share a shortcut or a name', () => {
		const shortcuts = COMMANDS.flatMap((command) => command.shortcuts);
		expect(new Set(shortcuts).size).toBe(shortcuts.length);
		expect(new Set(COMMANDS.map((command) => command.id)).size).toBe(COMMANDS.length);
		for (const command of COMMANDS) expect(command.label()).not.toBe('');
	});

	it('answer to their keys, on a Mac too', () => {
		expect(matching(key('≥', { altKey: true, code: 'Period' }))?.id, 'a Mac').toBe('turn-right-a-little');
		expect(matching(key('ArrowRight', { ctrlKey: true, shiftKey: true }))?.id).toBe('wider');
		expect(matching(key('n'))?.id).toBe('tool-note');
		expect(matching(key('z', { ctrlKey: true }))?.id).toBe('undo');
		expect(matching(key('z', { metaKey: true, shiftKey: true }))?.id).toBe('redo');
		expect(matching(key('y', { ctrlKey: true }))?.id).toBe('redo');
		expect(matching(key('+', { shiftKey: true }))?.id).toBe('zoom-in');
		expect(matching(key('+', { shiftKey: true, code: 'Digit1' }))?.id, 'a Swiss keyboard').toBe('zoom-in');
		expect(matching(key('!', { shiftKey: true, code: 'Digit1' }))?.id).toBe('fit');
		expect(matching(key('"', { shiftKey: true, code: 'Digit2' }))?.id).toBe('fit-selection');
		expect(matching(key('=', { shiftKey: true, code: 'Digit0' }))?.id, 'a German keyboard').toBe(
			'actual-size'
		);
	});

	it('keep their keys from the browser before they have come', () => {
		const late = MORE_COMMANDS.filter(({ hasOwnEvent }) => hasOwnEvent !== true)
			.flatMap(({ shortcuts }) => shortcuts)
			// The browser does nothing of its own with the arrows of a board.
			.filter((shortcut) => shortcut.startsWith('Ctrl+') && !shortcut.includes('Arrow'));
		expect([...LATE_SHORTCUTS].sort()).toEqual(late.sort());
		expect(isLate(key('o', { ctrlKey: true }))).toBe(true);
		expect(isLate(key('o'))).toBe(false);
	});

	it('leave the browser its own keys', () => {
		expect(matching(key('n', { ctrlKey: true }))).toBeNull();
		expect(matching(key('r', { ctrlKey: true }))).toBeNull();
		for (const clipboard of ['c', 'x', 'v']) expect(matching(key(clipboard, { ctrlKey: true }))).toBeNull();
		expect(matching(key('ArrowLeft', { altKey: true }))).toBeNull();
	});
});
