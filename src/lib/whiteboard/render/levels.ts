import { countOf, isWithin, Level, type TileRange } from './level.ts';
import type { Overview } from './overview.ts';
import { type Brush, type Tile, TILE_BYTES } from './tile.ts';

/** All tiles of a layer together. A screen that needs more for what it shows gets that, and some for what it shows next. */
const MOST_BYTES = 48 * 2 ** 20;
const NEXT_TILES = 12;

/** The tiles of a layer at each scale that was needed of late. */
export class Levels {
	readonly #host: HTMLElement;
	readonly #brush: Brush;
	readonly #levels = new Map<number, Level>();
	/** What is kept, and kept up to date, wherever one looks. */
	overview: Overview | null = null;

	constructor(host: HTMLElement, brush: Brush) {
		this.#host = host;
		this.#brush = brush;
	}

	[Symbol.iterator](): Iterator<Level> {
		return this.#levels.values();
	}

	get scales(): Iterable<number> {
		return this.#levels.keys();
	}

	find(scale: number): Level | undefined {
		return this.#levels.get(scale);
	}

	/** The level of a scale, made if need be. */
	at(scale: number): Level {
		let level = this.#levels.get(scale);
		if (level === undefined) this.#levels.set(scale, (level = new Level(scale, this.#host, this.#brush)));
		return level;
	}

	/** The others, those of the nearest scale first. */
	beside(current: Level, scale: number): Level[] {
		return [...this.#levels.values()]
			.filter((level) => level !== current)
			.sort((a, b) => octaves(a.scale, scale) - octaves(b.scale, scale));
	}

	drop(level: Level): void {
		level.destroy();
		this.#levels.delete(level.scale);
	}

	isOverview(tile: Tile): boolean {
		return this.overview?.scale === tile.scale && isWithin(tile, this.overview.range);
	}

	/** Lets go of the tiles that were not seen for longest; those in `range` of `current` are seen in this frame. */
	forget(current: Level, range: TileRange, frame: number): void {
		for (const tile of current.tiles()) if (isWithin(tile, range)) tile.seen = frame;
		const overview = this.overview === null ? 0 : countOf(this.overview.range);
		const most = Math.max(Math.floor(MOST_BYTES / TILE_BYTES), countOf(range) + overview + NEXT_TILES);
		let total = 0;
		for (const level of this) total += level.size;
		if (total > most) {
			const all = [...this].flatMap((level) =>
				[...level.tiles()].filter((tile) => !this.isOverview(tile)).map((tile) => ({ level, tile }))
			);
			all.sort((a, b) => a.tile.seen - b.tile.seen);
			for (const { level, tile } of all.slice(0, total - most)) level.drop(tile);
		}
		for (const level of [...this]) if (level.size === 0 && level !== current) this.drop(level);
	}
}

/** How far two scales are from each other. */
export function octaves(a: number, b: number): number {
	return Math.abs(Math.log2(a / b));
}
