import type { Board, BoardChange } from '#model/whiteboard/board.ts';
import type { FindShape } from '#model/whiteboard/arrow-end.ts';
import { connected, holdersOf } from '#model/whiteboard/connect.ts';
import { type Box, contains, grown, overlaps, type Point, union } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { hits, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { byOrder } from '#model/order.ts';
import type { Elbows } from './elbows.ts';
import type { Pictures } from './painters/painter.ts';
import { SceneItem } from './scene-item.ts';
import { SpatialIndex } from './spatial-index.ts';
import type { Measure } from './text-layout.ts';

/** All shapes in a spatial index, plain objects apart from any reactive state: ten thousand of them cost nothing to keep. */
export class Scene {
	readonly #board: Board;
	#measure: Measure;
	readonly #items = new Map<ShapeId, SceneItem>();
	/** The arrows that each shape holds. */
	readonly #held = new Map<ShapeId, Set<ShapeId>>();
	/** Sends arrows around things, once that program is here. */
	#elbows: Elbows | null = null;
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
		this.#elbows?.clear();
		this.#index = new SpatialIndex<SceneItem>();
		// Elbows go around what is in the index already.
		for (const shape of shapesFirst(this.#board.shapes.values())) {
			const item = this.ghost(shape);
			this.#items.set(shape.id, item);
			this.#index.insert(item);
			if (shape.type === 'frame') this.#frames.add(item);
			this.#hold(shape.id, undefined, shape);
			this.#elbows?.keep(shape.id, item.shape, this.#boundsOf);
		}
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
	 * shapes are, and around nothing that is `away` in somebody's hand.
	 */
	ghost(shape: Shape, find: FindShape = this.shapeOf, away?: (id: ShapeId) => boolean): SceneItem {
		const text = this.#board.textOf(shape.id);
		return new SceneItem(this.lying(shape, find, away), text, this.#measure, this.#pictures);
	}

	/** A shape as it lies here: an arrow where its shapes are, around what stands between them. */
	lying<T extends Shape>(
		shape: T,
		find: FindShape = this.shapeOf,
		away: (id: ShapeId) => boolean = () => false
	): T {
		if (shape.type !== 'arrow') return shape;
		return connected(shape, find, this.#elbows?.detourIn(this.#index, away)) as T;
	}

	/** From now on, elbows go around what is in their way. Returns what has to be painted anew. */
	goAround(elbows: Elbows): Box[] {
		this.#elbows = elbows;
		const dirty: Box[] = [];
		for (const { shape } of [...this.#items.values()])
			if (shape.type === 'arrow' && shape.route === 'elbow') this.#followOne(shape.id, dirty);
		return dirty;
	}

	/** A shape with its size and place here. */
	readonly shapeOf: FindShape = (id) => this.#items.get(id)?.shape;
	readonly #boundsOf = (id: ShapeId): Box | undefined => this.#items.get(id)?.bounds;

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
		// Arrows last: they look at where their shapes are now, and at what is in their way.
		const isArrow = (id: ShapeId): boolean => this.#board.shapes.get(id)?.type === 'arrow';
		const arrows = new Set([...changed].filter(isArrow));
		for (const id of this.connectorsOf(changed)) arrows.add(id);
		for (const id of arrows) changed.delete(id);
		for (const id of changed) this.#followOne(id, dirty);
		if (changed.size > 0) for (const id of this.#elbows?.near(dirty) ?? []) arrows.add(id);
		for (const id of arrows) this.#followOne(id, dirty);
		return dirty;
	}

	/** Adds to `dirty` where it was and where it is now. */
	#followOne(id: ShapeId, dirty: Box[]): void {
		const item = this.#items.get(id);
		const stored = this.#board.shapes.get(id);
		this.#hold(id, item?.shape, stored);
		const shape = stored && this.lying(stored);
		if (item !== undefined) {
			dirty.push(item.painted);
			this.#index.remove(item);
		}
		this.#elbows?.keep(id, shape, this.#boundsOf);
		if (shape === undefined) {
			this.#items.delete(id);
			if (item !== undefined) this.#frames.delete(item);
			return;
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

function shapesFirst(shapes: Iterable<Shape>): Shape[] {
	const all = [...shapes];
	return [...all.filter(({ type }) => type !== 'arrow'), ...all.filter(({ type }) => type === 'arrow')];
}
