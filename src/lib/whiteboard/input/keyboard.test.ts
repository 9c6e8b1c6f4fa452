import { describe, expect, it } from 'vitest';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { make, newBase, newShapeAt } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import { openEditor } from '../test-editors.ts';
import { onKeyDown } from './keyboard.ts';
import type { Pointers } from './pointers.ts';

interface Modifiers {
	readonly ctrlKey?: boolean;
	readonly shiftKey?: boolean;
}

/** Somebody at the keyboard of a board whose later parts are still being fetched. */
function typist() {
	const { editor, close } = openEditor('ada');
	const pointers = { busy: false, holdsSpace: false } as Pointers;
	const press = (key: string, modifiers: Modifiers = {}): boolean => {
		const plain = { ctrlKey: false, shiftKey: false, metaKey: false, altKey: false, code: '' };
		const event = { ...plain, ...modifiers, key, getModifierState: () => false };
		return onKeyDown(event as unknown as KeyboardEvent, editor, pointers);
	};
	const type = (words: string): void => [...words].forEach((letter) => press(letter));
	return { editor, pointers, press, type, close };
}

const settled = (editor: Editor) =>
	expect.poll(() => editor.keys.isHeld, { message: 'all has come' }).toBe(false);
const typesOn = (editor: Editor) => [...editor.scene.items()].map(({ shape }) => shape.type).sort();
const textsOn = ({ board }: Editor) => [...board.shapes.keys()].map((id) => board.textOf(id).trim()).sort();

function selectedNote(editor: Editor): ShapeId {
	const note = newShapeAt(editor, 'note', { x: 0, y: 0 });
	make(editor, note);
	editor.select([note.id]);
	return note.id;
}

describe('while a command is on its way', () => {
	it('keys keep their order', async () => {
		const { editor, press, type, close } = typist();
		selectedNote(editor);
		press('ArrowRight', { ctrlKey: true });
		type('Goal');
		await settled(editor);
		expect(editor.panels.isOpen('list'), 'the “l” was a letter of the note').toBe(false);
		expect(editor.typedAhead.take('text')).toBe('Goal');
		expect(typesOn(editor)).toEqual(['arrow', 'note', 'note']);
		close();
	});

	it('Space that was let go meanwhile is not held', async () => {
		const { editor, pointers, press, close } = typist();
		selectedNote(editor);
		press('d', { ctrlKey: true });
		press('j');
		press(' ');
		await settled(editor);
		expect(pointers.holdsSpace).toBe(false);
		close();
	});
});

describe('while the field for a text is on its way', () => {
	it('a note is written, ended and connected to the next, all at once', async () => {
		const { editor, press, type, close } = typist();
		await editor.commands.load();
		press('n');
		type('Start');
		press('Escape');
		expect(editor.editing).toBeNull();
		press('ArrowRight', { ctrlKey: true });
		type('Goal');
		press('Escape');
		expect(textsOn(editor)).toEqual(['', 'Goal', 'Start']);
		expect(typesOn(editor)).toEqual(['arrow', 'note', 'note']);
		editor.undo();
		editor.undo();
		expect(textsOn(editor)).toEqual(['Start']);
		close();
	});

	it('the same with the commands still to come', async () => {
		const { editor, press, type, close } = typist();
		press('n');
		type('Start');
		press('Escape');
		press('ArrowRight', { ctrlKey: true });
		type('Goal');
		press('Escape');
		await settled(editor);
		expect(textsOn(editor)).toEqual(['', 'Goal', 'Start']);
		close();
	});

	it('Tab goes on with the next note, and from an empty one nowhere', () => {
		const { editor, press, type, close } = typist();
		press('n');
		type('One');
		expect(press('Tab')).toBe(true);
		type('Two');
		press('Enter', { ctrlKey: true });
		press('n');
		expect(press('Tab')).toBe(false);
		expect(textsOn(editor)).toEqual(['', 'One', 'Two']);
		close();
	});

	it('keys of the field neither move nor delete what is written', () => {
		const { editor, press, type, close } = typist();
		const id = selectedNote(editor);
		press('Enter');
		type('ab');
		for (const key of ['ArrowLeft', 'Delete', 'Home']) press(key);
		expect(editor.scene.item(id)?.bounds.x).toBe(newShapeAt(editor, 'note', { x: 0, y: 0 }).x);
		press('Escape');
		expect(textsOn(editor)).toEqual(['ab']);
		close();
	});

	it('Enter ends a title, and a command what was written', async () => {
		const { editor, press, type, close } = typist();
		await editor.commands.load();
		const frame = { ...newBase(editor, 'frame'), type: 'frame' as const, x: 0, y: 0, w: 400, h: 300 };
		make(editor, frame);
		editor.edit(frame.id);
		type('Plan');
		press('Enter');
		expect([editor.editing, editor.board.textOf(frame.id)]).toEqual([null, 'Plan']);
		press('Enter');
		type('s');
		press('z', { ctrlKey: true });
		expect([editor.editing, editor.board.textOf(frame.id)]).toEqual([null, 'Plan']);
		close();
	});

	it('keys are for the board again when somebody else deletes the shape', () => {
		const { editor, press, type, close } = typist();
		const id = selectedNote(editor);
		press('Enter');
		editor.perform((gesture) => gesture.remove(id));
		type('l');
		expect(editor.panels.isOpen('list')).toBe(true);
		close();
	});
});

describe('while another part is on its way', () => {
	it('Escape closes a panel that has a field', () => {
		const { editor, press, type, close } = typist();
		press('k', { ctrlKey: true });
		type('x');
		press('Escape');
		expect(editor.panels.names).toEqual([]);
		expect(editor.typedAhead.awaited).toBeNull();
		close();
	});

	it('what is typed after putting a shape down is written on it', async () => {
		const { editor, press, type, close } = typist();
		press('r');
		press('Enter');
		type('Hold');
		await settled(editor);
		expect([editor.tool, typesOn(editor)]).toEqual(['select', ['rectangle']]);
		press('Escape');
		expect(textsOn(editor)).toEqual(['Hold']);
		close();
	});
});
