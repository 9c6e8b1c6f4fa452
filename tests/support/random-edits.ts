import * as Y from 'yjs';
import type { Random } from './random.ts';

const WORDS = ['a', 'bee', 'cedar ', 'delta wing ', 'é', '漢字', ' ', '\n'];

/** One change of any kind to a document's text, map or list, in one transaction. */
export function editAnything(doc: Y.Doc, random: Random): void {
	doc.transact(() => random.pick([editText, editText, editMap, editList, editElement])(doc, random));
}

function editText(doc: Y.Doc, random: Random): void {
	const text = doc.getText('text');
	const at = random.below(text.length + 1);
	const length = Math.min(text.length - at, 1 + random.below(6));
	const action = random.below(10);
	if (action < 6 || length === 0) text.insert(at, random.pick(WORDS));
	else if (action < 8) text.delete(at, length);
	else if (action < 9) text.format(at, length, random.pick([{ bold: true }, { bold: null }, { size: 3 }]));
	else text.insertEmbed(at, { image: random.below(100) });
}

function editMap(doc: Y.Doc, random: Random): void {
	const map = doc.getMap('map');
	const key = `key ${random.below(12)}`;
	const nested = map.get(key);
	const action = random.below(10);
	if (nested instanceof Y.Map && action < 6) nested.set(`inner ${random.below(4)}`, random.below(1000));
	else if (nested instanceof Y.Text && action < 6) nested.insert(0, random.pick(WORDS));
	else if (action === 6) map.delete(key);
	else if (action === 7) map.set(key, new Y.Map([['inner 0', 0]]));
	else if (action === 8) map.set(key, new Y.Text('inner'));
	else map.set(key, random.pick<unknown>([random.below(1000), 'word', null, true, { a: [1, 2] }, 0.5]));
}

function editList(doc: Y.Doc, random: Random): void {
	const list = doc.getArray<unknown>('list');
	const at = random.below(list.length + 1);
	const action = random.below(10);
	if (action < 7 || at === list.length) list.insert(at, [random.below(1000), random.pick(WORDS)]);
	else if (action < 9) list.delete(at, 1);
	else list.insert(at, [new Y.Map([['x', random.below(100)]]), new Uint8Array([1, 2, 3])]);
}

function editElement(doc: Y.Doc, random: Random): void {
	const fragment = doc.getXmlFragment('xml');
	const action = random.below(10);
	if (action < 4 || fragment.length === 0) {
		const element = new Y.XmlElement('block');
		element.insert(0, [new Y.XmlText(random.pick(WORDS))]);
		fragment.insert(random.below(fragment.length + 1), [element]);
	} else if (action < 6) fragment.delete(random.below(fragment.length), 1);
	else {
		const element = fragment.get(random.below(fragment.length));
		if (element instanceof Y.XmlElement) element.setAttribute('kind', random.pick(WORDS));
	}
}
