import type { Board, BoardChange } from '#model/whiteboard/board.ts';
import type { FindShape } from '#model/whiteboard/arrow-end.ts';
import { connected, holdersOf } from '#model/whiteboard/connect.ts';
import { type Box, contains, grown, overlaps, type Point, union } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { hits, type Shape } from '#model/whiteboard/shapes/registry.ts';
import type { Elbows } from './elbows.ts';
import type { Pictures } from './painters/painter.ts';
import { Ranking } from './ranking.ts';
import { SceneItem } from './scene-item.ts';
import { SpatialIndex } from './spatial-index.ts';
import type { Measure } from './text-layout.ts';

/** The outlines of so many shapes, a few megabytes, are kept wherever they are. */
const MOST_FORMED = 2_000;

/** What of a picture is not as it should be. */
export interface Outdated {
	readonly boxes: readonly Box[];
	/** New there: where nothing lies over them, painting them is all there is to do. */
	readonly added: readonly SceneItem[];
}

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
	readonly #ranking = new Ranking<SceneItem>();
	#index = new SpatialIndex<SceneItem>();

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
		this.#ranking.clear();
		// Elbows go around what is in the index already.
		for (const shape of shapesFirst(this.#board.shapes.values())) {
			const item = this.ghost(shape);
			this.#items.set(shape.id, item);
			this.#index.insert(item);
			this.#ranking.add(item);
			if (shape.type === 'frame') this.#frames.add(item);
			this.#hold(shape.id, undefined, shape);
			this.#elbows?.keep(shape.id, item.shape, this.#boundsOf);
		}
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
	goAround(elbows: Elbows): Outdated {
		this.#elbows = elbows;
		const outdated = { boxes: [] as Box[], added: [] as SceneItem[] };
		for (const { shape } of [...this.#items.values()])
			if (shape.type === 'arrow' && shape.route === 'elbow') this.#followOne(shape.id, outdated);
		return outdated;
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

	/** Follows the document; returns what of the picture is out of date. */
	follow(change: BoardChange): Outdated {
		const outdated = { boxes: [] as Box[], added: [] as SceneItem[] };
		const changed = new Set([...change.shapes, ...change.texts]);
		// Arrows last: they look at where their shapes are now, and at what is in their way.
		const isArrow = (id: ShapeId): boolean => this.#board.shapes.get(id)?.type === 'arrow';
		const arrows = new Set([...changed].filter(isArrow));
		for (const id of this.connectorsOf(changed)) arrows.add(id);
		for (const id of arrows) changed.delete(id);
		for (const id of changed) this.#followOne(id, outdated);
		const places = [...outdated.boxes, ...outdated.added.map(({ painted }) => painted)];
		for (const id of this.#elbows?.near(places) ?? []) arrows.add(id);
		for (const id of arrows) this.#followOne(id, outdated);
		return outdated;
	}

	/** Adds to `outdated` where it was and where it is now. */
	#followOne(id: ShapeId, outdated: { readonly boxes: Box[]; readonly added: SceneItem[] }): void {
		const item = this.#items.get(id);
		const stored = this.#board.shapes.get(id);
		this.#hold(id, item?.shape, stored);
		const shape = stored && this.lying(stored);
		if (item !== undefined) outdated.boxes.push(item.painted);
		if (shape === undefined) this.#remove(id);
		else if (item === undefined) outdated.added.push(this.#add(shape));
		else outdated.boxes.push(this.#update(item, shape).painted);
		this.#elbows?.keep(id, shape, this.#boundsOf);
	}

	#add(shape: Shape): SceneItem {
		const item = new SceneItem(shape, this.#board.textOf(shape.id), this.#measure, this.#pictures);
		this.#items.set(shape.id, item);
		if (shape.type === 'frame') this.#frames.add(item);
		this.#ranking.add(item);
		this.#index.insert(item);
		return item;
	}

	#update(item: SceneItem, shape: Shape): SceneItem {
		const isRestacked = shape.order !== item.shape.order;
		this.#index.remove(item);
		item.update(shape, this.#board.textOf(shape.id));
		this.#index.insert(item);
		if (isRestacked) this.#ranking.add(item);
		return item;
	}

	#remove(id: ShapeId): void {
		const item = this.#items.get(id);
		if (item === undefined) return;
		this.#items.delete(id);
		this.#frames.delete(item);
		this.#ranking.remove(item);
		this.#index.remove(item);
	}

	/** What paints into a box, from the bottom up. */
	within(box: Box): SceneItem[] {
		this.#ranking.settle();
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

	/** Lets go of what was made to draw shapes outside of a box, where that is more than a little. */
	forgetBeyond(box: Box): void {
		const formed = [...this.#items.values()].filter((item) => item.isFormed);
		if (formed.length <= MOST_FORMED) return;
		for (const item of formed) if (!overlaps(item.painted, box)) item.forget();
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
}

function shapesFirst(shapes: Iterable<Shape>): Shape[] {
	const all = [...shapes];
	return [...all.filter(({ type }) => type !== 'arrow'), ...all.filter(({ type }) => type === 'arrow')];
}
