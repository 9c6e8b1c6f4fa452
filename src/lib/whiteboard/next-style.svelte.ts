import { type ArrowShape, PLAIN_ARROW } from '#model/whiteboard/shapes/arrow.ts';
import type { StampName } from '#model/whiteboard/shapes/stamp.ts';
import { kindOf, type ShapeType } from '#model/whiteboard/shapes/registry.ts';
import type { Style } from '#model/whiteboard/style.ts';

/** How an arrow goes and ends. */
export type ArrowForm = Pick<ArrowShape, 'route' | 'heads'>;

/** What the next shapes will look like. */
export class NextStyle {
	/** Only what somebody chose: the rest is each kind's own. */
	#chosen = $state.raw<Partial<Style>>({});
	/** And of what is a kind's alone. */
	#chosenFor = $state.raw<{ readonly [K in ShapeType]?: Partial<Style> }>({});

	#arrow = $state.raw<ArrowForm>({ route: PLAIN_ARROW.route, heads: PLAIN_ARROW.heads });

	/** How the next arrow goes and ends. */
	get arrow(): ArrowForm {
		return this.#arrow;
	}

	preferArrow(form: Partial<ArrowForm>): void {
		this.#arrow = { ...this.#arrow, ...form };
	}

	/** What "paste style" gives. */
	copied = $state.raw<Style | null>(null);
	/** Which stamp comes next. */
	stamp = $state.raw<StampName>('tick');

	/** Remembers a choice, made for a type of shape, or for whatever comes next. */
	prefer(style: Partial<Style>, type: ShapeType | null): void {
		const apart = (key: string): boolean => type !== null && isApart(type, key);
		this.#chosen = { ...this.#chosen, ...only(style, (key) => !apart(key)) };
		if (type === null) return;
		const known = this.#chosenFor[type];
		this.#chosenFor = { ...this.#chosenFor, [type]: { ...known, ...only(style, apart) } };
	}

	/** The style for a new shape of a type: its own defaults, and what was chosen since, as far as it shows there. */
	styleFor(type: ShapeType): Style {
		const { styled, defaults } = kindOf(type);
		const shown = (key: string): boolean => styled.includes(key as keyof Style) && !isApart(type, key);
		return { ...defaults.style, ...only(this.#chosen, shown), ...this.#chosenFor[type] };
	}
}

/**
 * What is chosen for a kind alone: yellow notes do not make yellow letters, a fine pen makes no fine highlighter, and one
 * list does not make everything a list.
 */
const APART: { readonly [K in ShapeType]?: readonly (keyof Style)[] } = {
	note: ['color'],
	highlighter: ['color', 'width'],
	frame: ['color', 'fill'],
	link: ['color'],
	table: ['color', 'fill', 'fontSize']
};
const ALWAYS_APART: readonly string[] = ['list', 'align', 'bold', 'italic', 'opacity'];

function isApart(type: ShapeType, key: string): boolean {
	return ALWAYS_APART.includes(key) || APART[type]?.includes(key as keyof Style) === true;
}

function only(style: Partial<Style>, wanted: (key: string) => boolean): Partial<Style> {
	return Object.fromEntries(Object.entries(style).filter(([key]) => wanted(key)));
}
