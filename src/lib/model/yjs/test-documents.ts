import * as Y from 'yjs';
import { History } from './history.ts';
import { KeyedList } from './keyed-list.ts';
import { KeyedTexts } from './keyed-texts.ts';

interface Place {
	readonly x: number;
}

interface Look {
	readonly w?: number;
	readonly h?: number;
	readonly color?: string;
}

/** One person with a document of things that have a place, a look and a text. */
export function open() {
	const doc = new Y.Doc();
	const origin = { person: doc.clientID };
	const places = new KeyedList<Place>(doc.getArray('places'));
	const looks = new KeyedList<Look>(doc.getArray('looks'));
	const texts = new KeyedTexts(doc.getMap('texts'));
	const clock = { now: 0 };
	const history = new History({
		doc,
		origin,
		lists: [{ list: places }, { list: looks, groups: [['w', 'h']] }],
		texts: [texts],
		now: () => clock.now
	});
	const act = (change: () => void): void => history.perform(change);
	return {
		doc,
		clock,
		places,
		looks,
		texts,
		history,
		act,
		create: (key: string, x: number, text = '') =>
			act(() => {
				places.set(key, { x });
				texts.create(key, text);
			}),
		move: (key: string, x: number) => act(() => places.set(key, { x })),
		remove: (key: string) =>
			act(() => {
				places.remove(key);
				texts.remove(key);
			}),
		type: (key: string, at: number, text: string) => act(() => texts.text(key)!.insert(at, text)),
		/** As keys are struck: quick ones make one step. */
		strike: (key: string, at: number, text: string) =>
			history.performInARow(key, () => texts.text(key)!.insert(at, text)),
		erase: (key: string, at: number, length: number) => act(() => texts.text(key)!.delete(at, length)),
		state: () => ({
			places: Object.fromEntries(places.entries()),
			...(looks.size > 0 && { looks: Object.fromEntries(looks.entries()) }),
			texts: Object.fromEntries([...texts.keys()].map((key) => [key, texts.string(key)]))
		})
	};
}

/** Lets people see everything that the others did. */
export function exchange(...people: { doc: Y.Doc }[]): void {
	for (let round = 0; round < 2; round++)
		for (const from of people)
			for (const to of people)
				if (from !== to) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)));
}
