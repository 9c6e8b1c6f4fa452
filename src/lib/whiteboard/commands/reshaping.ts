import MoveDown from '@lucide/svelte/icons/move-down';
import MoveLeft from '@lucide/svelte/icons/move-left';
import MoveRight from '@lucide/svelte/icons/move-right';
import MoveUp from '@lucide/svelte/icons/move-up';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import RotateCw from '@lucide/svelte/icons/rotate-cw';
import type { Component } from 'svelte';
import { t } from '$lib/messages/whiteboard-commands.ts';
import type { Editor } from '../editor.svelte.ts';
import { notResizable, notTurnable, resizeBy, turnBy } from '../reshaping.ts';
import type { Command } from './command.ts';

/** In board units: a held key grows a shape at a speed that one can follow. */
const STEP = 8;

interface Reshaping {
	readonly id: string;
	readonly label: () => string;
	readonly shortcut: string;
	readonly icon: Component;
	readonly blocked: (editor: Editor) => string | null;
	readonly run: (editor: Editor) => void;
}

function command({ shortcut, ...rest }: Reshaping): Command {
	return { ...rest, group: 'arrange', shortcuts: [shortcut], writes: true };
}

const resizing = (
	id: string,
	label: () => string,
	icon: Component,
	[arrow, dx, dy]: readonly [string, number, number]
): Command =>
	command({
		id,
		label,
		icon,
		shortcut: `Ctrl+Shift+${arrow}`,
		blocked: notResizable,
		run: (editor) => resizeBy(editor, dx * STEP, dy * STEP)
	});

const turning = (
	id: string,
	label: () => string,
	icon: Component,
	[shortcut, direction]: readonly [string, 1 | -1]
): Command =>
	command({
		id,
		label,
		icon,
		shortcut,
		blocked: notTurnable,
		run: (editor) => turnBy(editor, direction, shortcut.startsWith('Alt+'))
	});

/** By the keyboard what the handles around a selection are for the pointer. */
export const RESHAPING: readonly Command[] = [
	resizing('wider', () => t.wider, MoveRight, ['ArrowRight', 1, 0]),
	resizing('narrower', () => t.narrower, MoveLeft, ['ArrowLeft', -1, 0]),
	resizing('higher', () => t.higher, MoveDown, ['ArrowDown', 0, 1]),
	resizing('lower', () => t.lower, MoveUp, ['ArrowUp', 0, -1]),
	turning('turn-right', () => t.turnRight, RotateCw, ['.', 1]),
	turning('turn-left', () => t.turnLeft, RotateCcw, [',', -1]),
	turning('turn-right-a-little', () => t.turnRightALittle, RotateCw, ['Alt+.', 1]),
	turning('turn-left-a-little', () => t.turnLeftALittle, RotateCcw, ['Alt+,', -1])
];
