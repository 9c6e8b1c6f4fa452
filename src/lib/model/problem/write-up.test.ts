import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { createId, type BallotId, type BoardId, type IdentityId } from '../ids.ts';
import { seedDraft, type DraftBlock } from '../page/draft.ts';
import { readPage } from '../page/read-page.ts';
import type { Marks } from './ballots/marks.ts';
import { count } from './ballots/count.ts';
import type { CardId } from './card.ts';
import { fileName, imageName } from './card-details.ts';
import { begun, closedBallot, withCount, wentTo } from './course.ts';
import { inputItems } from './input.ts';
import { rulesOfMethod, type LaneId, type PhaseId } from './method.ts';
import { solveAProblem } from './methods/solve-a-problem.ts';
import type { Run } from './run.ts';
import { ada, CAUSES, IDEAS, openBoard } from './test-boards.ts';
import { writeUp, type WriteUpSource } from './write-up.ts';

const boardId = createId<BoardId>();
const lane = (id: string): LaneId => id as LaneId;
const phase = (id: string): PhaseId => id as PhaseId;

const WORDS: WriteUpSource['words'] = {
	sections: {
		problem: 'Problem',
		whenItApplies: 'When',
		whatToDo: 'What to do',
		causes: 'Causes',
		optionsNotTaken: 'Not taken',
		decision: 'Decision',
		actions: 'Actions',
		resources: 'Resources',
		sources: 'Sources'
	},
	stale: 'Older',
	tooFew: 'Too few',
	attached: (pictures, files) => `${pictures} pictures, ${files.join()}`,
	votes: (type, numbers) => `${type} ${numbers.join('/')}`,
	reason: ({ answer, text }) => `${answer}: ${text}`,
	task: (owner, due) => [owner, due].filter((part) => part !== null).join(' by '),
	board: 'Board',
	session: 'Session',
	method: 'Method',
	numbers: 'Numbers lead to cards'
};

/** A run that went through all phases, with a vote of these marks on these cards. */
function runWith(items: readonly CardId[], marks: readonly Marks[] | null): Run {
	const ref = { from: 'program', id: solveAProblem.id, version: 1 } as const;
	let run = begun(boardId, ref, rulesOfMethod(solveAProblem), createId<IdentityId>(), 0);
	for (const { id } of solveAProblem.phases) run = wentTo(run, id, 1)!;
	const id = createId<BallotId>();
	const ballot = { id, phase: phase('dots'), attempt: 1, items, state: { at: 'open', openedAt: 1 } } as const;
	run = { ...run, ballots: [closedBallot(ballot, 2)] };
	return withCount(run, id, {
		voters: marks?.length ?? 1,
		tallies: marks && count('dot', items, marks)
	});
}

function boardOfAll() {
	const opened = openBoard();
	const { board, doc, add } = opened;
	doc.transact(() => board.statementText().insert(0, 'Deliveries come late.'), 'test');
	const late = add(CAUSES, 'The van starts late');
	const keys = add(CAUSES, 'Keys are missing');
	doc.transact(() => board.details.set(keys, 'under', late), 'test');
	const [hooks, second, moved] = ['Hang up hooks', 'Buy a second van', 'Start earlier'].map((text) =>
		add(IDEAS, text)
	) as [CardId, CardId, CardId];
	doc.transact(() => board.move(moved, lane('decision'), { at: 'end' }), 'test');
	const call = add(lane('actions'), 'Call the driver');
	doc.transact(() => {
		board.details.set(call, 'owner', { id: ada.id, name: 'Ada' });
		board.details.set(call, 'due', '2026-12-01');
		board.details.set(call, 'closed', true);
	}, 'test');
	add(lane('facts'), ' ');
	return { ...opened, hooks, second, moved, call };
}

function source(made: ReturnType<typeof boardOfAll>, run: Run): WriteUpSource {
	const { board } = made;
	return {
		method: solveAProblem,
		run,
		board: {
			statement: board.statement,
			lane: (id) => board.lane(id),
			structure: (id) => (id === CAUSES ? 'whys' : board.structure(id)),
			clusterTitle: (id) => board.clusterTitle(id),
			title: 'Why late?',
			address: '/s/x/y'
		},
		cardAddress: (card) => `/s/x/y#${card}`,
		session: { title: 'Tuesday', address: '/s/x' },
		namesStripped: false,
		words: WORDS
	};
}

const textOf = ({ runs, kind, indent = 0 }: DraftBlock): string =>
	`${'  '.repeat(indent)}${kind}: ${runs.map(({ text }) => text).join('')}`;

const votes = (a: CardId, b: CardId, c: CardId): Marks[] => [
	{ type: 'dot', dots: [{ card: b, count: 2 }] },
	{
		type: 'dot',
		dots: [
			{ card: a, count: 1 },
			{ card: b, count: 1 }
		]
	},
	{ type: 'dot', dots: [{ card: c, count: 3 }] }
];

describe('the page that a run leaves', () => {
	it('has its sections in the page’s order, each card once, with votes and tasks', () => {
		const made = boardOfAll();
		const { hooks, second, moved } = made;
		const run = runWith([hooks, second, moved], votes(hooks, second, moved));
		expect(writeUp(source(made, run)).map(textOf)).toEqual([
			'heading: Problem',
			'quote: Deliveries come late.',
			'heading: What to do',
			'callout: Write it down once and for all: what would the next people with this problem need to know?',
			'heading: Causes',
			'bullet: The van starts late [1]',
			'  bullet: Keys are missing [2]',
			'heading: Not taken',
			'bullet: Buy a second van (dot 3/2) [3]',
			'bullet: Hang up hooks (dot 1/1) [4]',
			'heading: Decision',
			'bullet: Start earlier [5]',
			'heading: Actions',
			'task: Call the driver (Ada by 2026-12-01) [6]',
			'heading: Sources',
			'bullet: Board: Why late?',
			'bullet: Session: Tuesday',
			'bullet: Method: Solve a problem',
			'paragraph: Numbers lead to cards'
		]);
	});

	it('says why somebody objected, below the card', () => {
		const made = boardOfAll();
		const run = runWith([made.hooks], votes(made.hooks, made.second, made.moved));
		const reasons = [{ answer: 'objection', text: 'The wall is rented' }] as const;
		const ballots = run.ballots.map((ballot) =>
			ballot.state.at !== 'closed'
				? ballot
				: {
						...ballot,
						state: { ...ballot.state, tallies: ballot.state.tallies!.map((tally) => ({ ...tally, reasons })) }
					}
		);
		const text = writeUp(source(made, { ...run, ballots })).map(textOf);
		const line = text.findIndex((one) => one.startsWith('bullet: Hang up hooks'));
		expect(text[line + 1]).toBe('  bullet: objection: The wall is rented');
	});

	it('leads back from each line to its card, and to the board and the session', () => {
		const made = boardOfAll();
		const blocks = writeUp(source(made, runWith([made.hooks], votes(made.hooks, made.second, made.moved))));
		const links = blocks.flatMap(({ runs }) => runs.flatMap(({ marks }) => marks.link ?? []));
		expect(links).toContain(`/s/x/y#${made.call}`);
		expect(links).toEqual(expect.arrayContaining(['/s/x/y', '/s/x']));
	});

	it('tells no result that must not be told, and names nobody where names are stripped', () => {
		const made = boardOfAll();
		const given = { ...source(made, runWith([made.hooks, made.second], null)), namesStripped: true };
		const text = writeUp(given).map(textOf);
		expect(text).toContain('callout: Too few');
		expect(text.join('\n')).not.toContain('dot');
		expect(text).toContain('task: Call the driver (2026-12-01) [6]');
		expect(text.join('\n')).not.toContain('Ada');
	});

	it('says where an earlier step was taken up again', () => {
		const made = boardOfAll();
		const run = wentTo(runWith([made.hooks], null), phase('define'), 9)!;
		const text = writeUp(source(made, run)).map(textOf);
		expect(text[text.indexOf('heading: Causes') + 1]).toBe('callout: Older');
	});

	it('has a heading for the problem also where nobody wrote anything', () => {
		const empty = openBoard();
		const given = source({ ...boardOfAll(), ...empty }, runWith([], null));
		expect(writeUp(given).map(textOf).slice(0, 3)).toEqual([
			'heading: Problem',
			'heading: What to do',
			expect.stringContaining('callout: ')
		]);
	});

	it('is read back from a page’s document as it was made, once', () => {
		const made = boardOfAll();
		const blocks = writeUp(source(made, runWith([made.hooks], null)));
		const doc = new Y.Doc();
		seedDraft(doc, blocks, 'test');
		seedDraft(doc, blocks, 'test');
		const read = readPage(doc).blocks.map((block) => (block.type === 'text' ? block : null));
		expect(read.map((block) => block && textOf(block))).toEqual(blocks.map(textOf));
		expect(read.find((block) => block?.kind === 'task')).toMatchObject({ checked: true });
		expect(read.flatMap((block) => block?.runs.flatMap(({ marks }) => marks.link ?? []) ?? [])).toContain(
			'/s/x'
		);
	});
});

it('a card’s pictures and files are named in its line', () => {
	const made = boardOfAll();
	made.doc.transact(() => {
		made.board.details.set(made.call, imageName('a'.repeat(64)), { w: 1, h: 1, alt: '' });
		made.board.details.set(made.call, fileName('b'.repeat(64)), { name: 'Plan.pdf', bytes: 9 });
	}, 'test');
	const lines = JSON.stringify(writeUp(source(made, runWith([], null))));
	expect(lines).toContain('1 pictures, Plan.pdf)');
});

describe('what a phase starts from', () => {
	const made = boardOfAll();
	const { hooks, second, moved, board } = made;
	const cards = (run: Run, id: string) =>
		inputItems(solveAProblem, run, phase(id), (of) => board.lane(of)).map((card) => card.id);

	it('is every card with words in its lanes', () => {
		expect(cards(runWith([], null), 'dots')).toEqual([hooks, second]);
		expect(cards(runWith([], null), 'define')).toEqual([]);
	});

	it('is the first of the vote before, the best first, where the method says so', () => {
		const run = runWith([hooks, second, moved], votes(hooks, second, moved));
		expect(cards(run, 'impact')).toEqual([second, hooks]);
		const one: Run = {
			...run,
			phases: run.phases.map((rules) =>
				rules.id === 'impact' ? { ...rules, input: { from: phase('dots'), filter: 'topN', count: 1 } } : rules
			)
		};
		expect(cards(one, 'impact')).toEqual([second]);
	});

	it('is all while a result may not be told', () => {
		expect(cards(runWith([hooks, second], null), 'impact')).toEqual([hooks, second]);
	});
});
