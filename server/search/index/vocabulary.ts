import type { DatabaseSync } from 'node:sqlite';
import { editsBetween, marks, slipsIn, trigramsOf } from '#model/search/likeness.ts';
import { stemOf } from '#model/search/stem.ts';

/** A word of the index that stands in for one that was typed. */
export interface Likely {
	readonly word: string;
	readonly stem: string;
	/** In how many sections it is. */
	readonly sections: number;
	readonly edits: number;
}

/** Words that share the most trigrams with what was typed: these are compared letter by letter. */
const COMPARED = 60;
/** How many of them are looked for in the texts. */
const TAKEN = 5;
const BEGINNINGS = 12;

/**
 * All words of the index: how many sections have each, and which are spelled like something. A word that is in no section any
 * more is gone from here too.
 */
export function createVocabulary(database: DatabaseSync) {
	const add = database.prepare(
		`INSERT INTO term (word, stem, sections) VALUES (:word, :stem, :by)
		ON CONFLICT (word) DO UPDATE SET sections = sections + :by RETURNING id, sections`
	);
	const spell = database.prepare('INSERT INTO spelling (rowid, word) VALUES (?, ?)');
	const drop = database.prepare('DELETE FROM term WHERE id = ?');
	const unspell = database.prepare('DELETE FROM spelling WHERE rowid = ?');
	const ofStem = database.prepare('SELECT sum(sections) AS sections FROM term WHERE stem = ?');
	const like = database.prepare(
		`SELECT term.word, term.stem, term.sections FROM spelling JOIN term ON term.id = spelling.rowid
		WHERE spelling MATCH ? ORDER BY rank LIMIT ${COMPARED}`
	);
	const beginning = database.prepare(
		`SELECT word, stem, sections FROM term WHERE word >= ? AND word < ? ORDER BY sections DESC LIMIT ${BEGINNINGS}`
	);

	function change(word: string, by: number): void {
		const { id, sections } = add.get({ word, stem: stemOf(word), by }) as { id: number; sections: number };
		if (by > 0 && sections === by) spell.run(id, marks(word));
		if (sections > 0) return;
		drop.run(id);
		unspell.run(id);
	}

	return {
		/** How many sections more, or fewer, have each of these words. */
		count(changes: ReadonlyMap<string, number>): void {
			for (const [word, by] of changes) if (by !== 0) change(word, by);
		},

		/** In how many sections a stem is, at most: one with two of its words counts twice. */
		sectionsWith(stem: string): number {
			return Number((ofStem.get(stem) as { sections: number | null }).sections ?? 0);
		},

		/** Words that begin so, the most frequent first. */
		beginningWith(start: string): Likely[] {
			const found = beginning.all(start, `${start}\u{10FFFF}`) as unknown as Omit<Likely, 'edits'>[];
			return found.map((each) => ({ ...each, edits: 0 }));
		},

		/** Words of which the one that was typed may be a slip, the likeliest first. */
		spelledLike(typed: string): Likely[] {
			const most = slipsIn(typed.length);
			if (most === 0) return [];
			const groups = new Set(trigramsOf(typed));
			const asked = Array.from(groups, (group) => `"${group.replaceAll('"', '""')}"`).join(' OR ');
			const found = like.all(asked) as unknown as Omit<Likely, 'edits'>[];
			return found
				.map((each) => ({ ...each, edits: editsBetween(typed, each.word, most) }))
				.filter(({ edits }) => edits > 0 && edits <= most)
				.sort((a, b) => doubt(a, typed) - doubt(b, typed))
				.slice(0, TAKEN);
		}
	};
}

export type Vocabulary = ReturnType<typeof createVocabulary>;

/** People seldom slip at a word's first letter, and mean a frequent word more often than a rare one. */
function doubt({ word, edits, sections }: Likely, typed: string): number {
	return edits + (word[0] === typed[0] ? 0 : 0.7) - Math.min(0.45, Math.log10(1 + sections) / 6);
}
