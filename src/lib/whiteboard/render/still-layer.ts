import { type Box, encloses, overlaps, union } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { type Camera, type Viewport, visibleBox } from '../camera.ts';
import type { BoardTheme } from './board-theme.ts';
import { type Absent, Raster } from './raster.ts';
import type { Scene, SceneItem } from './scene.ts';

/** Painted beyond each edge of the viewport, as a part of it, so that a pan has something to show. */
const MARGIN = 0.3;
/** A pan that has used up this part of the margin starts the next raster. */
const MARGIN_USED = 0.45;
/** What painting may take of a frame. */
const FRAME_BUDGET_MS = 6;
/** While nothing moves there is no frame to miss. */
const CALM_BUDGET_MS = 14;
/** So many shapes are painted anew at once; for more, a new raster is made piece by piece. */
const MOST_AT_ONCE = 400;
/** After the last change of zoom, the raster is made anew at the right scale. */
const ZOOM_CALM_MS = 90;
/** Canvases beyond this are refused by some devices. */
const MAX_PIXELS = 24_000_000;

type Job =
	| { readonly at: 'idle' }
	| {
			readonly at: 'painting';
			readonly items: readonly SceneItem[];
			readonly next: number;
			readonly stale: readonly Box[];
	  };

/**
 * Everything that does not move at the moment, as one picture that is somewhat larger than the viewport. Panning and
 * zooming only shift and scale it (the browser's compositor does that); a second picture is painted behind it, a few
 * milliseconds in each frame, and takes its place when it is complete. Changed shapes are painted over in place.
 */
export class StillLayer {
	readonly #scene: Scene;
	#front: Raster;
	#back: Raster;
	#job: Job = { at: 'idle' };
	#dirty: Box[] = [];
	#theme: BoardTheme;
	#zoomSeen = 0;
	#zoomedAt = 0;
	#absent: Absent = { lifted: new Set(), editing: null };
	#outdated = true;

	constructor(canvases: readonly [HTMLCanvasElement, HTMLCanvasElement], scene: Scene, theme: BoardTheme) {
		this.#scene = scene;
		this.#theme = theme;
		this.#front = new Raster(canvases[0]);
		this.#back = new Raster(canvases[1]);
		canvases[1].style.visibility = 'hidden';
	}

	/** Paint everything anew, in other colours perhaps. */
	reset(theme: BoardTheme): void {
		this.#theme = theme;
		this.#outdated = true;
		this.#job = { at: 'idle' };
	}

	invalidate(boxes: readonly Box[]): void {
		this.#dirty.push(...boxes);
		if (this.#job.at === 'painting') this.#job = { ...this.#job, stale: [...this.#job.stale, ...boxes] };
	}

	/** Which shapes are shown elsewhere. */
	leaveOut(lifted: ReadonlySet<ShapeId>, editing: ShapeId | null): void {
		const changed = new Set([...lifted].filter((id) => !this.#absent.lifted.has(id)));
		for (const id of this.#absent.lifted) if (!lifted.has(id)) changed.add(id);
		if (editing !== this.#absent.editing)
			for (const id of [editing, this.#absent.editing]) if (id !== null) changed.add(id);
		this.#absent = { lifted, editing };
		if (changed.size === 0) return;
		const boxes: Box[] = [];
		for (const id of changed) {
			const item = this.#scene.item(id);
			if (item !== undefined) boxes.push(item.painted);
		}
		this.invalidate(boxes);
	}

	/** One frame. Returns whether there is more to do in the next. */
	frame(camera: Camera, viewport: Viewport, pixelRatio: number, now: number): boolean {
		const scale = camera.zoom * pixelRatio;
		if (scale !== this.#zoomSeen) {
			this.#zoomSeen = scale;
			this.#zoomedAt = now;
		}
		const calm = now - this.#zoomedAt >= ZOOM_CALM_MS;
		this.#repaintDirty();
		if (this.#job.at === 'idle' && this.#wantsRaster(camera, viewport, scale, calm))
			this.#startRaster(camera, viewport, scale);
		if (this.#job.at === 'painting') this.#continueRaster(calm);
		this.#show(camera);
		return this.#job.at === 'painting' || (!calm && this.#front.scale !== scale);
	}

	#wantsRaster(camera: Camera, viewport: Viewport, scale: number, calm: boolean): boolean {
		if (this.#outdated) return true;
		const visible = visibleBox(camera, viewport);
		if (!encloses(this.#front.box, visible)) return true;
		const off = scale / this.#front.scale;
		if (off !== 1) return calm || off > 2 || off < 0.5;
		// Look ahead: what is left of the margin at the side that the pan goes to.
		const { box } = this.#front;
		const left = Math.min(
			visible.x - box.x,
			visible.y - box.y,
			box.x + box.w - visible.x - visible.w,
			box.y + box.h - visible.y - visible.h
		);
		return left < MARGIN * (1 - MARGIN_USED) * Math.min(visible.w, visible.h);
	}

	#startRaster(camera: Camera, viewport: Viewport, scale: number): void {
		const visible = visibleBox(camera, viewport);
		const share = Math.min(MARGIN, (Math.sqrt(MAX_PIXELS / (visible.w * visible.h * scale * scale)) - 1) / 2);
		const [marginX, marginY] = [visible.w * Math.max(0, share), visible.h * Math.max(0, share)];
		const box = {
			x: visible.x - marginX,
			y: visible.y - marginY,
			w: visible.w + 2 * marginX,
			h: visible.h + 2 * marginY
		};
		this.#back.begin(box, scale, this.#theme);
		this.#outdated = false;
		this.#job = { at: 'painting', items: this.#scene.within(this.#back.box), next: 0, stale: [] };
	}

	#continueRaster(calm: boolean): void {
		if (this.#job.at !== 'painting') return;
		const end = performance.now() + (calm ? CALM_BUDGET_MS : FRAME_BUDGET_MS);
		const { items, next: from, stale } = this.#job;
		const next = this.#back.paint(items, from, this.#theme, this.#absent, () => performance.now() > end);
		this.#job = { at: 'painting', items, next, stale };
		if (next < items.length) return;
		this.#job = { at: 'idle' };
		// What changed while it was being painted.
		for (const box of merged(stale)) this.#back.repaint(box, this.#scene, this.#theme, this.#absent);
		[this.#front, this.#back] = [this.#back, this.#front];
		this.#back.canvas.style.visibility = 'hidden';
		this.#front.canvas.style.visibility = 'visible';
	}

	#repaintDirty(): void {
		const boxes = merged(this.#dirty.filter((box) => overlaps(box, this.#front.box)));
		this.#dirty = [];
		if (boxes.length === 0) return;
		const count = boxes.reduce((sum, box) => sum + this.#scene.countWithin(box), 0);
		if (count > MOST_AT_ONCE && this.#front.box.w > 0) {
			this.#outdated = true;
			return;
		}
		for (const box of boxes) this.#front.repaint(box, this.#scene, this.#theme, this.#absent);
	}

	#show(camera: Camera): void {
		const { canvas, box, scale } = this.#front;
		const size = camera.zoom / scale;
		const [x, y] = [(box.x - camera.x) * camera.zoom, (box.y - camera.y) * camera.zoom];
		canvas.style.transform = `translate(${x}px, ${y}px) scale(${size})`;
	}
}

const MOST_BOXES = 12;

/** Overlapping boxes as one; very many as a single one around them all. */
function merged(boxes: readonly Box[]): Box[] {
	if (boxes.length > MOST_BOXES) {
		const all = union(boxes);
		return all === null ? [] : [all];
	}
	const apart: Box[] = [];
	for (const box of boxes) {
		let grownBox = box;
		for (let at = apart.length - 1; at >= 0; at--)
			if (overlaps(apart[at]!, grownBox)) grownBox = union([grownBox, ...apart.splice(at, 1)])!;
		apart.push(grownBox);
	}
	return apart;
}
