import { Awareness } from 'y-protocols/awareness';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Credentials } from '$lib/sync/credentials.ts';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { createId, type BoardId, type IdentityId } from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import { begun, wentTo } from '#model/problem/course.ts';
import { rulesOfMethod, type LaneId, type PhaseId } from '#model/problem/method.ts';
import { brainwriting } from '#model/problem/methods/brainwriting.ts';
import type { Run } from '#model/problem/run.ts';
import { seedProblem } from '#model/problem/seed.ts';
import { BoardState } from './board-state.svelte.ts';
import { parseOther } from './presence.svelte.ts';

const IDEAS = 'ideas' as LaneId;
const CAUSES = 'causes' as LaneId;

interface Options {
	readonly from?: Y.Doc;
	readonly readonly?: boolean;
	readonly canWrite?: boolean;
	readonly run?: () => Run;
}

function open(name: string, options: Options = {}) {
	const doc = new Y.Doc();
	if (options.from === undefined) seedProblem(doc);
	else Y.applyUpdate(doc, Y.encodeStateAsUpdate(options.from));
	const awareness = new Awareness(doc);
	const me = { id: createId<IdentityId>(), name, color: 'teal' };
	awareness.setLocalStateField('user', { ...me, role: 'member' });
	const document: OpenDocument = {
		name: 'test' as DocumentName,
		doc,
		awareness,
		credentials: new Credentials(),
		loaded: Promise.resolve(),
		canWrite: options.canWrite ?? true,
		saved: { state: { at: 'saved' }, hasUnsavedWork: false, makeOwn: () => Promise.resolve(false) },
		close: () => awareness.destroy()
	};
	const mayWrite = !(options.readonly ?? false) && document.canWrite;
	const standing = () => ({
		run: options.run?.() ?? null,
		who: { id: me.id, role: 'member' } as const,
		mayWrite,
		surface: 'shared' as const,
		isFull: false
	});
	const state = new BoardState(document, me, standing, options.run === undefined ? null : brainwriting);
	const write = (lane: LaneId, text: string) => {
		const card = state.add(lane)!;
		state.board.texts.text(card)!.insert(0, text);
		return card;
	};
	return {
		doc,
		awareness,
		me,
		state,
		write,
		words: (lane: LaneId) => state.lane(lane).map(({ text }) => text)
	};
}

function exchange(a: Y.Doc, b: Y.Doc): void {
	Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)), 'network');
	Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)), 'network');
}

describe('writing on a board', () => {
	it('leaves nothing of a new card that stays empty, and nothing to undo', () => {
		const { state, words } = open('Ada');
		state.add(IDEAS);
		expect(words(IDEAS)).toEqual(['']);
		state.finish();
		expect([words(IDEAS), state.canUndo]).toEqual([[], false]);
	});

	it('makes adding and writing a card one step', () => {
		const { state, doc, words, write } = open('Ada');
		const card = write(IDEAS, '');
		for (const letter of 'idea')
			doc.transact(
				() => state.board.texts.text(card)!.insert(state.board.texts.text(card)!.length, letter),
				'problem:me'
			);
		state.finish();
		expect(words(IDEAS)).toEqual(['idea']);
		state.undo();
		expect([words(IDEAS), state.canUndo, state.canRedo]).toEqual([[], false, true]);
		state.redo();
		expect(words(IDEAS)).toEqual(['idea']);
	});

	it('tells the others which card and lane, and takes it back', () => {
		const { state, awareness } = open('Ada');
		const card = state.add(IDEAS);
		expect(awareness.getLocalState()).toMatchObject({ editing: card, lane: IDEAS });
		state.editStatement();
		expect(awareness.getLocalState()).toMatchObject({ editing: 'problem' });
		state.destroy();
		expect(awareness.getLocalState()).toMatchObject({ editing: null, lane: null });
	});

	it('keeps a card that somebody else is writing on from being deleted', () => {
		const { state, awareness, write } = open('Ada');
		const card = write(IDEAS, 'text');
		state.finish();
		const bo = { user: { id: createId(), name: 'Bo', color: 'plum' }, editing: card, lane: IDEAS };
		awareness.states.set(7, bo);
		awareness.emit('change', [{ added: [7], updated: [], removed: [] }, 'test']);
		expect(state.presence.writers.get(card)?.name).toBe('Bo');
		expect(state.delete(card)).toBe(false);
		expect(state.lane(IDEAS)).toHaveLength(1);
	});

	it('offers back what I was writing when somebody else deletes the card', () => {
		const ada = open('Ada');
		const card = ada.write(IDEAS, 'half a thou');
		const bo = open('Bo', { from: ada.doc });
		bo.state.delete(card);
		exchange(ada.doc, bo.doc);
		expect([ada.words(IDEAS), ada.state.editing]).toEqual([[], { at: 'nothing' }]);
		toast.list.at(-1)!.action!.run();
		expect(ada.words(IDEAS)).toEqual(['half a thou']);
	});

	it('moves by one place and to the lane beside, and not past the ends', () => {
		const { state, words, write } = open('Ada');
		const [a, b] = [write(CAUSES, 'a'), write(CAUSES, 'b')];
		state.finish();
		expect([state.moves.nudge(b, 'up'), words(CAUSES)]).toEqual([true, ['b', 'a']]);
		expect(state.moves.nudge(b, 'up')).toBe(false);
		expect([state.moves.nudge(a, 'right'), words(IDEAS)]).toEqual([true, ['a']]);
		expect(state.placeOf(a)).toEqual({ lane: IDEAS, place: 1, of: 1 });
		state.undo();
		expect(words(CAUSES)).toEqual(['b', 'a']);
	});

	it.each([
		['somebody who only reads', { readonly: true }],
		['a document that does not take writing', { canWrite: false }]
	])('does nothing for %s', (_, options) => {
		const writer = open('Ada');
		const card = writer.write(IDEAS, 'text');
		writer.state.finish();
		const { state, doc } = open('Vi', { from: writer.doc, ...options });
		const before = Y.encodeStateVector(doc);
		state.edit(card);
		state.editStatement();
		expect([state.add(IDEAS), state.moves.to(card, CAUSES), state.delete(card)]).toEqual([
			null,
			false,
			false
		]);
		expect(state.editing).toEqual({ at: 'nothing' });
		expect(Y.encodeStateVector(doc)).toEqual(before);
	});

	it('is read only where a newer version wrote', () => {
		const { doc } = open('Ada');
		doc.getMap('meta').set('schema', 99);
		const { state } = open('Bo', { from: doc });
		expect([state.board.tooNew, state.rights.create]).toEqual([true, false]);
	});
});

describe('the presence of others', () => {
	it('is believed only as far as it makes sense', () => {
		const user = { id: 'x', name: 'Bo', color: 'plum' };
		expect(parseOther(1, { lane: 'ideas' })).toBeNull();
		expect(parseOther(1, { user, lane: {}, editing: 'c'.repeat(500) })).toEqual({
			client: 1,
			...user,
			lane: null,
			editing: null
		});
	});
});

it('lays cards where a vote put them as one step, which is taken back as one', () => {
	const { state, write } = open('Mia');
	const [one, other] = [write(IDEAS, 'One list'), write(IDEAS, 'Call ahead')];
	state.finish();
	const spots = new Map([
		[one, { impact: 0.9, effort: 0.1 }],
		[other, { impact: 0.3, effort: 0.7 }],
		[createId<CardId>(), { impact: 0.5, effort: 0.5 }]
	]);
	expect(state.edits.layOnGrid(spots)).toBe(2);
	expect(state.structure(IDEAS)).toBe('grid');
	expect(state.board.card(one)?.details.spot).toEqual({ impact: 0.9, effort: 0.1 });
	state.undo();
	expect(state.structure(IDEAS)).toBe('cards');
	expect([one, other].map((card) => state.board.card(card)?.details.spot)).toEqual([null, null]);
	expect(state.board.card(one)?.text).toBe('One list');
});

it('lays nothing for whoever may not arrange cards', () => {
	const { state: theirs, write, doc } = open('Mia');
	const card = write(IDEAS, 'One list');
	theirs.finish();
	const { state } = open('Bo', { from: doc, readonly: true });
	expect(state.edits.layOnGrid(new Map([[card, { impact: 1, effort: 0 }]]))).toBe(0);
	expect(state.structure(IDEAS)).toBe('cards');
});

describe('a phase in which each may write so many cards', () => {
	const ref = { from: 'program', id: brainwriting.id, version: brainwriting.version } as const;
	const first = begun(createId<BoardId>(), ref, rulesOfMethod(brainwriting), createId<IdentityId>(), 1);
	const goTo = (run: Run, id: string): Run => wentTo(run, id as PhaseId, 2)!;

	it('counts those of this person and of this attempt, and takes no more', () => {
		let run = first;
		const { state, write, doc } = open('Ada', { run: () => run });
		for (const text of ['a', 'b']) write(IDEAS, text);
		expect([state.writtenNow, state.rights.create]).toEqual([2, true]);
		const third = write(IDEAS, 'c');
		state.finish();
		expect([state.writtenNow, state.add(IDEAS)]).toEqual([3, null]);
		state.delete(third);
		expect(state.writtenNow).toBe(2);
		// Whoever gets the sheet next has all of theirs.
		const next = open('Bo', { from: doc, run: () => run });
		expect([next.state.writtenNow, next.state.rights.create]).toEqual([0, true]);
		run = goTo(goTo(run, 'round-2'), 'round-1');
		expect(open('Ada', { from: doc, run: () => run }).state.writtenNow).toBe(0);
	});
});
