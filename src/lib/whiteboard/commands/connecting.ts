import CornerUpLeft from '@lucide/svelte/icons/corner-up-left';
import CornerUpRight from '@lucide/svelte/icons/corner-up-right';
import IterationCcw from '@lucide/svelte/icons/iteration-ccw';
import MoveUpRight from '@lucide/svelte/icons/move-up-right';
import Spline from '@lucide/svelte/icons/spline';
import type { Point } from '#model/whiteboard/geometry.ts';
import { t } from '$lib/messages/whiteboard-connectors.ts';
import {
	addConnected,
	bendableArrows,
	bendArrows,
	connectSelected,
	loopSelected,
	straightenArrows
} from '../connections.ts';
import type { Editor } from '../editor.svelte.ts';
import { hasDots } from '../tools/edge-dots.ts';
import type { Command } from './command.ts';

export const connect: Command = {
	id: 'connect',
	group: 'arrange',
	label: () => t.connect,
	shortcuts: ['Shift+A'],
	writes: true,
	icon: Spline,
	menu: 'selection',
	blocked: (editor) =>
		editor.selectedShapes.filter(({ type }) => type !== 'arrow').length < 2 ? t.needsTwoToConnect : null,
	run(editor) {
		connectSelected(editor);
		editor.announce(t.connected);
	}
};

export const loop: Command = {
	id: 'loop',
	group: 'arrange',
	label: () => t.loop,
	shortcuts: [],
	writes: true,
	icon: IterationCcw,
	blocked: (editor) => (hasDots(editor.selectedShapes) ? null : t.needsOneToCopy),
	run(editor) {
		loopSelected(editor);
		editor.announce(t.looped);
	}
};

const bending = { group: 'arrange', writes: true } as const;
const needsArrow = (editor: Editor): string | null =>
	bendableArrows(editor).length === 0 ? t.needsBendable : null;

/** By the keyboard what the round handles on an arrow are for the pointer. */
export const BENDING: readonly Command[] = [
	...(['left', 'right'] as const).map((side): Command => ({
		...bending,
		id: `bend-${side}`,
		label: () => t.bend[side],
		shortcuts: [side === 'left' ? 'Shift+Q' : 'Shift+W'],
		icon: side === 'left' ? CornerUpLeft : CornerUpRight,
		blocked: needsArrow,
		run(editor) {
			bendArrows(editor, side);
			editor.announce(t.bent[side]);
		}
	})),
	{
		...bending,
		id: 'straighten',
		label: () => t.straighten,
		shortcuts: [],
		icon: MoveUpRight,
		menu: 'selection',
		blocked: (editor) => (bendableArrows(editor).some(({ bends }) => bends.length > 0) ? null : t.needsBent),
		run(editor) {
			straightenArrows(editor);
			editor.announce(t.straightened);
		}
	}
];

const SIDES = {
	right: ['Ctrl+ArrowRight', { x: 1, y: 0 }],
	left: ['Ctrl+ArrowLeft', { x: -1, y: 0 }],
	down: ['Ctrl+ArrowDown', { x: 0, y: 1 }],
	up: ['Ctrl+ArrowUp', { x: 0, y: -1 }]
} as const satisfies Record<string, readonly [string, Point]>;

/** By the keyboard what the dots beside a shape are for the pointer. */
export const connectedCopies: readonly Command[] = (['right', 'left', 'down', 'up'] as const).map((name) => {
	const [shortcut, side] = SIDES[name];
	return {
		id: `connected-copy-${name}`,
		group: 'arrange',
		label: () => t.connectedCopy[name],
		shortcuts: [shortcut],
		writes: true,
		blocked: (editor) => (hasDots(editor.selectedShapes) ? null : t.needsOneToCopy),
		run: (editor) => addConnected(editor, editor.selectedShapes[0]!, side)
	};
});
