import type { Board, BoardChange } from '#model/whiteboard/board.ts';
import { connected, type FindShape, holdersOf } from '#model/whiteboard/connect.ts';
import { type Box, contains, grown, overlaps, type Point, union } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { boundsOf, hits, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { byOrder } from '#model/order.ts';
import { wordsOn } from './painters/arrow.ts';
import { painterOf } from './painters/registry.ts';
import type { TextBlock } from './painters/words.ts';
import type { Pictures } from './painters/painter.ts';
import { SpatialIndex } from './spatial-index.ts';
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
	#path: Path2D | null = null;
	#blocks: readonly TextBlock[] | null = null;
	readonly #measure: Measure;
	/** Where it asks for its picture, if it is one. */
	readonly pictures: Pictures | null;

	constructor(shape: Shape, text: string, measure: Measure, pictures: Pictures | null = null) {
		this.#measure = measure;
		this.pictures = pictures;
		this.text = text;
		this.shape = this.#measured(shape);
		this.#place();
	}

	/** The same shape after a change. Returns whether anything that is drawn differs. */
	update(shape: Shape, text: string): void {
		const sameForm =
			shape.type === this.shape.type &&
			shape.w === this.shape.w &&
			shape.h === this.shape.h &&
			shape.style === this.shape.style;
		const sameText = text === this.text && sameForm;
		// A shape that was only moved keeps its outline.
		if (!sameForm || shape.type === 'arrow') this.#path = null;
		if (!sameText || shape.type === 'arrow') this.#blocks = null;
		this.text = text;
		this.shape = this.#measured(shape);
		this.#place();
	}

	get path(): Path2D {
		return (this.#path ??= painterOf(this.shape.type).path(this.shape));
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

/** All shapes in a spatial index, plain objects apart from any reactive state: ten thousand of them cost nothing to keep. */
export class Scene {
	readonly #board: Board;
	#measure: Measure;
	readonly #items = new Map<ShapeId, SceneItem>();
	/** The arrows that each shape holds. */
	readonly #held = new Map<ShapeId, Set<ShapeId>>();
	readonly #frames = new Set<SceneItem>();
	readonly #pictures: Pictures | null;
	#index = new SpatialIndex<SceneItem>();
	#ranked = false;
	/** The topmost when they were ranked last; what is laid on top of it since needs no ranking anew. */
	#top: Pick<SceneItem, 'shape' | 'rank'> | null = null;

	/** `pictures`: `null` where images are shown as their places only. */
	constructor(board: Board, measure: Measure, pictures: Pictures | null = null) {
		this.#board = board;
		this.#pictures = pictures;
		this.#measure = measure;
		this.reload(measure);
	}

	/** Makes every item anew, as when the face by which they were measured has arrived. */
	reload(measure: Measure): void {
		this.#measure = measure;
		this.#items.clear();
		this.#held.clear();
		this.#frames.clear();
		for (const shape of shapesFirst(this.#board.shapes.values())) {
			const item = this.ghost(shape);
			this.#items.set(shape.id, item);
			if (shape.type === 'frame') this.#frames.add(item);
			this.#hold(shape.id, undefined, shape);
		}
		this.#index = new SpatialIndex<SceneItem>();
		for (const item of this.#items.values()) this.#index.insert(item);
		this.#ranked = false;
	}

	get size(): number {
		return this.#items.size;
	}

	item(id: ShapeId): SceneItem | undefined {
		return this.#items.get(id);
	}

	items(): Iterable<SceneItem> {
		return this.#items.values();
	}

	/** The frames, whose titles stand outside of what they paint here. */
	get frames(): Iterable<SceneItem> {
		return this.#frames;
	}

	/** What a shape is clipped to: the frame in which it lies. */
	clipOf({ frame }: Shape): Shape | null {
		const found = frame === null ? undefined : this.#items.get(frame)?.shape;
		return found?.type === 'frame' ? found : null;
	}

	/**
	 * A shape as a gesture in progress has it, with the text that the document has. An arrow goes where `find` says that its
	 * shapes are.
	 */
	ghost(shape: Shape, find: FindShape = this.shapeOf): SceneItem {
		const text = this.#board.textOf(shape.id);
		return new SceneItem(lying(shape, find), text, this.#measure, this.#pictures);
	}

	/** A shape with its size and place here. */
	readonly shapeOf: FindShape = (id) => this.#items.get(id)?.shape;

	/** The arrows that one of these shapes holds: where it goes, they go. */
	connectorsOf(ids: Iterable<ShapeId>): Set<ShapeId> {
		const arrows = new Set<ShapeId>();
		if (this.#held.size > 0)
			for (const id of ids) for (const arrow of this.#held.get(id) ?? []) arrows.add(arrow);
		return arrows;
	}

	/** Follows the document; returns what has to be painted anew. */
	follow(change: BoardChange): Box[] {
		const dirty: Box[] = [];
		const changed = new Set([...change.shapes, ...change.texts]);
		// Arrows last: they look at where their shapes are now.
		const isArrow = (id: ShapeId): boolean => this.#board.shapes.get(id)?.type === 'arrow';
		const arrows = new Set([...changed].filter(isArrow));
		for (const id of this.connectorsOf(changed)) arrows.add(id);
		for (const id of arrows) changed.delete(id);
		for (const id of [...changed, ...arrows]) {
			const item = this.#items.get(id);
			const stored = this.#board.shapes.get(id);
			this.#hold(id, item?.shape, stored);
			const shape = stored && lying(stored, this.shapeOf);
			if (item !== undefined) {
				dirty.push(item.painted);
				this.#index.remove(item);
			}
			if (shape === undefined) {
				this.#items.delete(id);
				if (item !== undefined) this.#frames.delete(item);
				continue;
			}
			if (item !== undefined && shape.order !== item.shape.order) this.#ranked = false;
			const next = item ?? new SceneItem(shape, this.#board.textOf(id), this.#measure, this.#pictures);
			if (item === undefined) this.#layOn(next);
			if (item !== undefined) item.update(shape, this.#board.textOf(id));
			this.#items.set(id, next);
			if (shape.type === 'frame') this.#frames.add(next);
			this.#index.insert(next);
			dirty.push(next.painted);
		}
		return dirty;
	}

	/** What paints into a box, from the bottom up. */
	within(box: Box): SceneItem[] {
		this.#rank();
		return this.#index.search(box).sort((a, b) => a.rank - b.rank);
	}

	/** The topmost shape at a point, of those that are meant. */
	hit(point: Point, tolerance: number, accept: (shape: Shape) => boolean = () => true): SceneItem | null {
		const around = grown({ ...point, w: 0, h: 0 }, tolerance);
		const isHit = ({ shape, label }: SceneItem): boolean =>
			hits(shape, point, tolerance) || (label !== null && contains(label, point));
		return this.within(around).findLast((item) => accept(item.shape) && isHit(item)) ?? null;
	}

	/** What a selection box takes: everything that it touches. */
	touchedBy(box: Box): SceneItem[] {
		return this.within(box).filter((item) => overlaps(item.bounds, box));
	}

	boundsOf(ids: Iterable<ShapeId>): Box | null {
		const boxes: Box[] = [];
		for (const id of ids) {
			const item = this.#items.get(id);
			if (item !== undefined) boxes.push(item.bounds);
		}
		return union(boxes);
	}

	bounds(): Box | null {
		return this.boundsOf(this.#items.keys());
	}

	/** Whether an arrow is bound to this shape. */
	holds(id: ShapeId): boolean {
		return this.#held.has(id);
	}

	#hold(id: ShapeId, before: Shape | undefined, now: Shape | undefined): void {
		if (before?.type === 'arrow')
			for (const holder of holdersOf(before)) {
				const arrows = this.#held.get(holder);
				if (arrows?.delete(id) === true && arrows.size === 0) this.#held.delete(holder);
			}
		if (now?.type !== 'arrow') return;
		for (const holder of holdersOf(now)) {
			const arrows = this.#held.get(holder) ?? new Set<ShapeId>();
			this.#held.set(holder, arrows.add(id));
		}
	}

	#rank(): void {
		if (this.#ranked) return;
		const sorted = [...this.#items.values()].sort((a, b) => byOrder(a.shape, b.shape));
		sorted.forEach((item, rank) => (item.rank = rank));
		this.#ranked = true;
		const top = sorted.at(-1);
		this.#top = top === undefined ? null : { shape: top.shape, rank: top.rank };
	}

	/** Nearly everything new comes on top, and ten thousand shapes are not sorted for each stroke. */
	#layOn(item: SceneItem): void {
		if (!this.#ranked || this.#top === null || byOrder(item.shape, this.#top.shape) < 0) {
			this.#ranked = false;
			return;
		}
		item.rank = this.#top.rank + 1;
		this.#top = { shape: item.shape, rank: item.rank };
	}
}

function lying(shape: Shape, find: FindShape): Shape {
	return shape.type === 'arrow' ? connected(shape, find) : shape;
}

function shapesFirst(shapes: Iterable<Shape>): Shape[] {
	const all = [...shapes];
	return [...all.filter(({ type }) => type !== 'arrow'), ...all.filter(({ type }) => type === 'arrow')];
}
