import { expect, it } from 'vitest';
import { make, newShapeAt } from '../edits.ts';
import { openEditor } from '../test-editors.ts';
import { onKeyDown } from './keyboard.ts';
import type { Pointers } from './pointers.ts';

function key(name: string, ctrlKey = false): KeyboardEvent {
	const plain = { metaKey: false, altKey: false, shiftKey: false, code: '', getModifierState: () => false };
	return { ...plain, key: name, ctrlKey } as unknown as KeyboardEvent;
}

it('keeps the order of keys while a command is still on its way', async () => {
	const { editor, close } = openEditor('ada');
	const pointers = { busy: false, holdsSpace: false } as Pointers;
	const note = newShapeAt(editor, 'note', { x: 0, y: 0 });
	make(editor, note);
	editor.select([note.id]);

	onKeyDown(key('ArrowRight', true), editor, pointers);
	for (const letter of 'Goal') onKeyDown(key(letter), editor, pointers);
	await editor.commands.load();
	await expect.poll(() => editor.commands.isAwaited).toBe(false);

	expect(editor.panels.isOpen('list'), 'the “l” was a letter of the note').toBe(false);
	expect(editor.typedAhead.take()).toBe('Goal');
	expect([...editor.scene.items()].map(({ shape }) => shape.type).sort()).toEqual(['arrow', 'note', 'note']);
	close();
});
