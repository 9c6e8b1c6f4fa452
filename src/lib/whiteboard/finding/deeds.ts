import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Shape, ShapeType } from '#model/whiteboard/shapes/registry.ts';
import { locale } from '$lib/messages/locale.ts';
import { t } from '$lib/messages/whiteboard-hearing.ts';

/** In the order in which they are told. */
const DEEDS = ['added', 'moved', 'wrote', 'restyled', 'deleted'] as const;
export type Deed = (typeof DEEDS)[number];

/** More people than these are a number. */
const MOST_PEOPLE = 3;

interface Done {
	readonly deed: Deed;
	readonly type: ShapeType;
}

/** What became of a shape; `null` when nothing that is worth a word. */
export function deedBetween(
	before: Shape | undefined,
	after: Shape | undefined,
	wrote: boolean
): Deed | null {
	if (before === undefined) return after === undefined ? null : 'added';
	if (after === undefined) return 'deleted';
	const isMoved =
		before.x !== after.x ||
		before.y !== after.y ||
		before.w !== after.w ||
		before.h !== after.h ||
		before.rotation !== after.rotation ||
		before.frame !== after.frame;
	if (wrote) return 'wrote';
	if (isMoved) return 'moved';
	return before === after ? null : 'restyled';
}

/** What people did since it was last told, each shape once: as a sentence a person. */
export class Deeds {
	readonly #people = new Map<string, Map<ShapeId, Done>>();

	get any(): boolean {
		return this.#people.size > 0;
	}

	/** `name`: whose deed it was, empty where nobody knows. */
	note(name: string, id: ShapeId, type: ShapeType, deed: Deed): void {
		if (deed === 'deleted' && this.forget(id)) return;
		const done = this.#people.get(name) ?? new Map<ShapeId, Done>();
		this.#people.set(name, done);
		const known = done.get(id)?.deed;
		// What is new was also written on and moved.
		if (known !== 'added' || deed === 'added') done.set(id, { deed, type });
	}

	/** Takes back all that was noted of a shape; returns whether it was new, and so is no news at all. */
	forget(id: ShapeId): boolean {
		let isNew = false;
		for (const [name, done] of this.#people) {
			if (done.get(id)?.deed === 'added') isNew = true;
			done.delete(id);
			if (done.size === 0) this.#people.delete(name);
		}
		return isNew;
	}

	/** Tells all of it, and forgets it. */
	tell(): string {
		const people = [...this.#people];
		this.#people.clear();
		const sentences = people
			.slice(0, MOST_PEOPLE)
			.map(([name, done]) => t.sentence(name === '' ? t.somebody : name, deedsOf([...done.values()])));
		const others = people.length - sentences.length;
		return [...sentences, ...(others > 0 ? [t.andOthers(others)] : [])].join('. ');
	}
}

function deedsOf(all: readonly Done[]): string {
	const parts = DEEDS.flatMap((deed) => {
		const done = all.filter((each) => each.deed === deed);
		if (done.length === 0) return [];
		const types = new Set(done.map(({ type }) => type));
		const what = t.things[types.size === 1 ? done[0]!.type : 'mixed'](done.length);
		return [t[deed](what)];
	});
	return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(parts);
}
