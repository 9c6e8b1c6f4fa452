import { splitBlock } from '@tiptap/pm/commands';
import { TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../tests/support/random.ts';
import * as Y from 'yjs';
import { renderPage } from '#model/page/html.ts';
import { plainText } from '#model/page/outline.ts';
import { pageText, readPage } from '#model/page/read-page.ts';
import { pageSchemaForEditing as schema, toNode } from '#model/page/schema.ts';
import { TEST_SURROUNDINGS } from '#model/page/test-surroundings.ts';
import { seedPage } from '#model/page/seed.ts';
import { HeadlessEditor } from './headless-editor.ts';

interface Person {
	readonly doc: Y.Doc;
	readonly editor: HeadlessEditor;
}

function people(count: number, ...lines: string[]): Person[] {
	const server = new Y.Doc();
	server.clientID = 1;
	seedPage(server, null);
	const made = Array.from({ length: count }, (_, index) => {
		const doc = new Y.Doc();
		doc.clientID = 10 + index;
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(server));
		return { doc, editor: new HeadlessEditor(doc) };
	});
	lines.forEach((line, index) => {
		if (index > 0) made[0]!.editor.run(splitBlock);
		made[0]!.editor.dispatch(made[0]!.editor.state.tr.insertText(line));
	});
	meet(made);
	return made;
}

function meet(all: readonly Person[]): void {
	for (const from of all)
		for (const to of all)
			if (from !== to) Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)));
}

/** The position of this text in the editor, plus `offset`. */
function find({ editor }: Person, text: string, offset = 0): number {
	let found = -1;
	editor.state.doc.descendants((node, position) => {
		const at = node.isTextblock ? node.textContent.indexOf(text) : -1;
		if (at >= 0 && found < 0) found = position + 1 + at + offset;
	});
	if (found < 0) throw new Error(`no "${text}" in ${editor.state.doc.toString()}`);
	return found;
}

function type(person: Person, at: number, text: string): void {
	for (const [index, letter] of [...text].entries()) {
		const { state } = person.editor;
		const position = at + [...text].slice(0, index).join('').length;
		const tr = state.tr.insertText(letter, position);
		person.editor.dispatch(tr.setSelection(TextSelection.create(tr.doc, position + letter.length)));
	}
}

function setBlock(person: Person, at: number, attributes: object): void {
	const $at = person.editor.state.doc.resolve(at);
	const node = $at.parent;
	const kind = (attributes as { kind?: string }).kind;
	const to = kind === 'code' ? schema.nodes.codeBlock : schema.nodes.block;
	person.editor.dispatch(
		person.editor.state.tr.setBlockType($at.pos, $at.pos, to, { ...node.attrs, ...attributes })
	);
}

function caret(person: Person, at: number): void {
	person.editor.dispatch(
		person.editor.state.tr.setSelection(TextSelection.create(person.editor.state.doc, at))
	);
}

const lines = ({ doc }: Person): string[] => plainText(readPage(doc)).split('\n');

/** Everybody sees the same, and sees what is in the document. */
function expectAlike(all: readonly Person[]): void {
	for (const { doc, editor } of all) {
		expect(editor.faults).toEqual([]);
		expect(editor.state.doc.toJSON()).toEqual(
			schema.nodes.doc.create(null, readPage(doc).blocks.map(toNode)).toJSON()
		);
		editor.state.doc.check();
		expect(editor.state.doc.toJSON()).toEqual(all[0]!.editor.state.doc.toJSON());
	}
}

describe('typing in a block while somebody else', () => {
	const kinds = [
		{ kind: 'heading', level: 2 },
		{ kind: 'bullet', indent: 1 },
		{ kind: 'numbered' },
		{ kind: 'task', checked: true },
		{ kind: 'quote' },
		{ kind: 'callout', tone: 'tip' },
		{ kind: 'code', language: 'js' }
	];
	it.each(kinds)('makes it a $kind keeps every letter', (attributes) => {
		const [ana, ben] = people(2, 'before', 'We met there', 'after') as [Person, Person];
		type(ana, find(ana, 'met', 3), ' again');
		setBlock(ben, find(ben, 'met'), attributes);
		meet([ana, ben]);
		expect(lines(ana)).toEqual(['before', 'We met again there', 'after']);
		expect(ana.editor.state.doc.child(1).attrs).toMatchObject(attributes);
		expectAlike([ana, ben]);
	});

	it.each([
		['before', 'We |met', ['We ', 'met there again']],
		['after', 'We met there|', ['We met there again', '']]
	])('splits it %s the caret keeps every letter in its place', (_, split, expected) => {
		const [ana, ben] = people(2, 'We met there') as [Person, Person];
		type(ana, find(ana, 'there', 5), ' again');
		caret(ben, find(ben, 'We') + split.indexOf('|'));
		ben.editor.run(splitBlock);
		meet([ana, ben]);
		expect(lines(ana)).toEqual(expected);
		expectAlike([ana, ben]);
	});

	it('joins it to the one before keeps every letter in its place', () => {
		const [ana, ben] = people(2, 'One', 'two') as [Person, Person];
		type(ana, find(ana, 'two', 3), ' three');
		ben.editor.dispatch(ben.editor.state.tr.join(find(ben, 'two') - 1));
		meet([ana, ben]);
		expect(lines(ana)).toEqual(['Onetwo three']);
		expectAlike([ana, ben]);
	});

	it('deletes it keeps what was typed', () => {
		const [ana, ben] = people(2, 'One', 'two', 'three') as [Person, Person];
		type(ana, find(ana, 'two', 3), ' and a half');
		const at = find(ben, 'two') - 1;
		ben.editor.dispatch(ben.editor.state.tr.delete(at, at + 5));
		meet([ana, ben]);
		expect(lines(ana)).toEqual(['One and a half', 'three']);
		expectAlike([ana, ben]);
	});

	it('makes part of it bold, and a link, keeps both', () => {
		const [ana, ben] = people(2, 'We met there') as [Person, Person];
		type(ana, find(ana, 'met', 3), ' up');
		const at = find(ben, 'met');
		const { bold, link } = schema.marks;
		ben.editor.dispatch(
			ben.editor.state.tr
				.addMark(at, at + 3, bold.create())
				.addMark(at, at + 3, link.create({ href: 'https://a.example' }))
		);
		meet([ana, ben]);
		expect(lines(ben)).toEqual(['We met up there']);
		expect(renderPage(readPage(ana.doc), TEST_SURROUNDINGS)).toContain('<strong>met');
		expectAlike([ana, ben]);
	});
});

describe('undo', () => {
	it('of a heading keeps what somebody else typed in it', () => {
		const [ana, ben] = people(2, 'Plan') as [Person, Person];
		setBlock(ana, find(ana, 'Plan'), { kind: 'heading' });
		meet([ana, ben]);
		type(ben, find(ben, 'Plan', 4), ' for May');
		meet([ana, ben]);
		ana.editor.binding.undo();
		meet([ana, ben]);
		expect(lines(ben)).toEqual(['Plan for May']);
		expect(ben.editor.state.doc.child(0).attrs.kind).toBe('paragraph');
		expectAlike([ana, ben]);
	});

	it('takes back one person’s typing and leaves the words that somebody else put into the middle of it', () => {
		const [ana, ben] = people(2, '') as [Person, Person];
		type(ana, 1, 'Hello world');
		meet([ana, ben]);
		type(ben, find(ben, 'world'), 'dear ');
		meet([ana, ben]);
		ana.editor.binding.undo();
		meet([ana, ben]);
		expect(lines(ana)).toEqual(['dear ']);
		ana.editor.binding.redo();
		meet([ana, ben]);
		expect(lines(ana)).toEqual(['Hello dear world']);
		expectAlike([ana, ben]);
	});

	it('of a new block keeps what somebody else typed in it', () => {
		const [ana, ben] = people(2, 'One') as [Person, Person];
		ana.editor.binding.history.endStep();
		caret(ana, find(ana, 'One', 3));
		ana.editor.run(splitBlock);
		meet([ana, ben]);
		type(ben, ben.editor.state.doc.content.size - 1, 'mine');
		meet([ana, ben]);
		ana.editor.binding.undo();
		meet([ana, ben]);
		expect(lines(ana).join('')).toBe('Onemine');
		expectAlike([ana, ben]);
	});
});

describe('a render that fails', () => {
	it('never makes the next keystroke delete what could not be drawn', () => {
		const [ana, ben] = people(2, 'One', 'two') as [Person, Person];
		let failures = 2;
		ana.editor.beforeDispatch = () => {
			if (failures-- > 0) throw new Error('injected');
		};
		type(ben, find(ben, 'One', 3), ' from ben');
		meet([ana, ben]);
		expect(ana.editor.faults).toHaveLength(2);
		expect(ana.editor.state.doc.textContent).not.toContain('from ben');
		// The screen is behind; the next key redraws it and writes nothing.
		type(ana, find(ana, 'two', 3), '!');
		meet([ana, ben]);
		expect(lines(ben)[0]).toBe('One from ben');
		ana.editor.faults.length = 0;
		type(ana, find(ana, 'two', 3), '!');
		meet([ana, ben]);
		expect(lines(ben)).toEqual(['One from ben', 'two!']);
		expectAlike([ana, ben]);
	});

	it('is drawn again at once when the second attempt works', () => {
		const [ana, ben] = people(2, 'One') as [Person, Person];
		let failures = 1;
		ana.editor.beforeDispatch = () => {
			if (failures-- > 0) throw new Error('injected');
		};
		type(ben, find(ben, 'One', 3), '!');
		meet([ana, ben]);
		expect(ana.editor.faults.splice(0)).toHaveLength(1);
		expectAlike([ana, ben]);
	});
});

describe('a document of another version', () => {
	it('keeps unknown blocks, kinds and marks through editing around them', () => {
		const [ana, ben] = people(2, 'One', 'two') as [Person, Person];
		const text = pageText(ben.doc);
		ben.doc.transact(() => {
			const table = new Y.Map<unknown>([
				['type', 'hologram'],
				['id', 'tbl'],
				['rows', 3]
			]);
			text.insertEmbed(4, table, {});
			text.format(1, 2, { glitter: { much: true } });
		}, 'a newer client');
		meet([ana, ben]);
		expect(ana.editor.state.doc.child(1).type.name).toBe('unknown');
		type(ana, find(ana, 'two', 3), '!');
		type(ana, find(ana, 'One', 3), '!');
		// Moves the unknown block to the end.
		const { state } = ana.editor;
		const at = state.doc.child(0).nodeSize;
		const unknown = state.doc.child(1);
		ana.editor.dispatch(state.tr.delete(at, at + 1).insert(state.doc.content.size - 1, unknown));
		meet([ana, ben]);
		const delta = pageText(ben.doc).toDelta() as { insert: unknown; attributes?: object }[];
		expect(delta.find((step) => step.attributes !== undefined && 'glitter' in step.attributes)?.insert).toBe(
			'On'
		);
		const tables = delta
			.map((step) => step.insert)
			.filter((it) => it instanceof Y.Map && it.get('type') === 'hologram');
		expect(tables.map((it) => (it as Y.Map<unknown>).toJSON())).toEqual([
			{ type: 'hologram', id: 'tbl', rows: 3 }
		]);
		expectAlike([ana, ben]);
	});
});

describe('whatever people do at once', () => {
	it('everybody ends with the same page, on the screen and in the document', () => {
		const { below: random, seedText } = createRandom();
		const all = people(3, 'One', 'two 😀 three', '', 'four');
		const { bold, italic } = schema.marks;
		for (let step = 0; step < 1500; step++) {
			const person = all[random(3)]!;
			const { state: before } = person.editor;
			const size = before.doc.content.size;
			const from = random(size);
			const to = Math.min(size, from + random(12));
			const tr = before.tr;
			tr.setSelection(TextSelection.between(before.doc.resolve(from), before.doc.resolve(to)));
			const what = random(9);
			if (what < 3) tr.insertText(['a', 'b', 'ab ', '😀'][random(4)]!);
			else if (what === 3) tr.deleteSelection();
			else if (what === 4)
				tr.addMark(tr.selection.from, tr.selection.to, [bold, italic][random(2)]!.create());
			else if (what === 5) tr.removeMark(tr.selection.from, tr.selection.to);
			person.editor.dispatch(tr);
			if (what === 6) person.editor.run(splitBlock);
			if (what === 7)
				setBlock(person, person.editor.state.selection.from, {
					kind: ['heading', 'task', 'paragraph', 'code'][random(4)],
					indent: random(3)
				});
			if (what === 8) {
				const moved = person.editor.state.doc.child(random(person.editor.state.doc.childCount));
				let at = 0;
				person.editor.state.doc.forEach((node, position) => void (node === moved && (at = position)));
				const move = person.editor.state.tr;
				if (person.editor.state.doc.childCount > 1) move.delete(at, at + moved.nodeSize).insert(0, moved);
				person.editor.dispatch(move);
			}
			if (random(6) === 0) meet([person, all[random(3)]!]);
			if (step % 100 === 0) for (const one of all) expect(one.editor.faults, seedText).toEqual([]);
		}
		meet(all);
		meet(all);
		expectAlike(all);
	});
});
