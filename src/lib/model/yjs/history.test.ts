import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../tests/support/random.ts';
import { exchange, open } from './test-documents.ts';

/** What an undo is expected to return. */
const CHANGED = { changed: new Set(['a']), kept: new Set() };
const KEPT = { changed: new Set(), kept: new Set(['a']) };

function sorted(entries: object): [string, unknown][] {
	return Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('undo', () => {
	it('takes back moves one by one and gives them again', () => {
		const me = open();
		me.create('a', 1);
		me.move('a', 2);
		me.move('a', 3);
		expect([me.history.undo(), me.places.get('a')]).toEqual([CHANGED, { x: 2 }]);
		expect([me.history.undo(), me.places.get('a')]).toEqual([CHANGED, { x: 1 }]);
		expect([me.history.redo(), me.places.get('a')]).toEqual([CHANGED, { x: 2 }]);
		expect([me.history.redo(), me.places.get('a')]).toEqual([CHANGED, { x: 3 }]);
		expect(me.history.redo()).toBeNull();
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

	it('makes one step of many parts, whatever is done in between', () => {
		const [me, other] = [open(), open()];
		const step = me.history.inParts();
		const make = (key: string): void =>
			step.perform(() => {
				me.places.set(key, { x: 1 });
				me.texts.create(key, key);
			});
		make('a');
		me.create('mine', 5);
		exchange(me, other);
		other.create('theirs', 7);
		exchange(me, other);
		make('b');
		step.keep();
		expect(me.history.undo()?.changed).toEqual(new Set(['a', 'b']));
		expect(Object.keys(me.state().texts).sort()).toEqual(['mine', 'theirs']);
		me.history.redo();
		expect(me.state().texts).toMatchObject({ a: 'a', b: 'b' });
		me.history.undo();
		expect(me.history.undo()?.changed).toEqual(new Set(['mine']));
		expect(me.state().places).toEqual({ theirs: { x: 7 } });
	});

	it('takes a step that is given up back part by part, but for what others have worked on, and keeps none', () => {
		const [me, other] = [open(), open()];
		const step = me.history.inParts();
		for (const key of ['a', 'b', 'c'])
			step.perform(() => {
				me.places.set(key, { x: 1 });
				me.texts.create(key, key);
			});
		exchange(me, other);
		other.type('b', 1, ' and theirs');
		exchange(me, other);
		while (step.takeBackPart());
		step.keep();
		expect(me.state()).toEqual({ places: { b: { x: 1 } }, texts: { b: 'b and theirs' } });
		expect([me.history.canUndo, me.history.canRedo]).toEqual([false, false]);
	});

	it('never takes back what somebody else did since, and never reaches for the creation instead', () => {
		const [me, other] = [open(), open()];
		me.create('a', 1);
		me.move('a', 2);
		exchange(me, other);
		other.move('a', 9);
		exchange(me, other);
		expect(me.history.undo()).toEqual(KEPT);
		expect(me.state()).toEqual({ places: { a: { x: 9 } }, texts: { a: '' } });
		expect(me.history.undo()).toEqual(KEPT);
		expect(me.state()).toEqual({ places: { a: { x: 9 } }, texts: { a: '' } });
	});

	it('never deletes a thing that I made and somebody else has written on', () => {
		const [me, other] = [open(), open()];
		me.create('a', 1, 'mine');
		exchange(me, other);
		other.type('a', 4, ' and theirs');
		exchange(me, other);
		expect(me.history.undo()).toEqual(KEPT);
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
		for (let steps = 0; steps < 3; steps++) expect(me.history.undo()).toEqual(CHANGED);
		expect(me.state()).toEqual({ places: {}, texts: {} });
		for (let steps = 0; steps < 3; steps++) me.history.redo();
		expect(me.state().places).toEqual({ a: { x: 2 } });
		expect(me.state().texts).toEqual({ a: 'hello you' });
	});

	it('brings a deleted thing back with its text, and deletes it again', () => {
		const [me, other] = [open(), open()];
		other.create('a', 1, 'theirs');
		exchange(me, other);
		me.remove('a');
		expect(me.history.undo()).toEqual(CHANGED);
		expect(me.state()).toEqual({ places: { a: { x: 1 } }, texts: { a: 'theirs' } });
		expect(me.history.redo()).toEqual(CHANGED);
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

	it('gives back what somebody else did in the middle of my gesture', () => {
		const [me, other] = [open(), open()];
		me.create('a', 0);
		exchange(me, other);
		me.history.begin();
		me.move('a', 1);
		exchange(me, other);
		other.move('a', 9);
		exchange(me, other);
		me.move('a', 2);
		me.history.end();
		expect(me.history.undo()).toEqual({ changed: new Set(['a']), kept: new Set(['a']) });
		expect(me.places.get('a')).toEqual({ x: 9 });
	});

	it('takes fields back one by one where the list says so', () => {
		const [me, other] = [open(), open()];
		other.act(() => other.looks.set('a', { w: 1, h: 1, color: 'red' }));
		exchange(me, other);
		me.act(() => me.looks.set('a', { w: 2, h: 1, color: 'blue' }));
		exchange(me, other);
		other.act(() => other.looks.set('a', { w: 2, h: 1, color: 'green' }));
		exchange(me, other);
		expect(me.history.undo()).toEqual(CHANGED);
		expect(me.looks.get('a')).toEqual({ w: 1, h: 1, color: 'green' });
		me.history.redo();
		expect(me.looks.get('a')).toEqual({ w: 2, h: 1, color: 'green' });
	});

	it('takes fields that belong together back all or not at all', () => {
		const [me, other] = [open(), open()];
		other.act(() => other.looks.set('a', { w: 1, h: 1, color: 'red' }));
		exchange(me, other);
		me.act(() => me.looks.set('a', { w: 2, h: 1, color: 'blue' }));
		exchange(me, other);
		other.act(() => other.looks.set('a', { w: 2, h: 5, color: 'blue' }));
		exchange(me, other);
		me.history.undo();
		expect(me.looks.get('a')).toEqual({ w: 2, h: 5, color: 'red' });
	});

	it('takes away a field that was not there', () => {
		const me = open();
		me.act(() => me.looks.set('a', { w: 1 }));
		me.act(() => me.looks.set('a', { w: 1, color: 'red' }));
		me.history.undo();
		expect(Object.keys(me.looks.get('a')!)).toEqual(['w']);
	});

	it('forgets what could be done again when something new is done', () => {
		const me = open();
		me.create('a', 1);
		me.move('a', 2);
		me.history.undo();
		me.move('a', 5);
		expect(me.history.redo()).toBeNull();
	});

	it('records nothing that others do', () => {
		const [me, other] = [open(), open()];
		other.create('a', 1);
		exchange(me, other);
		me.doc.transact(() => me.places.set('a', { x: 2 }), 'import');
		expect(me.history.undo()).toBeNull();
	});

	it('leads somebody alone back through every state exactly, and forth, and back again', () => {
		const { below: random, seedText } = createRandom();
		const me = open();
		const state = (): string => JSON.stringify([...Object.values(me.state())].map(sorted));
		const states = [state()];
		for (let step = 0; step < 60; step++) {
			me.history.begin();
			for (let acts = 1 + random(3); acts > 0; acts--) {
				const key = `k${random(3)}`;
				const chance = random(6);
				const length = me.texts.string(key)?.length;
				if (length === undefined) me.create(key, step, 'new');
				else if (chance < 2) me.type(key, random(length + 1), 'ab');
				else if (chance < 3) me.move(key, step);
				else if (chance < 4) me.remove(key);
				else if (length > 4)
					me.act(() => {
						me.type(key, random(length), 'XY');
						me.erase(key, random(length), 2);
						me.erase(key, random(length - 2), 1);
					});
			}
			me.history.end();
			if (state() !== states.at(-1)) states.push(state());
		}
		// A step may come to nothing that shows, such as letters that were erased and typed again.
		const walk = (go: () => unknown, wanted: readonly string[]): void => {
			const seen = [state()];
			while (go() !== null) if (state() !== seen.at(-1)) seen.push(state());
			expect(seen, seedText).toEqual(wanted);
		};
		walk(() => me.history.undo(), states.toReversed());
		walk(() => me.history.redo(), states);
		walk(() => me.history.undo(), states.toReversed());
	});

	it('lets four people who work and undo at random end with the same document, and lose nothing of each other’s', () => {
		const { below: random, seedText } = createRandom();
		for (let run = 0; run < 8; run++) {
			const people = [open(), open(), open(), open()];
			for (let step = 0; step < 120; step++) {
				const person = people[random(4)]!;
				const mine = `${people.indexOf(person)}`;
				// Everybody changes everything; in half of the runs they make and delete their own things only.
				const may = (one: string): boolean => run % 2 === 0 || one === mine;
				const key = random(2) === 0 ? mine : `${random(4)}`;
				const others = [...person.texts.keys()].filter((one) => !may(one));
				const text = person.texts.string(key);
				const chance = random(10);
				if (chance < 3) {
					void (chance < 2 ? person.history.undo() : person.history.redo());
					const lost = others.filter((one) => !person.texts.has(one));
					expect(lost, `${seedText}, run ${run}, step ${step}`).toEqual([]);
				} else if (text === undefined) {
					if (may(key)) person.create(key, step, 'new');
				} else if (chance < 5) person.type(key, random(text.length + 1), `<${step}>`);
				else if (chance < 6 && text.length > 2) person.erase(key, random(text.length - 2), 2);
				else if (chance < 7 && may(key)) person.remove(key);
				else if (chance < 9) person.move(key, step);
				else person.act(() => person.looks.set(key, { ...person.looks.get(key), w: step }));
				if (random(4) === 0) exchange(people[random(4)]!, people[random(4)]!);
			}
			exchange(...people);
			for (const { state: now } of people)
				expect(now(), `${seedText}, run ${run}`).toEqual(people[0]!.state());
		}
	});
});
