import { type Box, overlaps } from '#model/whiteboard/geometry.ts';
import type { BoardTheme } from './board-theme.ts';
import { mergedBoxes } from './merged-boxes.ts';
import { isWithin, Level, type TileRange } from './level.ts';
import { Easels, type Subject } from './tile.ts';
import type { View } from './view.ts';

/** What painting may take of a frame while something moves. The browser then rasters what was painted, for as long again. */
const FRAME_BUDGET_MS = 3;
/** While nothing moves there is no frame to miss. */
const CALM_BUDGET_MS = 8;
/** After the last change of zoom, the board is painted at just that scale. */
const ZOOM_CALM_MS = 90;
/** Levels between a doubling of the scale. */
const PER_OCTAVE = 2;
/** A level at this distance from the scale still does while zooming, in octaves. */
const NEAR_OCTAVES = 0.3;
/** So many shapes are painted over in place at once; where there are more, tiles are made anew piece by piece. */
const MOST_AT_ONCE = 2_500;
/** More changed boxes than this are looked at as one. */
const MOST_BOXES = 2_000;
/** A pan paints so many device pixels ahead of what it shows. */
const LOOK_AHEAD = 192;
/** Tiles kept beside those in view, in views. */
const KEPT_VIEWS = 3;
const LEAST_KEPT = 60;

export interface LayerOptions {
	/** Of the tiles' canvases. */
	readonly className: string;
	/** What painting may take of a frame, if not what it usually may. */
	readonly budgetMs?: number;
}

/** One layer of the picture in square tiles, at each scale that was needed of late: whatever was painted stays painted. */
export class TileLayer {
	readonly #host: HTMLElement;
	readonly #subject: Subject;
	readonly #easels: Easels;
	readonly #className: string;
	readonly #budgetMs: number | null;
	readonly #levels = new Map<number, Level>();
	#theme: BoardTheme;
	#dirty: Box[] = [];
	#zoom = { scale: 0, since: -Infinity };
	#frame = 0;
	#lastView: View | null = null;

	constructor(host: HTMLElement, subject: Subject, theme: BoardTheme, options: LayerOptions) {
		this.#host = host;
		this.#subject = subject;
		this.#theme = theme;
		this.#easels = new Easels(!subject.opaque);
		this.#className = options.className;
		this.#budgetMs = options.budgetMs ?? null;
	}

	/** Paint everything anew, in other colours perhaps. */
	reset(theme: BoardTheme): void {
		this.#theme = theme;
		this.#dirty = [];
		for (const level of this.#levels.values()) level.destroy();
		this.#levels.clear();
	}

	/** These parts of the board are no longer as they were painted. */
	invalidate(boxes: readonly Box[]): void {
		this.#dirty.push(...boxes);
	}

	destroy(): void {
		this.reset(this.#theme);
	}

	/** One frame. Returns whether there is more to do in the next. */
	frame(view: View, now: number): boolean {
		this.#frame++;
		if (view.scale !== this.#zoom.scale)
			this.#zoom = { scale: view.scale, since: this.#zoom.scale === 0 ? -Infinity : now };
		const calm = now - this.#zoom.since >= ZOOM_CALM_MS;
		const level = this.#levelFor(view, calm);
		const range = level.rangeOf(view);
		this.#repaintDirty(level, range);
		const complete = this.#paint(level, view, calm);
		this.#show(level, range, view);
		this.#forget(level, range);
		return !complete || (!calm && level.scale !== view.scale);
	}

	/** The level to show: at rest, of just this scale; while zooming, the nearest of a few. */
	#levelFor({ scale, pixelRatio }: View, calm: boolean): Level {
		if (calm) return this.#level(scale);
		const near = [...this.#levels.values()].filter((level) => octaves(level.scale, scale) <= NEAR_OCTAVES);
		if (near.length > 0)
			return near.reduce((best, level) =>
				octaves(level.scale, scale) < octaves(best.scale, scale) ? level : best
			);
		const step = Math.round(Math.log2(scale / pixelRatio) * PER_OCTAVE) / PER_OCTAVE;
		return this.#level(pixelRatio * 2 ** step);
	}

	#level(scale: number): Level {
		let level = this.#levels.get(scale);
		if (level === undefined)
			this.#levels.set(scale, (level = new Level(scale, this.#host, this.#easels, this.#className)));
		return level;
	}

	/** What is in view is painted over where it changed; what is not is painted when it is needed. */
	#repaintDirty(current: Level, range: TileRange): void {
		if (this.#dirty.length === 0) return;
		const boxes = this.#dirty.length > MOST_BOXES ? mergedBoxes(this.#dirty) : this.#dirty;
		this.#dirty = [];
		let painted = 0;
		for (const level of this.#levels.values())
			for (const tile of level.touched(boxes)) {
				if (level !== current || !isWithin(tile, range)) level.drop(tile);
				else if (painted > MOST_AT_ONCE) tile.renew();
				else
					painted += tile.repaint(
						mergedBoxes(boxes.filter((box) => overlaps(box, tile.box))),
						this.#subject,
						this.#theme
					);
			}
	}

	/** Paints what is missing, the middle first, as long as the frame has time. Returns whether nothing is missing. */
	#paint(level: Level, view: View, calm: boolean): boolean {
		const end = performance.now() + (this.#budgetMs ?? (calm ? CALM_BUDGET_MS : FRAME_BUDGET_MS));
		const isOver = (): boolean => performance.now() > end;
		const needed = [
			...missing(level, level.rangeOf(view)),
			...missing(level, level.rangeOf(this.#ahead(view)))
		];
		for (const [at, [column, row]] of needed.entries()) {
			const tile = level.tile(column, row) ?? level.make(column, row);
			if (tile.done) continue;
			if (!tile.paint(this.#subject, this.#theme, isOver)) return false;
			level.show(tile);
			if (isOver() && at < needed.length - 1) return false;
		}
		return true;
	}

	/** Where a pan will have come to soon. */
	#ahead(view: View): View {
		const last = this.#lastView;
		this.#lastView = view;
		if (last?.scale !== view.scale) return view;
		const step = (now: number, before: number): number => (Math.sign(now - before) * LOOK_AHEAD) / view.scale;
		return { ...view, x: view.x + step(view.x, last.x), y: view.y + step(view.y, last.y) };
	}

	/** The level itself, and under it, while it is not complete, what there is of others: the nearest scale on top. */
	#show(current: Level, range: TileRange, view: View): void {
		const isComplete = current.covers(range);
		const others = [...this.#levels.values()]
			.filter((level) => level !== current)
			.sort((a, b) => octaves(a.scale, view.scale) - octaves(b.scale, view.scale));
		current.place(view, others.length + 1);
		for (const [at, level] of others.entries())
			if (isComplete || !this.#subject.opaque || level.size === 0) level.hide();
			else level.place(view, others.length - at);
	}

	/** Lets go of the tiles that were not seen for longest. */
	#forget(current: Level, range: TileRange): void {
		for (const tile of current.tiles()) if (isWithin(tile, range)) tile.seen = this.#frame;
		const inView = (range.right - range.left + 1) * (range.bottom - range.top + 1);
		const most = Math.max(LEAST_KEPT, inView * (1 + KEPT_VIEWS));
		let total = 0;
		for (const level of this.#levels.values()) total += level.size;
		if (total > most) {
			const all = [...this.#levels.values()].flatMap((level) =>
				[...level.tiles()].map((tile) => ({ level, tile }))
			);
			all.sort((a, b) => a.tile.seen - b.tile.seen);
			for (const { level, tile } of all.slice(0, total - most)) level.drop(tile);
		}
		for (const level of this.#levels.values())
			if (level.size === 0 && level !== current) {
				level.destroy();
				this.#levels.delete(level.scale);
			}
	}
}

/** How far two scales are from each other. */
function octaves(a: number, b: number): number {
	return Math.abs(Math.log2(a / b));
}

/** The tiles of a range that are not complete, those in the middle first. */
function missing(level: Level, { left, top, right, bottom }: TileRange): [column: number, row: number][] {
	const found: [number, number][] = [];
	for (let row = top; row <= bottom; row++)
		for (let column = left; column <= right; column++)
			if (level.tile(column, row)?.done !== true) found.push([column, row]);
	const far = ([column, row]: [number, number]): number =>
		Math.hypot(column - (left + right) / 2, row - (top + bottom) / 2);
	return found.sort((a, b) => far(a) - far(b));
}
