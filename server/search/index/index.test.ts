import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createId, type SessionId } from '#model/ids.ts';
import type { Section } from '#model/search/sections.ts';
import type { FoundHit, BoardFacts, Question, SessionFacts } from '../messages.ts';
import { createAsking } from './asking.ts';
import { openIndex } from './schema.ts';
import { createTables } from './tables.ts';
import { createVocabulary } from './vocabulary.ts';

/** An index in memory: a path that no folder can have. */
function openHere() {
	const { database } = openIndex('/dev/null/nowhere');
	const vocabulary = createVocabulary(database);
	const [tables, asking] = [createTables(database, vocabulary), createAsking(database, vocabulary)];
	const sessions = new Map<SessionId, SessionFacts>();
	let keys = 0;
	const run = <T>(work: Generator<void, T>): T => {
		let step = work.next();
		while (step.done !== true) step = work.next();
		return step.value;
	};
	return {
		database,
		run,
		tables,
		session(facts: Partial<SessionFacts> = {}): SessionId {
			const id = facts.id ?? createId<SessionId>();
			const before = sessions.get(id) ?? {
				id,
				title: 'Monday meeting',
				label: 'red',
				agenda: [],
				boards: [],
				synonyms: [],
				changedAt: 1
			};
			const after = { ...before, ...facts };
			sessions.set(id, after);
			run(tables.session(after));
			return id;
		},
		page(
			session: SessionId,
			title: string,
			texts: readonly string[],
			facts: Partial<BoardFacts> = {}
		): string {
			const name = createId<SessionId>();
			const boards = sessions.get(session)!.boards;
			this.session({ id: session, boards: [...boards, { ...BOARD, name, title, ...facts }] });
			run(tables.body({ name, head: '1', changedAt: 2, sections: texts.map(section) }));
			return name;
		},
		ask(
			text: string,
			question: Partial<Omit<Question, 'readable'>> & { readable?: readonly string[] } = {}
		): readonly FoundHit[] {
			const all = [...sessions.values()].flatMap(({ id, boards }) => [id, ...boards.map(({ name }) => name)]);
			const readable = { key: ++keys, json: JSON.stringify(question.readable ?? all) };
			return asking.ask({ ...QUESTION, text, ...question, readable }).hits;
		}
	};
}

const BOARD: BoardFacts = {
	name: '',
	kind: 'page',
	title: '',
	standing: 'open',
	worked: 0,
	tags: [],
	createdAt: 1
};
const QUESTION: Question = {
	text: '',
	readable: { key: 0, json: '[]' },
	kinds: null,
	parts: null,
	standings: null,
	labels: null,
	session: null,
	since: null,
	from: 0,
	limit: 20
};

function section(text: string, at = 0): Section {
	return { kind: 'text', anchor: `block-${at}`, heading: [], text };
}

const titles = (hits: readonly FoundHit[]) => hits.map(({ title }) => title);

describe('the index', () => {
	let index: ReturnType<typeof openHere>;
	let monday: SessionId;
	beforeEach(() => {
		index = openHere();
		monday = index.session();
		index.page(monday, 'The walk-in refrigerator is too warm', [
			'The thermometer shows nine degrees in the morning.',
			'Check whether the door seals. Café staff prop it open when deliveries come.'
		]);
		index.page(monday, 'Volunteers do not come to their shifts', ['We call them the evening before.']);
	});
	afterEach(() => index.database.close());

	it('finds words in other forms, and says where', () => {
		const [hit] = index.ask('doors sealing');
		expect(hit).toMatchObject({ title: 'The walk-in refrigerator is too warm', anchor: 'block-1' });
		expect(hit!.reasons).toContainEqual({ by: 'text', word: 'door' });
		const { text, marks } = hit!.snippet;
		expect(marks.map(([from, to]) => text.slice(from, to))).toEqual(['door', 'seals']);
	});

	it('takes a word for its accents left out, and the other way round', () => {
		expect(titles(index.ask('cafe'))).toHaveLength(1);
		index.page(monday, 'Resume', ['How to write one']);
		expect(titles(index.ask('Résumé'))).toEqual(['Resume']);
	});

	it('finds what begins like the last word while it is typed, and like no other', () => {
		expect(titles(index.ask('refrigerat'))).toEqual(['The walk-in refrigerator is too warm']);
		expect(titles(index.ask('refri '))).toEqual([]);
		expect(index.ask('thermom')[0]!.reasons).toEqual([
			{ by: 'beginning', typed: 'thermom', word: 'thermometer' }
		]);
	});

	it('finds a word with two slips, and says what it took it for', () => {
		const [hit] = index.ask('refregirator ');
		expect(hit!.title).toBe('The walk-in refrigerator is too warm');
		expect(hit!.reasons).toEqual([{ by: 'spelling', typed: 'refregirator', word: 'refrigerator' }]);
	});

	it("takes the community's synonyms of one or more words, of sessions that may be read", () => {
		expect(index.ask('frosty ')).toEqual([]);
		index.session({
			id: monday,
			synonyms: [
				['frosty', 'refrigerator'],
				['helpers', 'our volunteers', 'volunteers']
			]
		});
		expect(index.ask('frosty')[0]!.reasons).toEqual([
			{ by: 'synonym', typed: 'frosty', word: 'refrigerator' }
		]);
		expect(titles(index.ask('our volunteers'))).toEqual(['Volunteers do not come to their shifts']);
		expect(titles(index.ask('helpers'))).toEqual(['Volunteers do not come to their shifts']);
	});

	it('takes words that are used of such problems instead, and says which', () => {
		const [hit] = index.ask('fridge temperature ');
		expect(hit!.title).toBe('The walk-in refrigerator is too warm');
		expect(hit!.reasons).toContainEqual({ by: 'related', typed: 'fridge', word: 'refrigerator' });
	});

	it('finds a board by its tags', () => {
		const boards: BoardFacts[] = [
			{ ...BOARD, name: createId<SessionId>(), title: 'Friday', tags: ['hygiene'] }
		];
		index.session({ title: 'Another', boards });
		expect(index.ask('hygiene')[0]).toMatchObject({
			title: 'Friday',
			reasons: [{ by: 'tag', word: 'hygiene' }]
		});
	});

	it('finds sessions by their titles and agendas', () => {
		index.session({ title: 'Kitchen rota', agenda: [{ id: 'item', title: 'Who orders the flour' }] });
		expect(index.ask('flour')[0]).toMatchObject({
			kind: 'session',
			part: 'agenda',
			anchor: 'item',
			board: null
		});
	});

	it('finds nothing of what may not be read, neither by its words nor by words like them', () => {
		const hidden = index.page(index.session(), 'Xylograph', ['The xylograph of the board']);
		const readable = [...index.ask('refrigerator'), ...index.ask('volunteers')].map(({ board }) => board!);
		for (const asked of ['xylograph', 'xylogroph', 'xylo', 'board'])
			expect(index.ask(asked, { readable }), asked).toEqual([]);
		expect(index.ask('xylograph', { readable: [hidden] })).toHaveLength(1);
	});

	it('corrects a word that only others have written', () => {
		const others = index.page(index.session(), 'Others', ['We say refrigeratar here']);
		const mine = index.ask('refrigerator')[0]!.board!;
		expect(titles(index.ask('refrigeratar ', { readable: [mine] }))).toEqual([
			'The walk-in refrigerator is too warm'
		]);
		expect(others).not.toBe(mine);
	});

	it('forgets what was deleted, to the last word', () => {
		const page = index.page(monday, 'Gone', ['The zeppelin has landed']);
		expect(index.ask('zeppelin')).toHaveLength(1);
		index.run(index.tables.body({ name: page, head: '2', changedAt: 3, sections: [] }));
		expect(index.ask('zeppelin')).toEqual([]);
		const left = (table: string) =>
			index.database.prepare(`SELECT count(*) AS count FROM ${table}`).get() as unknown as { count: number };
		expect(index.database.prepare("SELECT * FROM term WHERE word = 'zeppelin'").all()).toEqual([]);
		index.run(index.tables.only(new Set()));
		for (const table of ['session', 'document', 'section', 'stems', 'term', 'spelling', 'synonym'])
			expect(left(table).count, table).toBe(0);
	});

	it('filters by kind, part, standing, label, session and time', () => {
		index.page(monday, 'Refrigerator put away', [], { standing: 'archived', kind: 'whiteboard' });
		index.session({ title: 'The refrigerator', label: 'green' });
		const ask = (question: Partial<Omit<Question, 'readable'>>) =>
			titles(index.ask('refrigerator', question));
		expect(ask({ kinds: ['page'] })).toEqual(['The walk-in refrigerator is too warm']);
		expect(ask({ standings: ['archived'] })).toEqual(['Refrigerator put away']);
		expect(ask({ labels: ['green'] })).toEqual(['The refrigerator']);
		expect(ask({ session: monday, parts: ['title'] })).toHaveLength(2);
		expect(ask({ since: 3 })).toEqual([]);
	});

	it('puts what was published, and what worked, before its like', () => {
		for (const [title, facts] of [
			['plain', {}],
			['worked', { worked: 40 }],
			['published', { standing: 'published' }],
			['old', { standing: 'superseded' }]
		] as const)
			index.page(monday, title, ['The boiler drips'], facts);
		expect(titles(index.ask('boiler'))).toEqual(['worked', 'published', 'plain', 'old']);
	});

	it('gives the rest when it is asked for', () => {
		for (let at = 0; at < 30; at++) index.page(monday, `Boiler ${at}`, []);
		const first = index.ask('boiler');
		const rest = index.ask('boiler', { from: 20 });
		expect([first.length, rest.length]).toEqual([20, 10]);
		expect(new Set([...first, ...rest].map(({ board }) => board)).size).toBe(30);
	});

	it('answers whatever is asked', () => {
		for (const asked of [
			'',
			' ',
			'"',
			'a AND',
			'NEAR(',
			'*',
			'^',
			'stems:door',
			'-door',
			"'; DROP",
			'\0',
			'冷蔵庫',
			'🙂'
		])
			expect(() => index.ask(asked), asked).not.toThrow();
		expect(index.ask('the')).toBeDefined();
	});

	it('finds words of scripts without spaces', () => {
		index.page(monday, '保存', ['食品を冷蔵庫に入れる']);
		expect(titles(index.ask('冷蔵庫'))).toEqual(['保存']);
	});

	it('finds other forms of words in languages whose endings it does not know', () => {
		index.page(monday, 'Kühlung', ['Die Kühlschränke sind zu warm']);
		expect(titles(index.ask('Kühlschrank '))).toEqual(['Kühlung']);
	});
});
