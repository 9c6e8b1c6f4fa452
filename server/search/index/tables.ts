import type { DatabaseSync } from 'node:sqlite';
import type { Section, SectionKind } from '#model/search/sections.ts';
import { wordsOf } from '#model/search/words.ts';
import type { BodyFacts, IndexedHead, SessionFacts } from '../messages.ts';
import { SLOTS } from './schema.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a session's record says, and what is in the documents: a change of one leaves the other's sections alone. */
type Source = 'record' | 'body';

/** Sections that are written in one go; searches come between two. */
const AT_ONCE = 64;

interface SectionRow {
	readonly id: number;
	readonly kind: SectionKind;
	readonly anchor: string | null;
	readonly heading: string;
	readonly text: string;
}

const FROM_RECORD: ReadonlySet<SectionKind> = new Set(['title', 'agenda']);

/** Takes over what sessions and documents say. Only sections that changed are written. */
export function createTables(database: DatabaseSync, vocabulary: Vocabulary) {
	const factsOf = database.prepare('SELECT facts FROM session WHERE id = ?');
	const putSession = database.prepare(
		`INSERT INTO session VALUES (:id, :title, :facts)
		ON CONFLICT (id) DO UPDATE SET title = :title, facts = :facts`
	);
	const dropSession = database.prepare('DELETE FROM session WHERE id = ?');
	const sessions = database.prepare('SELECT id FROM session');
	const documents = database.prepare('SELECT id, name, kind, head FROM document WHERE session = ?');
	const documentOf = database.prepare('SELECT id FROM document WHERE name = ?');
	const putDocument = database.prepare(
		`INSERT INTO document (name, session, kind, title, title_stems, label, standing, worked, changed_at)
		VALUES (:name, :session, :kind, :title, :titleStems, :label, :standing, :worked, :changedAt)
		ON CONFLICT (name) DO UPDATE SET session = :session, kind = :kind, title = :title, title_stems = :titleStems,
			label = :label, standing = :standing, worked = :worked RETURNING id`
	);
	const putHead = database.prepare(
		'UPDATE document SET head = :head, changed_at = ifnull(:changedAt, changed_at) WHERE id = :id'
	);
	const dropDocument = database.prepare('DELETE FROM document WHERE id = ?');
	const sectionsIn = database.prepare('SELECT * FROM section WHERE id >= ? AND id < ?');
	const putSection = database.prepare('INSERT INTO section VALUES (?, ?, ?, ?, ?)');
	const dropSection = database.prepare('DELETE FROM section WHERE id = ?');
	const putStems = database.prepare('INSERT INTO stems (rowid, heading, body) VALUES (?, ?, ?)');
	const dropStems = database.prepare('DELETE FROM stems WHERE rowid = ?');
	const dropSynonyms = database.prepare('DELETE FROM synonym WHERE session = ?');
	const putSynonym = database.prepare('INSERT INTO synonym VALUES (?, ?, ?, ?)');

	function whole(work: () => void): void {
		database.exec('BEGIN IMMEDIATE');
		try {
			work();
			database.exec('COMMIT');
		} catch (error) {
			if (database.isTransaction) database.exec('ROLLBACK');
			throw error;
		}
	}

	function rowsOf(document: number): SectionRow[] {
		return sectionsIn.all(document * SLOTS, (document + 1) * SLOTS) as unknown as SectionRow[];
	}

	/** Yields between two portions, so that whoever runs it can do something else. */
	function* replace(document: number, source: Source, sections: readonly Section[]): Generator<void, void> {
		const now = new Map(sections.map((section) => [keyOf(section), section]));
		const before = rowsOf(document).filter(({ kind }) => FROM_RECORD.has(kind) === (source === 'record'));
		const gone: SectionRow[] = [];
		// What is there already is not new.
		for (const row of before) if (!now.delete(keyOf({ ...row, heading: headingOf(row) }))) gone.push(row);
		for (const portion of portions(gone)) {
			whole(() => remove(portion));
			yield;
		}
		const taken = new Set(rowsOf(document).map(({ id }) => id & (SLOTS - 1)));
		const free = freeSlots(taken);
		for (const portion of portions([...now.values()])) {
			whole(() => add(document, portion, free));
			yield;
		}
	}

	function remove(rows: readonly SectionRow[]): void {
		const changes = new Map<string, number>();
		for (const row of rows) {
			dropSection.run(row.id);
			dropStems.run(row.id);
			for (const word of distinctWords({ ...row, heading: headingOf(row) })) tally(changes, word, -1);
		}
		vocabulary.count(changes);
	}

	function add(document: number, sections: readonly Section[], free: Iterator<number>): void {
		const changes = new Map<string, number>();
		for (const section of sections) {
			const slot = free.next();
			if (slot.done === true) break;
			const id = document * SLOTS + slot.value;
			const { kind, anchor, heading, text } = section;
			putSection.run(id, kind, anchor, JSON.stringify(heading), text);
			putStems.run(id, stemsOf(heading.join('\n')), stemsOf(text));
			for (const word of distinctWords(section)) tally(changes, word, 1);
		}
		vocabulary.count(changes);
	}

	function* forget(document: number): Generator<void, void> {
		yield* replace(document, 'body', []);
		yield* replace(document, 'record', []);
		whole(() => void dropDocument.run(document));
	}

	function putSynonyms({ id, synonyms }: SessionFacts): void {
		dropSynonyms.run(id);
		for (const [group, entries] of synonyms.entries())
			for (const entry of entries) {
				const stems = stemsOf(entry);
				if (stems !== '') putSynonym.run(id, group, stems, entry);
			}
	}

	return {
		*session(facts: SessionFacts): Generator<void, readonly IndexedHead[]> {
			const told = JSON.stringify(facts);
			const known = (factsOf.get(facts.id) as { facts: string } | undefined)?.facts;
			if (known !== told) {
				yield* takeOver(facts);
				whole(() => {
					putSynonyms(facts);
					// The last, so that a session that was taken over in part is taken over again.
					putSession.run({ id: facts.id, title: facts.title, facts: told });
				});
			}
			const rows = documents.all(facts.id) as unknown as (IndexedHead & { kind: string })[];
			return rows.filter(({ kind }) => kind !== 'session').map(({ name, head }) => ({ name, head }));
		},

		*body({ name, head, changedAt, sections }: BodyFacts): Generator<void, void> {
			const found = documentOf.get(name) as { id: number } | undefined;
			if (found === undefined) return;
			yield* replace(found.id, 'body', sections);
			whole(() => void putHead.run({ id: found.id, head, changedAt }));
		},

		*only(kept: ReadonlySet<string>): Generator<void, void> {
			for (const { id } of sessions.all() as unknown as { id: string }[]) {
				if (kept.has(id)) continue;
				for (const document of documents.all(id) as unknown as { id: number }[]) yield* forget(document.id);
				whole(() => {
					dropSynonyms.run(id);
					dropSession.run(id);
				});
				yield;
			}
		}
	};

	function* takeOver(facts: SessionFacts): Generator<void, void> {
		const { id: session, title, label, agenda, boards, changedAt } = facts;
		const named = new Set<string>([session, ...boards.map(({ name }) => name)]);
		for (const row of documents.all(session) as unknown as { id: number; name: string }[])
			if (!named.has(row.name)) yield* forget(row.id);
		const items = agenda.map((item): Section => ({
			kind: 'agenda',
			anchor: item.id,
			heading: [],
			text: item.title
		}));
		const put = (row: Record<string, string | number> & { title: string }): number => {
			const titleStems = stemsOf(row.title);
			return (putDocument.get({ ...row, titleStems, session, label }) as { id: number }).id;
		};
		const id = put({ name: session, kind: 'session', title, standing: 'open', worked: 0, changedAt });
		yield* replace(id, 'record', [titleSection(title, []), ...items]);
		for (const { name, kind, title: called, standing, worked, tags, createdAt } of boards) {
			const document = put({ name, kind, title: called, standing, worked, changedAt: createdAt });
			yield* replace(document, 'record', [titleSection(called, tags)]);
		}
	}
}

function titleSection(title: string, tags: readonly string[]): Section {
	return { kind: 'title', anchor: null, heading: [title], text: tags.join(', ') };
}

export function headingOf({ heading }: Pick<SectionRow, 'heading'>): string[] {
	return JSON.parse(heading) as string[];
}

function keyOf({ kind, anchor, heading, text }: Section): string {
	return JSON.stringify([kind, anchor, heading, text]);
}

export function stemsOf(text: string): string {
	return wordsOf(text)
		.map(({ stem }) => stem)
		.join(' ');
}

function distinctWords({ heading, text }: Section): Set<string> {
	return new Set(wordsOf(`${heading.join('\n')}\n${text}`).map(({ word }) => word));
}

function tally(changes: Map<string, number>, word: string, by: number): void {
	changes.set(word, (changes.get(word) ?? 0) + by);
}

function* portions<T>(all: readonly T[]): Generator<readonly T[]> {
	for (let at = 0; at < all.length; at += AT_ONCE) yield all.slice(at, at + AT_ONCE);
}

function* freeSlots(taken: ReadonlySet<number>): Generator<number, undefined> {
	for (let slot = 0; slot < SLOTS; slot++) if (!taken.has(slot)) yield slot;
	return undefined;
}
