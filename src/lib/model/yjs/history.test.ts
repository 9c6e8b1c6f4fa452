import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { History } from './history.ts';
import { KeyedList } from './keyed-list.ts';
import { KeyedTexts } from './keyed-texts.ts';

interface Place {
	readonly x: number;
}

/** One person with a document of things that have a place and a text. */
function open() {
	const doc = new Y.Doc();
	const origin = { person: doc.clientID };
	const places = new KeyedList<Place>(doc.getArray('places'));
	const texts = new KeyedTexts(doc.getMap('texts'));
	const history = new History({ doc, origin, lists: [places], texts: [texts] });
	const act = (change: () => void): void => doc.transact(change, origin);
	return {
		doc,
		places,
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
		erase: (key: string, at: number, length: number) => act(() => texts.text(key)!.delete(at, length)),
		state: () => ({
			places: Object.fromEntries(places.entries()),
			texts: Object.fromEntries([...texts.keys()].map((key) => [key, texts.string(key)]))
		})
	};
}

function exchange(...people: { doc: Y.Doc }[]): void {
	for (let round = 0; round < 2; round++)
		for (const from of people)
			for (const to of people)
				if (from !== to) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)));
}

describe('undo', () => {
	it('takes back moves one by one and gives them again', () => {
		const me = open();
		me.create('a', 1);
		me.move('a', 2);
		me.move('a', 3);
		expect([me.history.undo(), me.places.get('a')]).toEqual(['applied', { x: 2 }]);
		expect([me.history.undo(), me.places.get('a')]).toEqual(['applied', { x: 1 }]);
		expect([me.history.redo(), me.places.get('a')]).toEqual(['applied', { x: 2 }]);
		expect([me.history.redo(), me.places.get('a')]).toEqual(['applied', { x: 3 }]);
		expect(me.history.redo()).toBe('empty');
	});

	it('makes one step of a gesture', () => {
		const me = open();
		me.create('a', 0);
		me.history.begin();
		for (let x = 1; x < 50; x++) me.move('a', x);
		me.history.end();
		me.history.undo();
		expect(me.places.get('a')).toEqual({ x: 0 });
	});

	it('leaves no step after a gesture without effect', () => {
		const me = open();
		me.history.begin();
		me.create('a', 0);
		me.remove('a');
		me.history.end();
		expect(me.history.canUndo).toBe(false);
	});

	it('never takes back what somebody else did since, and never reaches for the creation instead', () => {
		const [me, other] = [open(), open()];
		me.create('a', 1);
		me.move('a', 2);
		exchange(me, other);
		other.move('a', 9);
		exchange(me, other);
		expect(me.history.undo()).toBe('overtaken');
		expect(me.state()).toEqual({ places: { a: { x: 9 } }, texts: { a: '' } });
		expect(me.history.undo()).toBe('overtaken');
		expect(me.state()).toEqual({ places: { a: { x: 9 } }, texts: { a: '' } });
	});

	it('never deletes a thing that I made and somebody else has written on', () => {
		const [me, other] = [open(), open()];
		me.create('a', 1, 'mine');
		exchange(me, other);
		other.type('a', 4, ' and theirs');
		exchange(me, other);
		expect(me.history.undo()).toBe('overtaken');
		expect(me.state()).toEqual({ places: { a: { x: 1 } }, texts: { a: 'mine and theirs' } });
	});

	it('removes a thing that I made, typed on and moved, and brings it back whole', () => {
		const me = open();
		me.history.begin();
		me.create('a', 1);
		me.type('a', 0, 'hello');
		me.history.end();
		me.type('a', 5, ' you');
		me.move('a', 2);
		for (let steps = 0; steps < 3; steps++) expect(me.history.undo()).toBe('applied');
		expect(me.state()).toEqual({ places: {}, texts: {} });
		for (let steps = 0; steps < 3; steps++) me.history.redo();
		expect(me.state().places).toEqual({ a: { x: 2 } });
		expect(me.state().texts.a).toMatch(/^hello/);
	});

	it('brings a deleted thing back with its text, and deletes it again', () => {
		const [me, other] = [open(), open()];
		other.create('a', 1, 'theirs');
		exchange(me, other);
		me.remove('a');
		expect(me.history.undo()).toBe('applied');
		expect(me.state()).toEqual({ places: { a: { x: 1 } }, texts: { a: 'theirs' } });
		expect(me.history.redo()).toBe('applied');
		expect(me.state()).toEqual({ places: {}, texts: {} });
	});

	it('keeps where somebody else moved what I deleted', () => {
		const [me, other] = [open(), open()];
		me.create('a', 1, 'text');
		exchange(me, other);
		me.remove('a');
		other.move('a', 7);
		exchange(me, other);
		me.history.undo();
		exchange(me, other);
		expect(other.state()).toEqual({ places: { a: { x: 7 } }, texts: { a: 'text' } });
	});

	it('takes back my letters and leaves those that others typed among them', () => {
		const [me, other] = [open(), open()];
		other.create('a', 1, 'one three');
		exchange(me, other);
		me.history.begin();
		me.type('a', 4, 'two ');
		me.erase('a', 0, 4);
		me.history.end();
		exchange(me, other);
		other.type('a', 2, 'XX');
		other.type('a', 0, 'start ');
		exchange(me, other);
		expect(me.texts.string('a')).toBe('start twXXo three');
		me.history.undo();
		exchange(me, other);
		expect(other.texts.string('a')).toBe(me.texts.string('a'));
		expect(me.texts.string('a')).toContain('one ');
		expect(me.texts.string('a')).toContain('XX');
		expect(me.texts.string('a')!.replace(/one |start |XX/g, '')).toBe('three');
		me.history.redo();
		expect(me.texts.string('a')).not.toContain('one ');
	});

	it('takes back letters that I typed, erased and brought back', () => {
		const [me, other] = [open(), open()];
		other.create('a', 1, 'start ');
		exchange(me, other);
		me.type('a', 6, 'abc');
		me.erase('a', 7, 1);
		expect([me.history.undo(), me.texts.string('a')]).toEqual(['applied', 'start abc']);
		expect([me.history.undo(), me.texts.string('a')]).toEqual(['applied', 'start ']);
		expect([me.history.redo(), me.texts.string('a')]).toEqual(['applied', 'start abc']);
		expect([me.history.redo(), me.texts.string('a')]).toEqual(['applied', 'start ac']);
		expect([me.history.undo(), me.texts.string('a')]).toEqual(['applied', 'start abc']);
		expect([me.history.undo(), me.texts.string('a')]).toEqual(['applied', 'start ']);
	});

	it('forgets what could be done again when something new is done', () => {
		const me = open();
		me.create('a', 1);
		me.move('a', 2);
		me.history.undo();
		me.move('a', 5);
		expect(me.history.redo()).toBe('empty');
	});

	it('records nothing that others do', () => {
		const [me, other] = [open(), open()];
		other.create('a', 1);
		exchange(me, other);
		me.doc.transact(() => me.places.set('a', { x: 2 }), 'import');
		expect(me.history.undo()).toBe('empty');
	});

	it('lets people who work and undo at random end with the same document', () => {
		const first = Number(process.env.SEED ?? Date.now() % 1_000_000);
		for (let run = 0; run < 15; run++) {
			let state = first + run;
			const random = (below: number): number => {
				state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
				return Math.floor((state / 2_147_483_648) * below);
			};
			const people = [open(), open(), open()];
			for (let step = 0; step < 120; step++) {
				const person = people[random(3)]!;
				const key = `k${random(4)}`;
				const text = person.texts.string(key);
				const chance = random(10);
				if (chance < 2) person.history.undo();
				else if (chance < 3) person.history.redo();
				else if (text === undefined) person.create(key, step, 'new');
				else if (chance < 5) person.type(key, random(text.length + 1), `<${step}>`);
				else if (chance < 6 && text.length > 2) person.erase(key, random(text.length - 2), 2);
				else if (chance < 7) person.remove(key);
				else person.move(key, step);
				if (random(4) === 0) exchange(people[random(3)]!, people[random(3)]!);
			}
			exchange(...people);
			for (const { state: now } of people) expect(now(), `seed ${first + run}`).toEqual(people[0]!.state());
		}
	});
});
