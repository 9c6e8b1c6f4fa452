import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { openOfflineCopy } from './offline-copy.ts';

let names = 0;
const freshName = (): string => `document-${names++}`;

function open(name: string) {
	const doc = new Y.Doc();
	const onFailure = vi.fn();
	const origin = {};
	const copy = openOfflineCopy({ name, doc, origin, onFailure });
	return { doc, copy, onFailure, origin, text: doc.getText('t') };
}

describe('the offline copy', () => {
	it('brings back what was written before, and how much of it was unsaved', async () => {
		const name = freshName();
		const first = open(name);
		await first.copy.loaded;
		first.text.insert(0, 'kept');
		first.copy.rememberUnsaved(3);
		await first.copy.close();
		const second = open(name);
		expect(await second.copy.loaded).toEqual({ unsaved: 3 });
		expect(second.text.toString()).toBe('kept');
		await second.copy.close();
	});

	it('keeps what is written before it has loaded', async () => {
		const name = freshName();
		const first = open(name);
		first.text.insert(0, 'early');
		await first.copy.close();
		const second = open(name);
		await second.copy.loaded;
		expect(second.text.toString()).toBe('early');
		await second.copy.close();
	});

	it('keeps what was written a moment before the tab goes', async () => {
		const name = freshName();
		const first = open(name);
		await first.copy.loaded;
		const begun = vi.spyOn(IDBDatabase.prototype, 'transaction');
		first.text.insert(0, 'last words');
		expect(begun).not.toHaveBeenCalled();
		first.copy.writeNow();
		expect(begun, 'a browser begins nothing for a page that is gone').toHaveBeenCalledOnce();
		first.copy.writeNow();
		expect(begun).toHaveBeenCalledOnce();
		begun.mockRestore();
		const second = open(name);
		await second.copy.loaded;
		expect(second.text.toString()).toBe('last words');
		await Promise.all([first.copy.close(), second.copy.close()]);
	});

	it('keeps documents apart', async () => {
		const a = open(freshName());
		const b = open(freshName());
		a.text.insert(0, 'a');
		await a.copy.close();
		await b.copy.loaded;
		expect(b.text.toString()).toBe('');
		await b.copy.close();
	});

	it('folds many rows into one without losing what another tab wrote', async () => {
		const name = freshName();
		const one = open(name);
		const other = open(name);
		await Promise.all([one.copy.loaded, other.copy.loaded]);
		other.text.insert(0, 'other ');
		await other.copy.settled();
		for (let count = 0; count < 400; count++) one.text.insert(one.text.length, 'x');
		await one.copy.settled();
		expect(one.text.toString()).toContain('other ');
		await Promise.all([one.copy.close(), other.copy.close()]);
		const later = open(name);
		await later.copy.loaded;
		expect(later.text.toString()).toContain('other ');
		expect(later.text.toString()).toContain('x'.repeat(400));
		await later.copy.close();
	});

	it('can be replaced, except for what another tab wrote', async () => {
		const name = freshName();
		const one = open(name);
		const other = open(name);
		await Promise.all([one.copy.loaded, other.copy.loaded]);
		one.text.insert(0, 'not wanted any more');
		other.text.insert(0, 'other ');
		await Promise.all([one.copy.settled(), other.copy.settled()]);
		const wanted = new Y.Doc();
		wanted.getText('t').insert(0, 'wanted ');
		expect(await one.copy.replaceWith(Y.encodeStateAsUpdate(wanted))).toBe(true);
		one.text.insert(0, 'too late');
		await Promise.all([one.copy.close(), other.copy.close()]);
		const later = open(name);
		await later.copy.loaded;
		expect(later.text.toString().split(' ').sort()).toEqual(['', 'other', 'wanted']);
		await later.copy.close();
	});

	it('reports once, and goes on without it, when the device refuses', async () => {
		const refuse = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
			throw new DOMException('no storage', 'SecurityError');
		});
		const { copy, onFailure, text } = open(freshName());
		refuse.mockRestore();
		expect(await copy.loaded).toEqual({ unsaved: 0 });
		text.insert(0, 'still here');
		await copy.close();
		expect(onFailure).toHaveBeenCalledTimes(1);
	});
});
