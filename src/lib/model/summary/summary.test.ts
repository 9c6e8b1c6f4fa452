import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import {
	createId,
	type AgendaItemId,
	type BoardId,
	type HarvestId,
	type IdentityId,
	type RoundId
} from '../ids.ts';
import { seedDraft } from '../page/draft.ts';
import { renderMarkdown } from '../page/markdown.ts';
import { readPage } from '../page/read-page.ts';
import { ProblemBoard } from '../problem/board.ts';
import type { CardId } from '../problem/card.ts';
import { leanCoffee } from '../problem/methods/lean-coffee.ts';
import type { LaneId } from '../problem/method.ts';
import { seedProblem } from '../problem/seed.ts';
import type { HarvestState } from '../session/harvests.ts';
import type { Member, Session } from '../session/session.ts';
import { after, apply, FAY, MIA, NOW, people, sessionWithRound } from '../session/test-sessions.ts';
import { noteAt, person } from '../whiteboard/test-boards.ts';
import { digestOf, type BoardDigest } from './digest.ts';
import { summaryPage, type SummaryLook } from './page.ts';
import { boardsToSummarise, summarise } from './summary.ts';

const LOOK: SummaryLook = {
	words: {
		labels: { red: 'TLP:RED', amber: 'TLP:AMBER', green: 'TLP:GREEN', clear: 'TLP:CLEAR' },
		namesStripped: 'No names.',
		backToSession: 'the session',
		when: (start, end) => `${start} to ${end}`,
		goingOn: (start) => `since ${start}`,
		people: (count) => `${count} people`,
		agenda: 'Agenda',
		minutes: (count) => `${count} min`,
		doneAt: (time) => `done at ${time}`,
		notDone: 'not done',
		decisions: 'Decisions',
		noDecisions: 'None.',
		actions: 'Actions',
		noActions: 'None.',
		by: (day) => `by ${day}`,
		goesOn: 'goes on',
		boards: 'Boards',
		kinds: { whiteboard: 'Whiteboard', problem: 'Problem board', page: 'Page' },
		more: (count) => `and ${count} more`,
		unreadable: 'It could not be read.',
		brought: (count) => `${count} brought to `,
		groups: (round) => `Groups: ${round}`,
		terms: 'Terms'
	},
	addressOf: (_, board) => (board === null ? '/s' : `/s/${board.title.replaceAll(' ', '-')}`),
	date: (at) => `D${at - NOW}`,
	time: (at) => `T${at - NOW}`,
	day: (day) => day
};

function digest(given: Partial<BoardDigest> = {}): BoardDigest {
	return { problem: '', lines: [], more: 0, decisions: [], actions: [], ...given };
}

const [gus, ida] = people(2) as [IdentityId, IdentityId];
const { session: planned, round } = sessionWithRound([[gus], [ida]]);
const item = createId<AgendaItemId>();
const [main, secret, away] = [createId<BoardId>(), createId<BoardId>(), createId<BoardId>()];
const open = after(
	planned,
	{ type: 'add-board', board: main, kind: 'problem', title: 'The pump' },
	{ type: 'add-board', board: away, kind: 'page', title: 'Put away' },
	{ type: 'archive-board', board: away },
	{ type: 'add-agenda-item', item, title: 'Look', minutes: 10, board: main, before: null },
	{ type: 'go-to-agenda-item', item },
	{ type: 'open-round', round: round.id, lengthMs: null, then: 'ask' }
);
const ended = apply(open, { type: 'end-session' }, FAY, NOW + 90);

function member(id: IdentityId, name: string, role: Member['role'], joinedAt: number): Member {
	return { id, name, color: 'teal', role, via: null, joinedAt };
}

const MEMBERS = [
	member(ida, 'Ida', 'member', 3),
	member(FAY.id, 'Fay', 'facilitator', 1),
	member(gus, 'Gus', 'member', 2),
	member(createId<IdentityId>(), 'Hall', 'viewer', 4)
];

function harvest(state: HarvestState): Session['harvests'][number] {
	return { id: createId<HarvestId>(), round: round.id, into: main, by: FAY.id, state };
}

const CALL = createId<CardId>();

const DIGESTS = new Map<BoardId, BoardDigest | null>([
	[
		main,
		digest({
			problem: 'The pump stops.',
			lines: ['It is old'],
			more: 3,
			decisions: ['Buy *one*'],
			actions: [{ card: CALL, text: 'Call them', owner: 'Gus', due: '2030-05-12', done: false }]
		})
	],
	[open.boards[0]!.id, digest({ lines: ['Ours'] })],
	[open.boards[1]!.id, null],
	[away, digest({ decisions: ['Never told'] })]
]);

const markdown = (session: Session, where: 'page' | 'file' = 'file'): string =>
	renderMarkdown(summaryPage(summarise(session, MEMBERS, DIGESTS, where), LOOK), 'https://c.example');

describe('a summary', () => {
	test('says what was decided, done, written and by which groups, with ways back', () => {
		const amber: Session = {
			...ended,
			label: 'amber',
			harvests: [harvest({ at: 'done', count: 4 }), harvest({ at: 'failed', reason: 'newer' })]
		};
		expect(markdown(amber)).toBe(`**TLP:AMBER**

D0 to T90 · 3 people · [the session](<https://c.example/s>)

Fay, Gus, Ida

## Decisions

- Buy \\*one\\* ([The pump](<https://c.example/s/The-pump>))

## Actions

- [ ] Call them (Gus, by 2030-05-12) ([The pump](<https://c.example/s/The-pump>))

## Agenda

- [Look](<https://c.example/s/The-pump>) · 10 min · done at T90

## Groups: First round

4 brought to [The pump](<https://c.example/s/The-pump>) · Problem board

### Group 1

Gus

[Board 1](<https://c.example/s/Board-1>) · Whiteboard

- Ours

### Group 2

Ida

[Board 2](<https://c.example/s/Board-2>) · Whiteboard

It could not be read.

## Boards

### [The pump](<https://c.example/s/The-pump>) · Problem board

The pump stops.

- It is old
- and 3 more
`);
	});

	test('tells of what every member may read, and of nothing else', () => {
		expect(boardsToSummarise(open).map(({ id }) => id)).toEqual([main]);
		expect(boardsToSummarise(ended).map(({ id }) => id)).toEqual([
			open.boards[0]!.id,
			open.boards[1]!.id,
			main
		]);
		expect(markdown(ended)).not.toContain('Never told');
		expect(markdown(open)).not.toContain('Group 1');
	});

	test('names nobody where nobody is to be named', () => {
		const names = /Fay|Gus|Ida/;
		expect(markdown({ ...ended, label: 'clear', namesStripped: true })).not.toMatch(names);
		expect(markdown({ ...ended, label: 'clear', namesStripped: true }, 'page')).not.toMatch(names);
		expect(markdown({ ...ended, label: 'red' })).not.toMatch(names);
		expect(markdown({ ...ended, label: 'red' }, 'page')).toMatch(names);
		expect(markdown({ ...ended, label: 'clear', namesStripped: true })).toContain('3 people');
	});

	test('says that nothing was decided rather than nothing at all', () => {
		const bare = summaryPage(summarise(ended, [], new Map(), 'page'), LOOK);
		expect(renderMarkdown(bare, '')).toContain('## Decisions\n\nNone.');
	});

	test('is written into a page as it is', () => {
		const blocks = summaryPage(summarise(ended, MEMBERS, DIGESTS, 'page'), LOOK);
		const doc = new Y.Doc();
		seedDraft(doc, blocks, 'test');
		const written = readPage(doc).blocks.map((block) => (block.type === 'text' ? block : null));
		expect(
			renderMarkdown(
				written.filter((block) => block !== null),
				''
			)
		).toBe(renderMarkdown(blocks, ''));
	});
});

describe('the digest of a board', () => {
	test('of a whiteboard has its words in reading order, a line each, and says how many more there are', () => {
		const { board, perform } = person('Mia');
		perform((gesture) => {
			for (let n = 0; n < 23; n++) gesture.make(noteAt(((n + 1) % 23) * 300, 0), `note\n${(n + 1) % 23}`);
			gesture.make(noteAt(0, 900), '  ');
		});
		const { lines, more } = digestOf('whiteboard', board.doc, null);
		expect(lines).toHaveLength(20);
		expect(lines.slice(0, 2)).toEqual(['note 0', 'note 1']);
		expect(more).toBe(3);
	});

	test('of a problem board tells decisions and actions from the rest by its method', () => {
		const doc = new Y.Doc();
		seedProblem(doc);
		const board = new ProblemBoard(doc);
		const by = { id: MIA.id, name: 'Mia', color: 'teal' };
		for (const [lane, text] of [
			['decision', 'Buy one'],
			['actions', 'Call them'],
			['actions', ' '],
			['ideas', 'Rent'],
			['facts', 'It stops']
		] as const)
			board.add(lane as LaneId, { at: 'end' }, text, by, NOW);
		doc.transact(() => board.statementText().insert(0, 'The pump'));
		const [action] = board.lane('actions' as LaneId);
		for (const [name, value] of [
			['owner', { id: null, name: 'Gus' }],
			['due', '2030-05-12'],
			['closed', true]
		] as const)
			board.details.set(action!.id, name, value);
		expect(digestOf('problem', doc, null)).toEqual(
			digest({
				problem: 'The pump',
				lines: ['It stops', 'Rent'],
				decisions: ['Buy one'],
				actions: [{ card: action!.id, text: 'Call them', owner: 'Gus', due: '2030-05-12', done: true }]
			})
		);
	});

	test('of a board on which a method was worked goes by the lanes of that method', () => {
		const doc = new Y.Doc();
		seedProblem(doc);
		const by = { id: MIA.id, name: 'Mia', color: 'teal' };
		new ProblemBoard(doc, leanCoffee).add('commitments' as LaneId, { at: 'end' }, 'Ask Gus', by, NOW);
		expect(digestOf('problem', doc, leanCoffee).actions).toMatchObject([{ text: 'Ask Gus', done: false }]);
		// In a lane that the open board does not have: it is on it all the same.
		expect(digestOf('problem', doc, null)).toEqual(digest({ lines: ['Ask Gus'] }));
	});

	test('of anything that somebody wrote into a document does not throw', () => {
		for (const kind of ['whiteboard', 'problem', 'page'] as const) {
			const [hostile, doc] = [new Y.Doc(), new Y.Doc()];
			for (const name of ['meta', 'place', 'card', 'geometry', 'style', 'page', 'text'])
				hostile.getArray(name).push([1, null, {}]);
			Y.applyUpdate(doc, Y.encodeStateAsUpdate(hostile));
			expect(digestOf(kind, doc, null)).toMatchObject({ decisions: [], actions: [] });
		}
	});
});

test('a round that has not ended is left out, with its boards', () => {
	const next = after(
		apply(ended, { type: 'reopen-session' }),
		{ type: 'plan-round', round: createId<RoundId>(), title: 'Two', groups: [] },
		{ type: 'add-board', board: secret, kind: 'page', title: 'More' }
	);
	expect(summarise(next, MEMBERS, DIGESTS, 'page').rounds).toHaveLength(1);
});
