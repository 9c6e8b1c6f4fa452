import { type Box, overlaps } from '#model/whiteboard/geometry.ts';
import { type Brush, Tile, TILE } from './tile.ts';
import { boardIn, type View } from './view.ts';

/** So many tiles from where a level began, the browser's positions lose fractions of pixels: it begins anew there. */
const FARTHEST_TILES = 8_000;

/** A rectangle of tiles, the last ones included. */
export interface TileRange {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

export function isWithin({ column, row }: Tile, { left, top, right, bottom }: TileRange): boolean {
	return column >= left && column <= right && row >= top && row <= bottom;
}

/** The tiles that a part of the board lies in, at a scale. */
export function rangeOf({ x, y, w, h }: Box, scale: number): TileRange {
	const side = TILE / scale;
	return {
		left: Math.floor(x / side),
		top: Math.floor(y / side),
		right: Math.ceil((x + w) / side) - 1,
		bottom: Math.ceil((y + h) / side) - 1
	};
}

export function countOf({ left, top, right, bottom }: TileRange): number {
	return (right - left + 1) * (bottom - top + 1);
}

/** The tiles of one scale, in an element that the compositor moves and scales. */
export class Level {
	readonly scale: number;
	readonly element: HTMLElement;
	readonly #brush: Brush;
	readonly #tiles = new Map<string, Tile>();
	#origin: { readonly column: number; readonly row: number } | null = null;
	#shown = '';

	constructor(scale: number, host: HTMLElement, brush: Brush) {
		this.scale = scale;
		this.#brush = brush;
		this.element = document.createElement('div');
		this.element.className = 'level';
		this.element.style.visibility = 'hidden';
		host.append(this.element);
	}

	get size(): number {
		return this.#tiles.size;
	}

	tiles(): Iterable<Tile> {
		return this.#tiles.values();
	}

	tile(column: number, row: number): Tile | undefined {
		return this.#tiles.get(`${column},${row}`);
	}

	/** Makes a tile, not yet painted and not yet shown. */
	make(column: number, row: number): Tile {
		const tile = new Tile(column, row, this.scale, this.#brush);
		this.#tiles.set(`${column},${row}`, tile);
		return tile;
	}

	/** Shows a tile that is complete, if there is anything to see. */
	show({ canvas, column, row }: Tile): void {
		if (canvas === null || canvas.parentNode === this.element) return;
		this.#origin ??= { column, row };
		canvas.style.left = `${(column - this.#origin.column) * TILE}px`;
		canvas.style.top = `${(row - this.#origin.row) * TILE}px`;
		this.element.append(canvas);
	}

	/** Paints a range of it anew, behind what is seen now; lets go of the rest. */
	renew(range: TileRange): void {
		for (const tile of [...this.#tiles.values()])
			if (isWithin(tile, range)) tile.renew();
			else this.drop(tile);
	}

	/** Shows all that was held back. */
	release(): void {
		for (const tile of this.#tiles.values()) {
			tile.release();
			this.show(tile);
		}
	}

	drop(tile: Tile): void {
		this.#tiles.delete(`${tile.column},${tile.row}`);
		tile.destroy();
	}

	clear(): void {
		for (const tile of [...this.#tiles.values()]) this.drop(tile);
		this.#origin = null;
	}

	destroy(): void {
		this.clear();
		this.element.remove();
	}

	/** The tiles that a view needs. */
	rangeOf(view: View): TileRange {
		return rangeOf(boardIn(view), this.scale);
	}

	/** Whether all that a view needs is complete. */
	covers(range: TileRange): boolean {
		for (let row = range.top; row <= range.bottom; row++)
			for (let column = range.left; column <= range.right; column++)
				if (this.tile(column, row)?.done !== true) return false;
		return true;
	}

	/** The tiles in which any of these boxes shows. */
	touched(boxes: readonly Box[]): Tile[] {
		return [...this.#tiles.values()].filter(({ box }) => boxes.some((each) => overlaps(each, box)));
	}

	/** Lays the level where the view has it. */
	place(view: View, depth: number): void {
		if (this.#origin === null) return;
		const side = TILE / this.scale;
		const size = view.scale / this.scale / view.pixelRatio;
		const place = (tile: number, camera: number, off: number): number =>
			(Math.round((tile * side - camera) * view.scale) + off) / view.pixelRatio;
		const x = place(this.#origin.column, view.x, view.offX);
		const y = place(this.#origin.row, view.y, view.offY);
		this.#style(`translate(${x}px, ${y}px) scale(${size})`, depth);
		if (Math.max(Math.abs(x), Math.abs(y)) > FARTHEST_TILES * TILE * size) this.clear();
	}

	hide(): void {
		if (this.#shown === '') return;
		this.#shown = '';
		this.element.style.visibility = 'hidden';
	}

	#style(transform: string, depth: number): void {
		const { style } = this.element;
		if (this.#shown === '') style.visibility = 'visible';
		if (this.#shown !== transform) style.transform = transform;
		this.#shown = transform;
		const zIndex = String(depth);
		if (style.zIndex !== zIndex) style.zIndex = zIndex;
	}
}
