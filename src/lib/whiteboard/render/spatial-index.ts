import type { Box } from '#model/whiteboard/geometry.ts';

/** What can be found by place. */
export interface Placed {
	readonly minX: number;
	readonly minY: number;
	readonly maxX: number;
	readonly maxY: number;
}

/** Of a cell's side, in board units: some dozens of usual shapes. */
const CELL = 1_024;
/** What covers more cells than this is looked at in every search. */
const MOST_CELLS = 64;

interface CellRange {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** Finds what touches a box, by a grid of cells: boards are scattered evenly enough, and a moved shape costs nothing. */
export class SpatialIndex<T extends Placed> {
	readonly #cells = new Map<string, Set<T>>();
	readonly #large = new Set<T>();
	/** Where each was put: it may have moved since. */
	readonly #ranges = new Map<T, CellRange | null>();

	insert(item: T): void {
		const range = rangeOf(item);
		const count = (range.right - range.left + 1) * (range.bottom - range.top + 1);
		if (count > MOST_CELLS) {
			this.#ranges.set(item, null);
			this.#large.add(item);
			return;
		}
		this.#ranges.set(item, range);
		for (const key of keysOf(range)) {
			const cell = this.#cells.get(key);
			if (cell === undefined) this.#cells.set(key, new Set([item]));
			else cell.add(item);
		}
	}

	remove(item: T): void {
		const range = this.#ranges.get(item);
		if (range === undefined) return;
		this.#ranges.delete(item);
		this.#large.delete(item);
		if (range === null) return;
		for (const key of keysOf(range)) {
			const cell = this.#cells.get(key);
			if (cell?.delete(item) === true && cell.size === 0) this.#cells.delete(key);
		}
	}

	/** All that touches a box, each once, in no order. */
	search({ x, y, w, h }: Box): T[] {
		const found: T[] = [];
		const touches = (item: T): boolean =>
			item.minX <= x + w && item.maxX >= x && item.minY <= y + h && item.maxY >= y;
		const range = rangeOf({ minX: x, minY: y, maxX: x + w, maxY: y + h });
		const count = (range.right - range.left + 1) * (range.bottom - range.top + 1);
		if (count > this.#cells.size) {
			for (const item of this.#ranges.keys()) if (touches(item)) found.push(item);
			return found;
		}
		for (const item of this.#large) if (touches(item)) found.push(item);
		const seen = new Set<T>();
		for (const key of keysOf(range))
			for (const item of this.#cells.get(key) ?? [])
				if (touches(item) && !seen.has(item)) {
					seen.add(item);
					found.push(item);
				}
		return found;
	}
}

function rangeOf({ minX, minY, maxX, maxY }: Placed): CellRange {
	const cell = (value: number): number => Math.floor(value / CELL);
	return { left: cell(minX), top: cell(minY), right: cell(maxX), bottom: cell(maxY) };
}

function* keysOf({ left, top, right, bottom }: CellRange): Generator<string> {
	for (let row = top; row <= bottom; row++)
		for (let column = left; column <= right; column++) yield `${column},${row}`;
}
