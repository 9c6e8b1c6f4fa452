import { joinBackward, splitBlock } from '@tiptap/pm/commands';
import type { Node } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../../../tests/support/random.ts';
import * as Y from 'yjs';
import { createBlockId } from '#model/page/block.ts';
import type { PageObject } from '#model/page/objects/object.ts';
import { tracksOf } from '#model/page/objects/read-object.ts';
import {
	emptyTable,
	ensureCell,
	insertTrack,
	moveTrack,
	removeTrack,
	setColumnWidth,
	setHeader
} from '#model/page/objects/table.ts';
import { readPage } from '#model/page/read-page.ts';
import { objectOf, pageSchemaForEditing as schema, toNode } from '#model/page/schema.ts';
import { seedPage } from '#model/page/seed.ts';
import { HeadlessEditor } from './headless-editor.ts';

/*
 * Three or four people do whatever an editor lets them, undo and redo included, while their updates arrive late, in any
 * order, or not until somebody is back on the line. `SEED` repeats one run, `RUNS` asks for
 * more of them.
 */
const RUNS = Number(process.env.RUNS ?? 500);
const OPERATIONS = 100;
/** Seeds that once failed. */
const KEPT_SEEDS: readonly number[] = [];

interface Person {
	readonly doc: Y.Doc;
	readonly editor: HeadlessEditor;
	/** Updates of others that have not arrived yet. */
	readonly inbox: Uint8Array[];
	isOffline: boolean;
}

function gather(count: number): Person[] {
	const seed = new Y.Doc();
	seed.clientID = 1;
	seedPage(seed, null);
	const people = Array.from({ length: count }, (_, index): Person => {
		const doc = new Y.Doc();
		doc.clientID = 10 + index;
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(seed));
		return { doc, editor: new HeadlessEditor(doc), inbox: [], isOffline: false };
	});
	for (const person of people)
		person.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === 'the line') return;
			for (const other of people) if (other !== person) other.inbox.push(update);
		});
	return people;
}

function receive({ doc, inbox }: Person, at: number): void {
	Y.applyUpdate(doc, inbox.splice(at, 1)[0]!, 'the line');
}

function deliverSome(random: Random, people: readonly Person[]): void {
	for (const person of people) {
		if (person.isOffline) continue;
		for (let count = random.below(4); count > 0 && person.inbox.length > 0; count--)
			receive(person, random.below(person.inbox.length));
	}
}

function deliverAll(random: Random, people: readonly Person[]): void {
	// Yjs removes marks that say nothing when it hears of them, and tells the others: it has to come to an end.
	for (let round = 0; people.some(({ inbox }) => inbox.length > 0); round++) {
		expect(round, 'rounds until nobody has anything to say').toBeLessThan(1_000);
		for (const person of people)
			if (person.inbox.length > 0) receive(person, random.below(person.inbox.length));
	}
	// What came too early Yjs keeps, and now and then forgets to look at again: whoever connects asks for what they lack.
	for (const { doc } of people) {
		if (doc.store.pendingStructs === null) continue;
		for (const other of people)
			Y.applyUpdate(doc, Y.encodeStateAsUpdate(other.doc, Y.encodeStateVector(doc)), 'the line');
	}
}

const WORDS = ['a', 'b', 'ab ', '😀', 'é', 'שלום', 'two words', '\n'];
const KINDS = ['paragraph', 'heading', 'bullet', 'numbered', 'task', 'quote', 'callout', 'code'];

function select(random: Random, { editor }: Person): void {
	const { doc, tr } = editor.state;
	const from = random.below(doc.content.size + 1);
	const to = random.below(3) === 0 ? from : Math.min(doc.content.size, from + random.below(20));
	editor.dispatch(tr.setSelection(TextSelection.between(doc.resolve(from), doc.resolve(to))));
}

type Operation = (random: Random, person: Person) => void;

const type: Operation = (random, { editor }) => {
	for (let count = random.below(4); count >= 0; count--) {
		editor.now += random.below(300);
		editor.dispatch(editor.state.tr.insertText(random.pick(WORDS)));
	}
};

const erase: Operation = (_, { editor }) => editor.dispatch(editor.state.tr.deleteSelection());

const split: Operation = (_, { editor }) => void editor.run(splitBlock);

const join: Operation = (_, { editor }) => {
	const { $from } = editor.state.selection;
	if ($from.depth === 0) return;
	editor.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, $from.start())));
	editor.run(joinBackward);
};

const mark: Operation = (random, { editor }) => {
	const { from, to } = editor.state.selection;
	const { bold, italic, link } = schema.marks;
	const made = random.pick([
		bold.create(),
		italic.create(),
		link.create({ href: `https://${random.below(3)}.example` })
	]);
	editor.dispatch(editor.state.tr.addMark(from, to, made));
};

const unmark: Operation = (_, { editor }) => {
	const { from, to } = editor.state.selection;
	editor.dispatch(editor.state.tr.removeMark(from, to));
};

const retype: Operation = (random, { editor }) => {
	const { from, to, $from } = editor.state.selection;
	if ($from.depth === 0) return;
	const kind = random.pick(KINDS);
	const attributes = { ...$from.parent.attrs, kind, level: 1 + random.below(3), indent: random.below(3) };
	const node = kind === 'code' ? schema.nodes.codeBlock : schema.nodes.block;
	editor.dispatch(
		editor.state.tr.setBlockType(from, to, node, (old) => ({ ...attributes, id: old.attrs.id as unknown }))
	);
};

const divide: Operation = (_, { editor }) => {
	const { $from } = editor.state.selection;
	const at = $from.depth === 0 ? $from.pos : $from.after();
	editor.dispatch(editor.state.tr.insert(at, schema.nodes.divider.create({ id: createBlockId() })));
};

const move: Operation = (random, { editor }) => {
	const { doc, tr } = editor.state;
	if (doc.childCount < 2) return;
	const [from, to] = [random.below(doc.childCount), random.below(doc.childCount - 1)];
	const starts: number[] = [];
	doc.forEach((_, position) => starts.push(position));
	const moved: Node = doc.child(from);
	tr.delete(starts[from]!, starts[from]! + moved.nodeSize);
	let at = 0;
	for (let index = 0; index < to; index++) at += tr.doc.child(index).nodeSize;
	editor.dispatch(tr.insert(at, moved));
};

const paste: Operation = (random, { editor }) => {
	const blocks = Array.from({ length: 1 + random.below(3) }, (_, index) =>
		schema.nodes.block.create({ id: null, kind: random.pick(['paragraph', 'bullet']) }, [
			schema.text(`pasted ${index}`, random.below(2) === 0 ? [schema.marks.bold.create()] : [])
		])
	);
	const { $from } = editor.state.selection;
	editor.dispatch(editor.state.tr.insert($from.depth === 0 ? $from.pos : $from.after(), blocks));
};

const OBJECTS = (random: Random): PageObject =>
	random.pick<() => PageObject>([
		() => emptyTable(1 + random.below(3), 1 + random.below(3)),
		() => ({ type: 'formula', source: 'x^2' }),
		() => ({ type: 'diagram', source: 'graph TD' }),
		() => ({ type: 'image', hash: 'a'.repeat(64), w: 4, h: 3, alt: '', caption: 'seen', width: 100 })
	])();

const insertObject: Operation = (random, { editor }) => {
	const { $from } = editor.state.selection;
	const at = $from.depth === 0 ? $from.pos : $from.after();
	const node = schema.nodes.object.create({ id: createBlockId(), object: OBJECTS(random) });
	editor.dispatch(editor.state.tr.insert(at, node));
};

/** One of the objects on the page; `null` where there is none. */
function anyObject(
	random: Random,
	{ editor }: Person
): { readonly id: string; readonly position: number } | null {
	const found: { id: string; position: number }[] = [];
	editor.state.doc.forEach((node, position) => {
		if (objectOf(node) !== null) found.push({ id: String(node.attrs.id), position });
	});
	return found.length === 0 ? null : random.pick(found);
}

const deleteObject: Operation = (random, person) => {
	const found = anyObject(random, person);
	if (found === null) return;
	const { tr } = person.editor.state;
	person.editor.dispatch(tr.delete(found.position, found.position + 1));
};

/** Types and erases in a text that lies in an object. */
function typeIn(random: Random, text: unknown): void {
	if (!(text instanceof Y.Text)) return;
	if (text.length > 0 && random.below(3) === 0) text.delete(random.below(text.length), 1);
	else text.insert(random.below(text.length + 1), random.pick(['x', 'yz', 'é', ' ']));
}

const changeObject: Operation = (random, person) => {
	const found = anyObject(random, person);
	if (found === null) return;
	for (let count = random.below(3); count >= 0; count--)
		person.editor.binding.change(found.id, (marker) => {
			const [rows, columns] = [tracksOf(marker.get('rows')), tracksOf(marker.get('columns'))];
			const side = random.pick(['rows', 'columns'] as const);
			const tracks = side === 'rows' ? rows : columns;
			if (tracks.length === 0 || rows.length === 0 || columns.length === 0) {
				typeIn(random, marker.get(random.pick(['source', 'caption'])));
				if (marker.get('type') === 'table') insertTrack(marker, side, 0);
				return;
			}
			switch (random.below(7)) {
				case 0:
					insertTrack(marker, side, random.below(tracks.length + 1));
					break;
				case 1:
					removeTrack(marker, side, random.pick(tracks));
					break;
				case 2:
					moveTrack(marker, side, random.pick(tracks), random.pick([1, -1]));
					break;
				case 3:
					setColumnWidth(marker, random.pick(columns), random.pick([null, 80, 200]));
					break;
				case 4:
					setHeader(marker, random.pick(['headerRow', 'headerColumn']), random.below(2) === 0);
					break;
				default:
					typeIn(random, ensureCell(marker, random.pick(rows), random.pick(columns)));
			}
		});
};

const undo: Operation = (random, { editor }) => {
	for (let count = random.below(3); count >= 0; count--) editor.binding.undo();
};

const redo: Operation = (random, { editor }) => {
	for (let count = random.below(3); count >= 0; count--) editor.binding.redo();
};

const OPERATIONS_OF_PEOPLE: readonly Operation[] = [
	...[type, type, type, type, erase, erase, split, split, join, join],
	...[mark, mark, unmark, retype, retype, divide, move, paste, undo, undo, undo, redo, redo],
	...[insertObject, insertObject, deleteObject, changeObject, changeObject, changeObject, changeObject]
];

function run(seed: number): void {
	const random = createRandom(seed);
	const people = gather(3 + random.below(2));
	for (let step = 0; step < OPERATIONS; step++) {
		const person = random.pick(people);
		if (random.below(15) === 0) person.isOffline = !person.isOffline;
		person.editor.now += random.below(1_500);
		select(random, person);
		random.pick(OPERATIONS_OF_PEOPLE)(random, person);
		if (random.below(2) === 0) deliverSome(random, people);
	}
	deliverAll(random, people);
	expectAlike(people, random.seedText);
}

/** Equal documents, equal editors, each as its document says and valid; and whoever opens the page now sees the same. */
function expectAlike(people: readonly Person[], seedText: string): void {
	const fresh = new Y.Doc();
	Y.applyUpdate(fresh, Y.encodeStateAsUpdate(people[0]!.doc));
	const expected = pageOf(fresh);
	const opened = new HeadlessEditor(fresh);
	for (const { doc, editor } of [...people, { doc: fresh, editor: opened }]) {
		expect(editor.faults, seedText).toEqual([]);
		expect(pageOf(doc), seedText).toEqual(expected);
		expect(editor.state.doc.toJSON(), seedText).toEqual(expected);
		editor.state.doc.check();
	}
}

function pageOf(doc: Y.Doc): unknown {
	return schema.nodes.doc.create(null, readPage(doc).blocks.map(toNode)).toJSON();
}

describe('whatever people do at once, with updates late and in any order', () => {
	const seeds = [...KEPT_SEEDS];
	const first = createRandom().below(2 ** 32);
	for (let index = 0; seeds.length < RUNS; index++) seeds.push((first + index) % 2 ** 32);
	it(`ends with the same page for everybody, ${RUNS} times`, { timeout: RUNS * 600 }, () => {
		for (const seed of process.env.SEED === undefined ? seeds : [Number(process.env.SEED)]) run(seed);
	});
});
