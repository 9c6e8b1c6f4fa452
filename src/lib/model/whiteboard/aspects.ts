import type * as Y from 'yjs';
import { KeyedList } from '../yjs/keyed-list.ts';
import { sameValue } from '../yjs/same-value.ts';
import { isShapeId, type ShapeId } from './ids.ts';
import type { StoredGeometry } from './shapes/kind.ts';
import { type Shape, storeLooks, storeShape } from './shapes/registry.ts';
import type { StoredStyle } from './style.ts';
import { changeTracks, SIDES, withTracks } from './tracks.ts';

/** The aspects of one shape, by their names. */
export type AspectValues = ReadonlyMap<string, unknown>;

/** One shape as it lies in the document. */
export interface StoredShape {
	readonly geometry: StoredGeometry | undefined;
	readonly style: StoredStyle | undefined;
	readonly aspects: AspectValues;
}

type EntryName = 'geometry' | 'style';
type Entry = Readonly<Record<string, unknown>>;

/**
 * What a shape is made with in its two entries, and changed in an entry of its own: its order, groups, lock, link and place
 * among the slides. For the rows and columns of a table see tracks.ts.
 */
const FIELDS: readonly (readonly [EntryName, string])[] = [
	['geometry', 'o'],
	['style', 'g'],
	['style', 'k'],
	['style', 'u'],
	['style', 'q']
];

const NONE: AspectValues = new Map();

/**
 * What people change of a shape while others move or recolour it, each an entry `<shape>/<name>` of its own, so that all of it is
 * kept. Most shapes have none: as they were made, it is in their geometry and style, where earlier versions look for it.
 */
export class Aspects {
	readonly list: KeyedList<unknown>;
	readonly #byShape = new Map<ShapeId, Map<string, unknown>>();

	/** `changed` is called with the shapes of which any changed. */
	constructor(array: Y.Array<unknown>, changed: (ids: Iterable<ShapeId>) => void) {
		this.list = new KeyedList(array);
		for (const [key, value] of this.list.entries()) this.#set(key, value);
		this.list.observe((changes) => {
			const ids = new Set<ShapeId>();
			for (const [key, { after }] of changes) {
				const id = this.#set(key, after);
				if (id !== null) ids.add(id);
			}
			changed(ids);
		});
	}

	of(id: ShapeId): AspectValues {
		return this.#byShape.get(id) ?? NONE;
	}

	/** The keys of the entries of a shape. */
	*keysOf(id: ShapeId): Generator<string> {
		for (const name of this.of(id).keys()) yield aspectKey(id, name);
	}

	#set(key: string, value: unknown): ShapeId | null {
		const [id, name] = splitKey(key);
		if (!isShapeId(id)) return null;
		const values = this.#byShape.get(id) ?? new Map<string, unknown>();
		if (value === undefined) values.delete(name);
		else values.set(name, value);
		if (values.size === 0) this.#byShape.delete(id);
		else this.#byShape.set(id, values);
		return id;
	}
}

export function aspectKey(id: ShapeId, name: string): string {
	return `${id}/${name}`;
}

/** An aspect's key in its parts. */
export function splitKey(key: string): [id: string, name: string] {
	const at = key.indexOf('/');
	return at === -1 ? ['', ''] : [key.slice(0, at), key.slice(at + 1)];
}

/** The two entries as if the aspects had always been in them. */
export function entriesOf({ geometry, style, aspects }: StoredShape): Omit<StoredShape, 'aspects'> {
	if (aspects.size === 0 || geometry === undefined) return { geometry, style };
	const entries = { geometry: { ...geometry }, style: { ...style } };
	for (const [entry, field] of FIELDS) {
		const aspect = aspects.get(field);
		if (aspect !== undefined) entries[entry][field] = onTop(aspect, entries[entry][field]);
	}
	if (geometry.t !== 'table') return entries;
	return { geometry: withTracks(entries.geometry, aspects), style: entries.style };
}

/** What has to lie in the document for one version of a shape to become another. What does not differ stays as it is. */
export function changedTo(stored: StoredShape, known: Shape | null, next: Shape): StoredShape {
	const from = known && { geometry: storeShape(known), style: storeLooks(known) };
	const to = { geometry: storeShape(next), style: storeLooks(next) };
	const aspects = new Map(stored.aspects);
	const asBefore: Record<EntryName, string[]> = { geometry: ['by'], style: [] };
	for (const [entry, field] of from === null ? [] : FIELDS) {
		asBefore[entry].push(field);
		const [was, is] = [from![entry][field], to[entry][field]];
		if (!sameValue(was, is)) setAspect(aspects, field, is, stored[entry]?.[field]);
	}
	if (next.type === 'table' && known?.type === 'table') {
		asBefore.geometry.push(...SIDES.map(({ field }) => field));
		to.geometry = { ...to.geometry, ...changeTracks(aspects, stored.geometry ?? {}, to.geometry) };
	}
	const rewrite = (entry: EntryName): Entry | undefined =>
		rewritten(stored[entry], from?.[entry] ?? {}, to[entry], asBefore[entry]);
	return { geometry: rewrite('geometry'), style: rewrite('style'), aspects };
}

/**
 * An aspect is `[value]`, or `[value, what lies below]`: an earlier version changes what lies below, and what it says is
 * newer then.
 */
function onTop(aspect: unknown, below: unknown): unknown {
	if (!Array.isArray(aspect)) return below;
	const [value, over] = aspect as unknown[];
	return sameValue(over ?? null, below ?? null) ? value : below;
}

function setAspect(aspects: Map<string, unknown>, field: string, value: unknown, below: unknown): void {
	if (sameValue(value, below)) aspects.delete(field);
	else aspects.set(field, below === undefined ? [value] : [value ?? null, below]);
}

/** An entry with what the shape is now, and what a newer client put there; the fields `asBefore` are left alone. */
function rewritten(
	before: Entry | undefined,
	from: Entry,
	to: Entry,
	asBefore: readonly string[]
): Entry | undefined {
	const foreign = Object.entries(before ?? {}).filter(([field]) => !Object.hasOwn(from, field));
	const next: Record<string, unknown> = { ...Object.fromEntries(foreign), ...to };
	for (const field of asBefore) {
		if (before?.[field] === undefined) delete next[field];
		else next[field] = before[field];
	}
	return sameValue(before ?? {}, next) ? before : next;
}
