import AlignCenterHorizontal from '@lucide/svelte/icons/align-center-horizontal';
import AlignCenterVertical from '@lucide/svelte/icons/align-center-vertical';
import AlignEndHorizontal from '@lucide/svelte/icons/align-end-horizontal';
import AlignEndVertical from '@lucide/svelte/icons/align-end-vertical';
import AlignStartHorizontal from '@lucide/svelte/icons/align-start-horizontal';
import AlignStartVertical from '@lucide/svelte/icons/align-start-vertical';
import type { Component } from 'svelte';
import { t } from '$lib/messages/whiteboard-commands.ts';
import { arrange, thingsOf } from '../arrange.ts';
import { aligned, type Side, SIDES } from '../arranging.ts';
import type { Command } from './command.ts';

const LOOKS: Readonly<Record<Side, { readonly icon: Component; readonly shortcut: string }>> = {
	left: { icon: AlignStartVertical, shortcut: 'Alt+Shift+A' },
	centre: { icon: AlignCenterVertical, shortcut: 'Alt+Shift+C' },
	right: { icon: AlignEndVertical, shortcut: 'Alt+Shift+D' },
	top: { icon: AlignStartHorizontal, shortcut: 'Alt+Shift+W' },
	middle: { icon: AlignCenterHorizontal, shortcut: 'Alt+Shift+M' },
	bottom: { icon: AlignEndHorizontal, shortcut: 'Alt+Shift+S' }
};

/** One for each side and both middles. */
export const ALIGNING: readonly Command[] = SIDES.map((side) => ({
	id: `align-${side}`,
	group: 'arrange',
	label: () => t.align[side],
	shortcuts: [LOOKS[side].shortcut],
	writes: true,
	icon: LOOKS[side].icon,
	blocked: (editor) => (thingsOf(editor).length < 2 ? t.needsTwo : null),
	run: (editor) => arrange(editor, (boxes, around) => aligned(boxes, around, side))
}));
