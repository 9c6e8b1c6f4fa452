import type { ImageHash } from '#protocol/images.ts';
import type { Picture } from '../render/painters/painter.ts';

export interface PictureCacheParts {
	/** `null`: nobody has brought them yet. Rejects when they cannot be had at the moment. */
	readonly bytes: (hash: ImageHash) => Promise<Blob | null>;
	/** An image looks different now. */
	readonly changed: (hash: ImageHash) => void;
	/** For tests. */
	readonly decode?: Decode;
	readonly later?: (work: () => void, ms: number) => () => void;
	readonly budgetBytes?: number;
}

/** Decodes into so many pixels. Rejects for what is no image. */
type Decode = (blob: Blob, width: number, height: number) => Promise<Decoded>;

/** An `ImageBitmap`, or what stands for it in a test. */
export interface Decoded {
	readonly width: number;
	readonly height: number;
	close(): void;
}

interface Size {
	readonly w: number;
	readonly h: number;
}

interface Entry {
	readonly hash: ImageHash;
	/** Decoded, by level: each is 1/√2 of the one before it in width, level 0 the image itself. */
	readonly levels: Map<number, Decoded>;
	natural: Size;
	/** The level that was asked for last, where it is not there. */
	wanted: number | null;
	/** Counts askings of the whole cache. */
	askedAt: number;
	state: 'idle' | 'decoding' | 'missing' | 'broken';
	/** Fruitless tries in a row. */
	tries: number;
	cancelRetry: (() => void) | null;
}

/** Four bytes a pixel; a phone's browser ends a tab that holds much more. */
const BUDGET_BYTES = 128 * 1024 * 1024;
const AT_ONCE = 3;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
/** Smaller ones are not worth a level of their own. */
const SMALLEST_PX = 32;

/**
 * Decoded images, asked for while painting: the answer is the best that is there, and when better has come, `changed`
 * says so. Each is decoded into the sizes that it is shown in, by half octaves; what was not asked for longest goes
 * first when the budget is used up.
 */
export class PictureCache {
	readonly #parts: PictureCacheParts;
	readonly #decode: Decode;
	readonly #later: (work: () => void, ms: number) => () => void;
	readonly #entries = new Map<ImageHash, Entry>();
	#bytes = 0;
	#askings = 0;
	#decoding = 0;
	#closed = false;

	constructor(parts: PictureCacheParts) {
		this.#parts = parts;
		this.#decode = parts.decode ?? decodeBitmap;
		this.#later = parts.later ?? laterByTimer;
	}

	/** How an image can be shown `pixels` device pixels wide now. */
	of(hash: ImageHash, natural: Size, pixels: number): Picture {
		const entry = this.#entry(hash, natural);
		entry.askedAt = ++this.#askings;
		const level = levelFor(natural, pixels);
		const best = bestOf(entry.levels, level);
		if (best === null || best.level !== level) {
			entry.wanted = level;
			this.#next();
		} else entry.wanted = null;
		if (best !== null) return { at: 'here', source: best.decoded as unknown as CanvasImageSource };
		return { at: entry.state === 'missing' || entry.state === 'broken' ? 'missing' : 'loading' };
	}

	/** What was missing may be there now. */
	tryAgain(): void {
		for (const entry of this.#entries.values()) {
			if (entry.state !== 'missing') continue;
			entry.cancelRetry?.();
			entry.state = 'idle';
			entry.tries = 0;
		}
		this.#next();
	}

	destroy(): void {
		this.#closed = true;
		for (const entry of this.#entries.values()) {
			entry.cancelRetry?.();
			for (const decoded of entry.levels.values()) decoded.close();
		}
		this.#entries.clear();
	}

	#entry(hash: ImageHash, natural: Size): Entry {
		const known = this.#entries.get(hash);
		if (known !== undefined) return known;
		const entry: Entry = {
			hash,
			levels: new Map(),
			natural,
			wanted: null,
			askedAt: 0,
			state: 'idle',
			tries: 0,
			cancelRetry: null
		};
		this.#entries.set(hash, entry);
		return entry;
	}

	/** Those asked for last come first: they are what is looked at now. */
	#next(): void {
		while (this.#decoding < AT_ONCE && !this.#closed) {
			let latest: Entry | null = null;
			for (const entry of this.#entries.values())
				if (
					entry.wanted !== null &&
					entry.state === 'idle' &&
					(latest === null || entry.askedAt > latest.askedAt)
				)
					latest = entry;
			if (latest === null) return;
			this.#decoding++;
			latest.state = 'decoding';
			void this.#fill(latest, latest.wanted!).finally(() => {
				this.#decoding--;
				this.#next();
			});
		}
	}

	async #fill(entry: Entry, level: number): Promise<void> {
		try {
			const blob = await this.#parts.bytes(entry.hash);
			if (blob === null) return this.#failed(entry, 'missing');
			const { w, h } = sizeAt(entry.natural, level);
			const decoded = await this.#decode(blob, w, h).catch(() => null);
			if (decoded === null) return this.#failed(entry, 'broken');
			if (this.#closed) return decoded.close();
			entry.levels.get(level)?.close();
			entry.levels.set(level, decoded);
			this.#bytes += bytesOf(decoded);
			entry.state = 'idle';
			entry.tries = 0;
			if (entry.wanted === level) entry.wanted = null;
			this.#evict(entry);
			this.#parts.changed(entry.hash);
		} catch {
			this.#failed(entry, 'missing');
		}
	}

	/** Its bytes may still be on their way from whoever added it, so it is asked for again, less and less often. */
	#failed(entry: Entry, state: 'missing' | 'broken'): void {
		if (this.#closed) return;
		const isNew = entry.tries === 0;
		entry.state = state;
		entry.tries++;
		if (isNew) this.#parts.changed(entry.hash);
		if (state === 'broken') return;
		const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 1.6 ** (entry.tries - 1));
		entry.cancelRetry = this.#later(() => {
			entry.state = 'idle';
			this.#next();
		}, wait);
	}

	#evict(keep: Entry): void {
		const budget = this.#parts.budgetBytes ?? BUDGET_BYTES;
		if (this.#bytes <= budget) return;
		const oldest = [...this.#entries.values()].sort((a, b) => a.askedAt - b.askedAt);
		for (const entry of oldest) {
			for (const [level, decoded] of entry.levels) {
				if (this.#bytes <= budget) return;
				// Of what was just decoded, its other sizes only.
				if (entry === keep && decoded === [...entry.levels.values()].at(-1)) continue;
				entry.levels.delete(level);
				this.#bytes -= bytesOf(decoded);
				decoded.close();
			}
		}
	}
}

/** The smallest level that is no narrower than what is asked for. */
export function levelFor({ w, h }: Size, pixels: number): number {
	const level = Math.floor(2 * Math.log2(w / Math.max(1, pixels)));
	const smallest = Math.floor(2 * Math.log2(Math.max(w, h) / SMALLEST_PX));
	return Math.max(0, Math.min(level, smallest));
}

export function sizeAt({ w, h }: Size, level: number): Size {
	const by = 2 ** (-level / 2);
	return { w: Math.max(1, Math.round(w * by)), h: Math.max(1, Math.round(h * by)) };
}

/** The level itself, else the next larger one, else the largest smaller one. */
function bestOf(
	levels: ReadonlyMap<number, Decoded>,
	level: number
): { readonly level: number; readonly decoded: Decoded } | null {
	let best: number | null = null;
	for (const other of levels.keys()) {
		const isBetter = best === null || (best > level ? other < best : other <= level && other > best);
		if (isBetter) best = other;
	}
	return best === null ? null : { level: best, decoded: levels.get(best)! };
}

function bytesOf({ width, height }: Decoded): number {
	return width * height * 4;
}

function decodeBitmap(blob: Blob, width: number, height: number): Promise<ImageBitmap> {
	return createImageBitmap(blob, { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' });
}

function laterByTimer(work: () => void, ms: number): () => void {
	const timer = setTimeout(work, ms);
	return () => clearTimeout(timer);
}
