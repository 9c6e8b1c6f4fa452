import { expect, test } from 'vitest';
import { createId, type SessionId } from '#model/ids.ts';
import { NotesDraft } from './notes-draft.ts';

function device() {
	const items = new Map<string, string>();
	return {
		getItem: (key: string) => items.get(key) ?? null,
		setItem: (key: string, value: string) => void items.set(key, value),
		removeItem: (key: string) => void items.delete(key)
	};
}

test('what was typed and not kept is there again, in its own session, until it is kept', () => {
	const storage = device();
	const [here, elsewhere] = [createId<SessionId>(), createId<SessionId>()];
	new NotesDraft(storage, here).typed('Ask Mia', '');
	expect(new NotesDraft(storage, here).text).toBe('Ask Mia');
	expect(new NotesDraft(storage, elsewhere).text).toBeNull();
	new NotesDraft(storage, here).typed('Ask Mia', 'Ask Mia');
	expect(new NotesDraft(storage, here).text).toBeNull();
});

test('that all was deleted is a draft as well', () => {
	const storage = device();
	const draft = new NotesDraft(storage, createId<SessionId>());
	draft.typed('', 'Ask Mia');
	expect(draft.text).toBe('');
});

test('a full device is no error', () => {
	const full = {
		...device(),
		setItem: () => {
			throw new DOMException('full', 'QuotaExceededError');
		}
	};
	expect(() => new NotesDraft(full, createId<SessionId>()).typed('Ask Mia', '')).not.toThrow();
});
