import { type Box, grown, union } from '#model/whiteboard/geometry.ts';
import { boundsOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { wordsOn } from './painters/arrow.ts';
import type { Pictures } from './painters/painter.ts';
import { painterOf } from './painters/registry.ts';
import type { TextBlock } from './painters/words.ts';
import type { Measure } from './text-layout.ts';

/** A shape as the canvas knows it: with its place in the index, and with what was made to draw it. */
export class SceneItem {
	/** With the size that its text really has here, where the text decides it. */
	shape: Shape;
	text: string;
	/** From the bottom up; true only while the scene's `ranked` is. */
	rank = 0;
	minX = 0;
	minY = 0;
	maxX = 0;
	maxY = 0;
	/** What the shape was made from. */
	#given: Shape;
	#form: { readonly detail: number; readonly path: unknown } | null = null;
	#blocks: readonly TextBlock[] | null = null;
	readonly #measure: Measure;
	/** Where it asks for its picture, if it is one. */
	readonly pictures: Pictures | null;

	constructor(shape: Shape, text: string, measure: Measure, pictures: Pictures | null = null) {
		this.#measure = measure;
		this.pictures = pictures;
		this.text = text;
		this.#given = shape;
		this.shape = this.#measured(shape);
		this.#place();
	}

	/** The same shape after a change. */
	update(shape: Shape, text: string): void {
		// Whoever types changes nothing but words.
		if (shape !== this.#given) this.#form = null;
		this.#blocks = null;
		this.text = text;
		this.#given = shape;
		this.shape = this.#measured(shape);
		this.#place();
	}

	/** What its painter draws it by, as fine as that scale shows it. */
	path(scale: number): unknown {
		const painter = painterOf(this.shape.type);
		const detail = painter.detail?.(this.shape, scale) ?? 0;
		if (this.#form?.detail !== detail) this.#form = { detail, path: painter.path(this.shape, detail) };
		return this.#form.path;
	}

	/** Whether it keeps what it was drawn by. */
	get isFormed(): boolean {
		return this.#form !== null;
	}

	/** Lets go of what can be made again. */
	forget(): void {
		this.#form = null;
	}

	/** Its words, set in lines. */
	get blocks(): readonly TextBlock[] {
		return (this.#blocks ??= painterOf(this.shape.type).layout(this.shape, this.text, this.#measure));
	}

	/** The box that it covers, without stroke and shadow. */
	get bounds(): Box {
		return boundsOf(this.shape);
	}

	/** All that it paints. */
	get painted(): Box {
		return { x: this.minX, y: this.minY, w: this.maxX - this.minX, h: this.maxY - this.minY };
	}

	/** What the words on an arrow cover; `null` where there are none. */
	get label(): Box | null {
		if (this.shape.type !== 'arrow' || this.text === '') return null;
		const { x, y, w, h } = wordsOn(this.blocks);
		return { x: x + this.shape.x, y: y + this.shape.y, w, h };
	}

	#measured(shape: Shape): Shape {
		if (shape.type !== 'text') return shape;
		this.#blocks = painterOf('text').layout(shape, this.text, this.#measure);
		const { w, h } = this.#blocks[0]!.box;
		return { ...shape, w, h };
	}

	#place(): void {
		const shape = grown(this.bounds, painterOf(this.shape.type).spill(this.shape));
		const { label } = this;
		const box = label === null ? shape : union([shape, label])!;
		this.minX = box.x;
		this.minY = box.y;
		this.maxX = box.x + box.w;
		this.maxY = box.y + box.h;
	}
}
