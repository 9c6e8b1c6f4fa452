import type { DatabaseSync } from 'node:sqlite';
import type { BoardId, SessionId } from '#model/ids.ts';
import { wordsOf } from '#model/search/words.ts';
import type { SectionKind } from '#model/search/sections.ts';
import type { Label } from '#model/session/label.ts';
import { SEARCH_LIMITS, type FoundKind, type HitReason, type Standing } from '#protocol/search.ts';
import type { FoundHit, IndexAnswers, Question } from '../messages.ts';
import { createConcepts, type Concept, type Ground } from './concepts.ts';
import { rank, TOLD_FIRST, type Candidate, type Match, type Ranked, type Standard } from './ranking.ts';
import { SLOT_BITS } from './schema.ts';
import { createReadableSets, READABLE } from './readable-sets.ts';
import { marksIn, snippetOf } from './snippet.ts';
import { headingOf } from './tables.ts';
import type { Vocabulary } from './vocabulary.ts';

/** So many sections are looked at closely. */
const CANDIDATES = 150;
/** Sections that SQLite may have to score: beyond that the words that are everywhere only help to order what the others found. */
const SCORED = 3000;
const REASONS = 4;

/** Worth of a document, by how far it has come. What somebody has looked after comes before what was only said once. */
const WORTH: { readonly [S in Standing]: number } = {
	published: 1.15,
	reviewed: 1.08,
	draft: 1,
	open: 1,
	archived: 0.8,
	superseded: 0.6
};
/** Each doubling of those for whom it worked is worth so much. */
const WORKED = 0.04;

interface DocumentRow {
	readonly id: number;
	readonly name: string;
	readonly session: string;
	readonly sessionTitle: string;
	readonly kind: FoundKind;
	readonly title: string;
	readonly label: Label;
	readonly standing: Standing;
	readonly worked: number;
	readonly changedAt: number;
}

type StandardRow = Pick<DocumentRow, 'id' | 'title' | 'standing' | 'worked'>;

interface SectionRow {
	readonly kind: SectionKind;
	readonly anchor: string | null;
	readonly heading: string;
	readonly text: string;
}

/** Finds what somebody asks for in what they may read, and in nothing else. */
export function createAsking(database: DatabaseSync, vocabulary: Vocabulary) {
	const concepts = createConcepts(database, vocabulary);
	const readable = createReadableSets(database);
	const filters = `EXISTS (SELECT 1 FROM document WHERE id = stems.rowid >> ${SLOT_BITS}
			AND (:kinds IS NULL OR kind IN (SELECT value FROM json_each(:kinds)))
			AND (:standings IS NULL OR standing IN (SELECT value FROM json_each(:standings)))
			AND (:labels IS NULL OR label IN (SELECT value FROM json_each(:labels)))
			AND (:session IS NULL OR session = :session)
			AND (:since IS NULL OR changed_at >= :since))
		AND (:parts IS NULL OR (SELECT kind FROM section WHERE section.id = stems.rowid)
			IN (SELECT value FROM json_each(:parts)))`;
	const isThere = database.prepare(`SELECT 1 FROM stems WHERE stems MATCH :match AND ${READABLE} LIMIT 1`);
	const candidatesBy = (condition: string) =>
		database.prepare(
			`SELECT rowid AS id, heading, body FROM stems WHERE rowid IN (
				SELECT rowid FROM stems WHERE stems MATCH :match AND ${READABLE} AND ${condition}
				ORDER BY bm25(stems, 4.0, 1.0) LIMIT ${CANDIDATES})`
		);
	const [all, some] = [candidatesBy('TRUE'), candidatesBy(filters)];
	const total = createTotal(database);
	const standards = database.prepare(
		`SELECT id, title_stems AS title, standing, worked FROM document
		WHERE id IN (SELECT value FROM json_each(?))`
	);
	const documentOf = database.prepare(
		`SELECT document.id, name, session, session.title AS sessionTitle, kind, document.title, label, standing,
			worked, changed_at AS changedAt
		FROM document JOIN session ON session.id = document.session WHERE document.id = ?`
	);
	const sectionOf = database.prepare('SELECT kind, anchor, heading, text FROM section WHERE id = ?');

	function groundOf(key: number): Ground {
		return {
			has: (stem) =>
				vocabulary.sectionsWith(stem) > 0 && isThere.get({ match: quoted([stem]), key }) !== undefined,
			total: total(),
			sessions: readable.sessions(key)
		};
	}

	function candidatesOf(asked: readonly Concept[], question: Question): Candidate[] {
		const match = matchOf(asked);
		if (match === null) return [];
		const {
			kinds,
			parts,
			standings,
			labels,
			session,
			since,
			readable: { key }
		} = question;
		const isFiltered = [kinds, parts, standings, labels, session, since].some((filter) => filter !== null);
		const list = (values: readonly string[] | null) => values && JSON.stringify(values);
		const found = isFiltered
			? some.all({
					...{ match, key, session, since, parts: list(parts) },
					...{ kinds: list(kinds), standings: list(standings), labels: list(labels) }
				})
			: all.all({ match, key });
		return (found as unknown as { id: number; heading: string; body: string }[]).map(
			({ id, heading, body }) => ({
				id,
				document: Math.floor(id / 2 ** SLOT_BITS),
				heading: parted(heading),
				body: parted(body)
			})
		);
	}

	function standardsOf(found: readonly Candidate[]): ReadonlyMap<number, Standard> {
		const ids = JSON.stringify([...new Set(found.map(({ document }) => document))]);
		const rows = standards.all(ids) as unknown as StandardRow[];
		return new Map(
			rows.map(({ id, title, standing, worked }) => {
				const worth = WORTH[standing] * (1 + WORKED * Math.log2(1 + worked));
				return [id, { title: parted(title), worth }];
			})
		);
	}

	return {
		ask(question: Question): IndexAnswers['search'] {
			readable.know(question.readable);
			const ground = groundOf(question.readable.key);
			const asked = concepts.of(question.text, ground);
			const found = candidatesOf(asked, question);
			const known = standardsOf(found);
			const ranked = rank(asked, found, (id) => known.get(id)!).slice(0, SEARCH_LIMITS.depth);
			const to = question.from + question.limit;
			const hits = ranked.slice(question.from, to).map((each) => {
				const section = sectionOf.get(each.section) as unknown as SectionRow;
				return hitOf(each, documentOf.get(each.document) as unknown as DocumentRow, section);
			});
			return { hits, next: ranked.length > to ? to : null };
		}
	};
}

/** Sections in all, counted again only when something was written. */
function createTotal(database: DatabaseSync): () => number {
	const changes = database.prepare('SELECT total_changes() AS changes');
	const count = database.prepare('SELECT count(*) AS sections FROM section');
	let known = { changes: -1, sections: 0 };
	return () => {
		const now = Number(changes.get()!.changes);
		if (now !== known.changes) known = { changes: now, sections: Number(count.get()!.sections) };
		return known.sections;
	};
}

/** The rarest first, as long as there is not too much to look at; at least one. `null`: nothing that anybody wrote. */
function matchOf(concepts: readonly Concept[]): string | null {
	const written = concepts.filter(({ sections }) => sections > 0).toSorted((a, b) => b.rarity - a.rarity);
	let scored = 0;
	const taken = written.filter(({ sections }, at) => at === 0 || (scored += sections) <= SCORED);
	if (taken.length === 0) return null;
	return taken.flatMap(({ variants }) => variants.map(({ stems }) => quoted(stems))).join(' OR ');
}

/** A string of FTS5's query language: nothing in it means anything but itself. */
function quoted(stems: readonly string[]): string {
	return `"${stems.join(' ').replaceAll('"', '""')}"`;
}

function parted(stems: string): string[] {
	return stems === '' ? [] : stems.split(' ');
}

function hitOf({ matches }: Ranked, document: DocumentRow, section: SectionRow): FoundHit {
	const stems = new Set(matches.flatMap(({ variant }) => variant.stems));
	const heading = headingOf(section);
	const isTitle = section.kind === 'title';
	const { kind, name, session, sessionTitle, title, standing, label, changedAt } = document;
	return {
		kind,
		session: session as SessionId,
		sessionTitle,
		board: kind === 'session' ? null : (name as BoardId),
		title,
		standing,
		label,
		changedAt,
		part: section.kind,
		anchor: section.anchor,
		heading: isTitle ? [] : heading,
		snippet: snippetOf(section.text, stems),
		titleMarks: marksIn(title, stems),
		reasons: reasonsOf(matches, [title, ...heading, section.text].join('\n'), isTitle)
	};
}

/** Each match with the word as it stands in what was found. */
function reasonsOf(matches: readonly Match[], text: string, isTitle: boolean): HitReason[] {
	const words = wordsOf(text);
	const told = matches.map((match): readonly [Match, HitReason] => {
		const { concept, variant, where } = match;
		const first = words.find(({ stem }) => stem === variant.stems[0])?.start ?? 0;
		const last =
			words.find(({ stem, start }) => stem === variant.stems.at(-1) && start >= first)?.end ?? first;
		const word = text.slice(first, last);
		if (variant.via !== 'word') return [match, { by: variant.via, typed: concept.typed, word }];
		// Of the title's own row, the text is the tags.
		return [match, { by: isTitle && where === 'text' ? 'tag' : where, word }];
	});
	return told
		.toSorted(
			([a], [b]) =>
				TOLD_FIRST.indexOf(a.variant.via) - TOLD_FIRST.indexOf(b.variant.via) ||
				b.concept.rarity - a.concept.rarity
		)
		.slice(0, REASONS)
		.map(([, reason]) => reason);
}
