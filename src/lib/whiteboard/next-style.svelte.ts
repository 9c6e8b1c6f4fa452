import { type ArrowShape, PLAIN_ARROW } from '#model/whiteboard/shapes/arrow.ts';
import type { StampName } from '#model/whiteboard/shapes/stamp.ts';
import { kindOf, type ShapeType } from '#model/whiteboard/shapes/registry.ts';
import { type BoardColor, DEFAULT_STYLE, type Style } from '#model/whiteboard/style.ts';

/** How an arrow goes and ends. */
export type ArrowForm = Pick<ArrowShape, 'route' | 'heads'>;

/** What the next shapes will look like. */
export class NextStyle {
	/** Only what somebody chose: the rest is each kind's own. */
	#chosen = $state.raw<Partial<Style>>({});
	/** Notes have a colour apart, so that yellow notes do not make yellow letters. */
	#noteColor = $state.raw<BoardColor>('amber');

	#arrow = $state.raw<ArrowForm>({ route: PLAIN_ARROW.route, heads: PLAIN_ARROW.heads });

	/** How the next arrow goes and ends. */
	get arrow(): ArrowForm {
		return this.#arrow;
	}

	preferArrow(form: Partial<ArrowForm>): void {
		this.#arrow = { ...this.#arrow, ...form };
	}

	/** Which stamp comes next. */
	stamp = $state.raw<StampName>('tick');

	get style(): Style {
		return { ...DEFAULT_STYLE, ...this.#chosen };
	}

	/** Remembers a choice. `isForNotes`: its colour is that of notes. */
	prefer(style: Partial<Style>, isForNotes: boolean): void {
		const { color, ...others } = style;
		if (color !== undefined && isForNotes) this.#noteColor = color;
		this.#chosen = { ...this.#chosen, ...(isForNotes ? others : style) };
	}

	/** The style for a new shape of a type: its own defaults, and what was chosen since, as far as it shows there. */
	styleFor(type: ShapeType): Style {
		const { styled, defaults } = kindOf(type);
		const shown = Object.fromEntries(
			Object.entries(this.#chosen).filter(([key]) => styled.includes(key as keyof Style))
		);
		const style = { ...defaults.style, ...shown };
		return type === 'note' ? { ...style, color: this.#noteColor } : style;
	}
}
