import Lock from '@lucide/svelte/icons/lock';
import LockOpen from '@lucide/svelte/icons/lock-open';
import { t } from '$lib/messages/whiteboard-commands.ts';
import { amendAll } from '../edits.ts';
import type { Command } from './command.ts';
import { needsAny } from './needs.ts';

/** Locks what is selected, or unlocks it where all of it is locked. */
export const toggleLock: Command = {
	id: 'lock',
	group: 'arrange',
	label: () => t.lockOrUnlock,
	shortcuts: ['Ctrl+Shift+L'],
	writes: true,
	icon: Lock,
	blocked: needsAny,
	run: (editor) => (editor.unlockedShapes.length > 0 ? lock : unlock).run(editor)
};

export const lock: Command = {
	id: 'lock-only',
	group: 'arrange',
	label: () => t.lock,
	shortcuts: [],
	writes: true,
	icon: Lock,
	menu: 'selection',
	blocked: (editor) => (editor.unlockedShapes.length === 0 ? t.needsUnlocked : null),
	run(editor) {
		const shapes = editor.unlockedShapes;
		amendAll(
			editor,
			shapes.map((shape) => ({ ...shape, locked: true }))
		);
		editor.announce(t.locked(shapes.length));
	}
};

export const unlock: Command = {
	id: 'unlock',
	group: 'arrange',
	label: () => t.unlock,
	shortcuts: [],
	writes: true,
	icon: LockOpen,
	menu: 'selection',
	blocked: (editor) => (editor.selectedShapes.some(({ locked }) => locked) ? null : t.needsLocked),
	run(editor) {
		const shapes = editor.selectedShapes.filter(({ locked }) => locked);
		amendAll(
			editor,
			shapes.map((shape) => ({ ...shape, locked: false }))
		);
		editor.announce(t.unlocked(shapes.length));
	}
};

export const unlockAll: Command = {
	id: 'unlock-all',
	group: 'board',
	label: () => t.unlockAll,
	shortcuts: [],
	writes: true,
	icon: LockOpen,
	menu: 'board',
	blocked: (editor) =>
		[...editor.board.shapes.values()].some(({ locked }) => locked) ? null : t.nothingLocked,
	run(editor) {
		const shapes = [...editor.board.shapes.values()].filter(({ locked }) => locked);
		amendAll(
			editor,
			shapes.map((shape) => ({ ...shape, locked: false }))
		);
		editor.announce(t.unlocked(shapes.length));
	}
};
