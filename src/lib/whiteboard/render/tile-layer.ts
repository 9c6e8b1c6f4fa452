import { type Box, overlaps } from '#model/whiteboard/geometry.ts';
import type { BoardTheme } from './board-theme.ts';
import { Changes } from './changes.ts';
import { isWithin, type Level, type TileRange } from './level.ts';
import { Levels, octaves } from './levels.ts';
import { mergedBoxes } from './merged-boxes.ts';
import { overviewOf } from './overview.ts';
import type { SceneItem } from './scene-item.ts';
import { Easels, type Subject } from './tile.ts';
import { boardIn, type View } from './view.ts';

/** What painting may take of a frame while something moves. The browser then rasters what was painted, for as long again. */
const FRAME_BUDGET_MS = 3;
/** While nothing moves there is no frame to miss. */
const CALM_BUDGET_MS = 8;
/** What nobody waits for is painted little by little. */
const OVERVIEW_BUDGET_MS = 4;
/** After the last change of zoom, the board is painted at just that scale. */
const ZOOM_CALM_MS = 90;
/** Nothing has moved or changed for so long: time to see to the overview. */
const REST_MS = 500;
/** Levels between a doubling of the scale. */
const PER_OCTAVE = 2;
/** A level at this distance from the scale still does while zooming, in octaves. */
const NEAR_OCTAVES = 0.3;
/** So many shapes are painted over in place at once; where there are more, tiles are made anew piece by piece. */
const MOST_AT_ONCE = 2_500;
/** A pan paints so many device pixels ahead of what it shows. */
const LOOK_AHEAD = 192;
export interface LayerOptions {
	/** Of the tiles' canvases. */
	readonly className: string;
	/** What painting may take of a frame, if not what it usually may. */
	readonly budgetMs?: () => number;
	/** Of a layer that keeps an overview. */
	readonly rest?: {
		/** Asks for a frame after so long. */
		readonly wake: (afterMs: number) => void;
		/** Somebody is in the middle of something. */
		readonly isBusy: () => boolean;
		/** All that there is. */
		readonly bounds: () => Box | null;
		/** Nothing is left to do: time to let go of what is not needed to show this part of the board. */
		readonly tidy: (visible: Box) => void;
	};
}

/** One layer of the picture in square tiles, at each scale that was needed of late: whatever was painted stays painted. */
export class TileLayer {
	readonly #subject: Subject;
	readonly #options: LayerOptions;
	readonly #levels: Levels;
	readonly #changes = new Changes();
	#theme: BoardTheme;
	#hold: 'no' | 'until complete' | 'until told' = 'no';
	#zoom = { scale: 0, since: -Infinity };
	#changedAt = -Infinity;
	#isTidy = false;
	#frame = 0;
	#lastView: View | null = null;

	constructor(host: HTMLElement, subject: Subject, theme: BoardTheme, options: LayerOptions) {
		this.#subject = subject;
		this.#theme = theme;
		this.#options = options;
		const current = (): BoardTheme => this.#theme;
		this.#levels = new Levels(host, {
			subject,
			get theme() {
				return current();
			},
			easels: new Easels(!subject.opaque),
			className: options.className,
			isHeld: () => this.#hold !== 'no'
		});
	}

	/** Paint everything anew, in other colours perhaps; what is seen changes when that is done. */
	reset(theme: BoardTheme): void {
		this.#theme = theme;
		this.#changes.forget();
		this.#levels.overview = null;
		this.#isTidy = false;
		const view = this.#lastView;
		const seen = view === null ? undefined : this.#levels.find(view.scale);
		for (const level of [...this.#levels]) if (level !== seen) this.#levels.drop(level);
		if (view === null || seen === undefined) return;
		seen.renew(seen.rangeOf(view));
		if (this.#hold === 'no') this.#hold = 'until complete';
	}

	/** These parts of the board are no longer as they were painted; `added` is new there. */
	invalidate(boxes: readonly Box[], added: readonly SceneItem[] = []): void {
		this.#changes.note(boxes, added);
	}

	/** Keeps what is seen as it is, until `release`, or until all that is in view is painted anew. */
	hold(until: 'until told' | 'until complete'): void {
		this.#hold = until;
	}

	get isHeld(): boolean {
		return this.#hold !== 'no';
	}

	/** Shows all that was painted meanwhile, at once. */
	release(): void {
		this.#hold = 'no';
		for (const level of this.#levels) level.release();
	}

	destroy(): void {
		for (const level of [...this.#levels]) this.#levels.drop(level);
	}

	/** One frame; `shownAt` is where what was painted for `view` is shown. Returns whether there is more to do in the next. */
	frame(view: View, now: number, shownAt = view): boolean {
		this.#frame++;
		if (view.scale !== this.#zoom.scale)
			this.#zoom = { scale: view.scale, since: this.#zoom.scale === 0 ? -Infinity : now };
		if (this.#hasChanged(view)) this.#changedAt = now;
		const calm = now - this.#zoom.since >= ZOOM_CALM_MS;
		const level = this.#levelFor(view, calm);
		const range = level.rangeOf(view);
		this.#repaintDirty(level, range);
		const complete = this.#paint(level, view, calm);
		if (complete && this.#hold === 'until complete') this.release();
		this.#show(level, range, shownAt);
		this.#levels.forget(level, range, this.#frame);
		const settled = complete && (calm || level.scale === view.scale);
		return !settled || this.#rest(view, now);
	}

	/** One frame of a layer that is not painted any more. */
	linger(view: View): void {
		for (const level of this.#levels) level.place(view, 1);
	}

	#hasChanged(view: View): boolean {
		const last = this.#lastView;
		const isSame = last?.x === view.x && last.y === view.y && last.scale === view.scale;
		return !isSame || this.#changes.any;
	}

	/** The level to show: at rest, of just this scale; while zooming, the nearest of a few. */
	#levelFor({ scale, pixelRatio }: View, calm: boolean): Level {
		if (calm) return this.#levels.at(scale);
		const near = [...this.#levels].filter((level) => octaves(level.scale, scale) <= NEAR_OCTAVES);
		if (near.length > 0)
			return near.reduce((best, level) =>
				octaves(level.scale, scale) < octaves(best.scale, scale) ? level : best
			);
		const step = Math.round(Math.log2(scale / pixelRatio) * PER_OCTAVE) / PER_OCTAVE;
		return this.#levels.at(pixelRatio * 2 ** step);
	}

	/** What is in view is painted over where it changed; what is not is painted when it is needed. */
	#repaintDirty(current: Level, range: TileRange): void {
		if (!this.#changes.any) return;
		const { boxes, onTop } = this.#changes.take(this.#subject);
		const places = [...boxes, ...onTop.map(({ painted }) => painted)];
		let painted = 0;
		for (const level of this.#levels)
			for (const tile of level.touched(places)) {
				const isSeen = level === current && isWithin(tile, range);
				if (!isSeen && !this.#levels.isOverview(tile)) level.drop(tile);
				else if (painted > MOST_AT_ONCE || this.#hold !== 'no') tile.renew();
				else {
					const { box } = tile;
					painted += tile.repaint(
						mergedBoxes(boxes.filter((each) => overlaps(each, box))),
						onTop.filter((item) => overlaps(item.painted, box))
					);
				}
			}
	}

	/** Paints what is missing, the middle first, as long as the frame has time. Returns whether nothing is missing. */
	#paint(level: Level, view: View, calm: boolean): boolean {
		const needed = [
			...missing(level, level.rangeOf(view)),
			...missing(level, level.rangeOf(this.#ahead(view)))
		];
		return this.#paintAll(
			level,
			needed,
			this.#options.budgetMs?.() ?? (calm ? CALM_BUDGET_MS : FRAME_BUDGET_MS)
		);
	}

	#paintAll(level: Level, needed: readonly Place[], budgetMs: number): boolean {
		const end = performance.now() + budgetMs;
		const isOver = (): boolean => performance.now() > end;
		for (const [at, [column, row]] of needed.entries()) {
			const tile = level.tile(column, row) ?? level.make(column, row);
			tile.seen = this.#frame;
			if (tile.done) continue;
			if (!tile.paint(isOver)) return false;
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
		const others = this.#levels.beside(current, view.scale);
		current.place(view, others.length + 1);
		for (const [at, level] of others.entries())
			if (isComplete || !this.#subject.opaque || level.size === 0) level.hide();
			else level.place(view, others.length - at);
	}

	/** Nothing is missing in view. Returns whether there is anything else to paint. */
	#rest(view: View, now: number): boolean {
		const { rest } = this.#options;
		if (rest === undefined || this.#hold !== 'no') return false;
		const wait = this.#changedAt + REST_MS - now;
		if (wait > 0) {
			this.#isTidy = false;
			rest.wake(wait);
			return false;
		}
		if (this.#isTidy || rest.isBusy()) return false;
		const bounds = rest.bounds();
		if (bounds === null) this.#levels.overview = null;
		else {
			const before = this.#levels.overview?.scale ?? [];
			const overview = overviewOf(bounds, view, [before, ...this.#levels.scales].flat());
			this.#levels.overview = overview;
			const level = this.#levels.at(overview.scale);
			if (!this.#paintAll(level, missing(level, overview.range), OVERVIEW_BUDGET_MS)) return true;
		}
		rest.tidy(boardIn(view));
		this.#isTidy = true;
		return false;
	}
}

type Place = readonly [column: number, row: number];

/** The tiles of a range that are not complete, those in the middle first. */
function missing(level: Level, { left, top, right, bottom }: TileRange): Place[] {
	const found: Place[] = [];
	for (let row = top; row <= bottom; row++)
		for (let column = left; column <= right; column++)
			if (level.tile(column, row)?.done !== true) found.push([column, row]);
	const far = ([column, row]: Place): number =>
		Math.hypot(column - (left + right) / 2, row - (top + bottom) / 2);
	return found.sort((a, b) => far(a) - far(b));
}
