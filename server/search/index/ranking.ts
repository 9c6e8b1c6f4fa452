import type { Concept, Variant, Via } from './concepts.ts';

/** A section that has something of what was asked. */
export interface Candidate {
	readonly id: number;
	readonly document: number;
	/** Stems. */
	readonly heading: readonly string[];
	readonly body: readonly string[];
}

/** What is known of a document beside its sections. */
export interface Standard {
	/** Stems. */
	readonly title: readonly string[];
	/** How much more, or less, than others it is worth, by what it is and what people said of it. */
	readonly worth: number;
}

export interface Ranked {
	readonly document: number;
	/** The section that fits best. */
	readonly section: number;
	readonly score: number;
	readonly matches: readonly Match[];
}

/** What was found of one concept. */
export interface Match {
	readonly concept: Concept;
	readonly variant: Variant;
	readonly where: 'title' | 'heading' | 'text';
}

/**
 * How much a place counts, against once in a text of usual length. In the form of BM25F (S. Robertson, H. Zaragoza, "The
 * Probabilistic Relevance Framework: BM25 and Beyond", 2009): counts of all places are weighed, added, and only then levelled
 * off. SQLite's own bm25() takes each spelling and synonym for a term of its own and adds them up: of two words that mean the same,
 * both would count.
 */
const PLACE = { title: 5, heading: 0.9 } as const;
/** High, so that words in the title and in the text add up: a text that has a word five times is not five times better. */
const LEVEL = 6;
const LENGTH_MATTERS = 0.4;
const USUAL_LENGTH = 60;
/** What is found elsewhere in a document counts so much, against in the section itself. */
const ELSEWHERE = 0.3;
/** How much of a score hangs on how much of what was asked is there at all. */
const COVERAGE = 0.2;

interface Found {
	readonly value: number;
	readonly match: Match;
}

/** The documents of these sections, the best first; each once, by its best section. */
export function rank(
	concepts: readonly Concept[],
	candidates: readonly Candidate[],
	standardOf: (document: number) => Standard
): Ranked[] {
	const wanted = wantedStems(concepts);
	const byDocument = Map.groupBy(candidates, ({ document }) => document);
	const all = concepts.reduce((sum, { rarity }) => sum + rarity, 0);
	const ranked = Array.from(byDocument, ([document, sections]): Ranked => {
		const standard = standardOf(document);
		const title = variantsIn(standard.title, wanted);
		const found = sections.map((section) => ({
			id: section.id,
			found: look(concepts, section, title, wanted)
		}));
		const sums = found.map(({ found: values }) => values.reduce((sum, each) => sum + (each?.value ?? 0), 0));
		const best = found[sums.indexOf(Math.max(...sums))]!;
		let [score, covered] = [0, 0];
		const matches: Match[] = [];
		for (const [at, concept] of concepts.entries()) {
			const here = best.found[at];
			const there = Math.max(0, ...found.map(({ found: values }) => values[at]?.value ?? 0));
			const value = Math.max(here?.value ?? 0, there * ELSEWHERE);
			if (value === 0) continue;
			score += value;
			covered += concept.rarity * weightOf(here ?? found.find(({ found: values }) => values[at])!.found[at]!);
			if (here) matches.push(here.match);
		}
		const coverage = all === 0 ? 1 : covered / all;
		return {
			document,
			section: best.id,
			score: score * (1 - COVERAGE + COVERAGE * coverage) * standard.worth,
			matches
		};
	});
	return ranked.sort((a, b) => b.score - a.score || b.document - a.document);
}

function weightOf({ match }: Found): number {
	return match.variant.weight;
}

/** The variants that begin with a stem. */
type Wanted = ReadonlyMap<string, readonly Variant[]>;

function wantedStems(concepts: readonly Concept[]): Wanted {
	const wanted = new Map<string, Variant[]>();
	for (const { variants } of concepts)
		for (const variant of variants) {
			const first = variant.stems[0]!;
			const known = wanted.get(first);
			if (known === undefined) wanted.set(first, [variant]);
			else known.push(variant);
		}
	return wanted;
}

/** How often each variant is there. */
function variantsIn(stems: readonly string[], wanted: Wanted): ReadonlyMap<Variant, number> {
	const counts = new Map<Variant, number>();
	for (const [at, stem] of stems.entries())
		for (const variant of wanted.get(stem) ?? [])
			if (variant.stems.every((each, next) => stems[at + next] === each))
				counts.set(variant, (counts.get(variant) ?? 0) + 1);
	return counts;
}

function look(
	concepts: readonly Concept[],
	section: Candidate,
	title: ReadonlyMap<Variant, number>,
	wanted: Wanted
): readonly (Found | null)[] {
	const heading = variantsIn(section.heading, wanted);
	const body = variantsIn(section.body, wanted);
	const norm = 1 - LENGTH_MATTERS + LENGTH_MATTERS * (section.body.length / USUAL_LENGTH);
	return concepts.map((concept) => {
		let best: Found | null = null;
		for (const variant of concept.variants) {
			const [inTitle, inHeading, inBody] = [title.has(variant), heading.has(variant), body.get(variant) ?? 0];
			const count = (inTitle ? PLACE.title : 0) + (inHeading ? PLACE.heading : 0) + inBody / norm;
			if (count === 0) continue;
			const value = (variant.rarity * variant.weight * count) / (count + LEVEL);
			const where = inTitle ? 'title' : inHeading ? 'heading' : 'text';
			if (best === null || value > best.value) best = { value, match: { concept, variant, where } };
		}
		return best;
	});
}

/** In which order reasons are told: what was not typed wants to be told first. */
export const TOLD_FIRST: readonly Via[] = ['synonym', 'spelling', 'related', 'beginning', 'word'];
