import { type Box, FARTHEST, type Point } from '#model/whiteboard/geometry.ts';

/** The reactions there are, each drawn by hand in Reaction.svelte. */
export const REACTIONS = ['heart', 'thumb', 'clap', 'spark', 'question', 'tick'] as const;
export type ReactionName = (typeof REACTIONS)[number];

/** A reaction: another number is another one, also of the same kind. */
export interface SaidReaction {
	readonly n: number;
	readonly kind: ReactionName;
	readonly at: Point;
}

/** Words at somebody's pointer, while they write them. */
export interface SaidWords {
	readonly text: string;
	/** Where, for those whose pointer nobody sees: a finger that was lifted. */
	readonly at: Point;
}

/** A facilitator asks everybody to look at this. */
export interface SaidSummons {
	readonly n: number;
	readonly view: Box;
}

export const MAX_WORDS = 120;

type State = Readonly<Record<string, unknown>>;

/** What part of the board somebody sees. */
export function hearView({ view }: State): Box | null {
	return parseBox(view);
}

/** The identity whose camera somebody's camera follows. */
export function hearFollowed({ follows }: State): string | null {
	return typeof follows === 'string' && follows !== '' ? follows : null;
}

export function hearReaction({ react }: State): SaidReaction | null {
	const { n, k, ...place } = entryOf(react);
	const kind = REACTIONS.find((known) => known === k);
	const at = parsePoint(place);
	return typeof n === 'number' && kind !== undefined && at !== null ? { n, kind, at } : null;
}

export function hearWords({ say }: State): SaidWords | null {
	const { t: text, ...place } = entryOf(say);
	const at = parsePoint(place);
	if (typeof text !== 'string' || text.trim() === '' || at === null) return null;
	return { text: text.slice(0, MAX_WORDS), at };
}

export function hearSummons({ bring }: State): SaidSummons | null {
	const { n, view } = entryOf(bring);
	const box = parseBox(view);
	return typeof n === 'number' && box !== null ? { n, view: box } : null;
}

export function sayBox({ x, y, w, h }: Box): readonly number[] {
	return [x, y, w, h].map(Math.round);
}

export function sayPoint({ x, y }: Point): Point {
	return { x: Math.round(x), y: Math.round(y) };
}

function parseBox(value: unknown): Box | null {
	if (!Array.isArray(value) || value.length !== 4 || !value.every(isPlace)) return null;
	const [x, y, w, h] = value as [number, number, number, number];
	return w > 0 && h > 0 ? { x, y, w, h } : null;
}

function parsePoint({ x, y }: State): Point | null {
	return isPlace(x) && isPlace(y) ? { x, y } : null;
}

function isPlace(value: unknown): value is number {
	return typeof value === 'number' && Math.abs(value) <= 4 * FARTHEST;
}

function entryOf(value: unknown): State {
	return typeof value === 'object' && value !== null ? (value as State) : {};
}
