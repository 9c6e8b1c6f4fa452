import Spline from '@lucide/svelte/icons/spline';
import type { Point } from '#model/whiteboard/geometry.ts';
import { t } from '$lib/messages/whiteboard-connectors.ts';
import { addConnected, connectSelected } from '../connections.ts';
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
