import { unreachable } from '../unreachable.ts';
import type { Card, CardId } from './card.ts';
import type { ClusterId, GridSpot } from './card-details.ts';
import { STRUCTURES, type Lane, type Method, type Phase, type Structure } from './method.ts';

/** The bones of a fishbone. */
export const CATEGORIES = ['people', 'methods', 'tools', 'materials', 'surroundings', 'measures'] as const;
/** The parts of a decision record. */
export const RECORD_PARTS = ['decided', 'reasons', 'against', 'review'] as const;
export const QUADRANTS = ['quick-wins', 'big-projects', 'fill-ins', 'not-now'] as const;
export type Quadrant = (typeof QUADRANTS)[number];

/** A part of a lane, with its cards in order. `depth` is how many whys lead to a card. */
export type Block =
	| { readonly kind: 'cards'; readonly id: string; readonly cards: readonly PlacedCard[] }
	| {
			readonly kind: 'cluster';
			readonly id: string;
			readonly cluster: ClusterId;
			readonly cards: readonly PlacedCard[];
	  }
	/** `section` is `null` for the cards that are in none. */
	| {
			readonly kind: 'section';
			readonly id: string;
			readonly section: string | null;
			readonly cards: readonly PlacedCard[];
	  };

export interface PlacedCard {
	readonly card: Card;
	readonly depth: number;
}

export function parseStructure(value: unknown): Structure | null {
	return STRUCTURES.find((structure) => structure === value) ?? null;
}

/** What a lane starts as: what its method says, or else by what its phases are for. */
export function usualStructure(method: Method, lane: Lane): Structure {
	if (lane.structure !== undefined) return lane.structure;
	const kinds = new Set(method.phases.filter(({ id }) => lane.phases.includes(id)).map(({ kind }) => kind));
	if (kinds.has('act')) return 'actions';
	return method.phases.some((phase) => phase.kind === 'decide' && isOnlyOn(lane, method, phase))
		? 'record'
		: 'cards';
}

/** A decision is recorded in one lane; those who sort into several are not asked for the reasons in each. */
function isOnlyOn(lane: Lane, { lanes }: Method, { id }: Phase): boolean {
	const worked = lanes.filter(({ phases }) => phases.includes(id));
	return worked.length === 1 && worked[0]!.id === lane.id;
}

/** The sections that are there also while they are empty. */
export function sectionsOf(structure: Structure): readonly string[] {
	switch (structure) {
		case 'cards':
		case 'whys':
			return [];
		case 'fishbone':
			return CATEGORIES;
		case 'grid':
			return QUADRANTS;
		case 'record':
			return RECORD_PARTS;
		case 'actions':
			return ['open', 'done'];
		default:
			return unreachable(structure);
	}
}

/** In which section of its lane a card is; `null` for none. */
export function sectionOf(structure: Structure, { details }: Card): string | null {
	if (structure === 'grid') return details.spot === null ? null : quadrantOf(details.spot);
	if (structure === 'actions') return details.closed ? 'done' : 'open';
	return details.section !== null && sectionsOf(structure).includes(details.section) ? details.section : null;
}

export function quadrantOf({ impact, effort }: GridSpot): Quadrant {
	if (impact >= 0.5) return effort < 0.5 ? 'quick-wins' : 'big-projects';
	return effort < 0.5 ? 'fill-ins' : 'not-now';
}

/** The middle of a quadrant: where a card goes that is put there without a pointer. */
export function middleOf(quadrant: Quadrant): GridSpot {
	const [impact, effort] = {
		'quick-wins': [0.75, 0.25],
		'big-projects': [0.75, 0.75],
		'fill-ins': [0.25, 0.25],
		'not-now': [0.25, 0.75]
	}[quadrant] as [number, number];
	return { impact, effort };
}

/**
 * The cards of a lane as its structure shows them, each once, whatever stands in the document: circles of whys are cut at
 * their first card. `isTitled` tells whether a cluster has a title: one of a single card is shown only with one.
 */
export function blocksOf(
	structure: Structure,
	cards: readonly Card[],
	isTitled: (cluster: ClusterId) => boolean
): readonly Block[] {
	switch (structure) {
		case 'cards':
			return clustered(cards, isTitled);
		case 'whys':
			return [{ kind: 'cards', id: 'whys', cards: chained(cards) }];
		case 'fishbone':
		case 'grid':
		case 'record':
		case 'actions':
			return sectioned(structure, cards);
		default:
			return unreachable(structure);
	}
}

/** Clusters stand where their first card does; the cards between them are blocks of their own. */
function clustered(cards: readonly Card[], isTitled: (cluster: ClusterId) => boolean): Block[] {
	const members = new Map<ClusterId, PlacedCard[]>();
	for (const card of cards) {
		const { cluster } = card.details;
		if (cluster === null) continue;
		const list = members.get(cluster) ?? [];
		members.set(cluster, list);
		list.push({ card, depth: 0 });
	}
	const isShown = (cluster: ClusterId | null): cluster is ClusterId =>
		cluster !== null && (members.get(cluster)!.length > 1 || isTitled(cluster));
	const blocks: Block[] = [];
	let loose: PlacedCard[] | null = null;
	for (const card of cards) {
		const { cluster } = card.details;
		if (isShown(cluster)) {
			const list = members.get(cluster)!;
			if (list[0]!.card !== card) continue;
			loose = null;
			blocks.push({ kind: 'cluster', id: cluster, cluster, cards: list });
		} else if (loose === null) {
			loose = [{ card, depth: 0 }];
			blocks.push({ kind: 'cards', id: card.id, cards: loose });
		} else loose.push({ card, depth: 0 });
	}
	return blocks;
}

/** Each card right behind the one whose why it answers. */
function chained(cards: readonly Card[]): PlacedCard[] {
	const here = new Set(cards.map(({ id }) => id));
	const answers = new Map<CardId | null, Card[]>();
	for (const card of cards) {
		const { under } = card.details;
		const to = under !== null && under !== card.id && here.has(under) ? under : null;
		const list = answers.get(to) ?? [];
		answers.set(to, list);
		list.push(card);
	}
	const placed: PlacedCard[] = [];
	const seen = new Set<CardId>();
	/** Not by recursion: a chain may be as long as somebody hostile makes it. */
	const place = (first: Card): void => {
		const waiting: PlacedCard[] = [{ card: first, depth: 0 }];
		for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
			if (seen.has(next.card.id)) continue;
			seen.add(next.card.id);
			placed.push(next);
			const depth = next.depth + 1;
			for (const card of (answers.get(next.card.id) ?? []).toReversed()) waiting.push({ card, depth });
		}
	};
	for (const card of answers.get(null) ?? []) place(card);
	for (const card of cards) place(card);
	return placed;
}

function sectioned(structure: Structure, cards: readonly Card[]): Block[] {
	const sections = new Map<string | null, PlacedCard[]>(
		sectionsOf(structure).map((section) => [section, []])
	);
	const unplaced: PlacedCard[] = [];
	for (const card of cards) (sections.get(sectionOf(structure, card)) ?? unplaced).push({ card, depth: 0 });
	const blocks: Block[] = Array.from(sections, ([section, list]) => ({
		kind: 'section',
		id: `section-${section}`,
		section,
		cards: list
	}));
	if (unplaced.length > 0) blocks.unshift({ kind: 'section', id: 'section', section: null, cards: unplaced });
	return blocks;
}
