import { beforeEach, describe, expect, it } from 'vitest';
import type { ImageHash } from '#protocol/images.ts';
import { createRandom } from '../../../../tests/support/random.ts';
import { waitFor } from '../../../../tests/support/wait-for.ts';
import { type Decoded, levelFor, PictureCache, sizeAt } from './picture-cache.ts';

const NATURAL = { w: 1600, h: 1200 };
const hash = (name: string): ImageHash => name as ImageHash;

interface Bitmap extends Decoded {
	closed: boolean;
}

let decoded: Bitmap[];
let changed: ImageHash[];
let bytes: Map<ImageHash, Blob>;
let timers: (() => void)[];
let isAway: boolean;

beforeEach(() => {
	[decoded, changed, bytes, timers, isAway] = [[], [], new Map(), [], false];
});

function cacheOf(budgetBytes = Infinity): PictureCache {
	return new PictureCache({
		bytes: async (asked) => {
			if (isAway) throw new Error('no line');
			return bytes.get(asked) ?? null;
		},
		changed: (which) => changed.push(which),
		decode: async (blob, width, height) => {
			if (blob.size === 0) throw new Error('no image');
			const bitmap = { width, height, closed: false, close: () => void (bitmap.closed = true) };
			decoded.push(bitmap);
			return bitmap;
		},
		later: (work) => {
			timers.push(work);
			return () => undefined;
		},
		budgetBytes
	});
}

const IMAGE = new Blob(['image']);

async function shown(cache: PictureCache, name: string, pixels: number): Promise<Bitmap> {
	const before = changed.length;
	const first = cache.of(hash(name), NATURAL, pixels);
	if (first.at !== 'here' || (first.source as unknown as Bitmap).width < pixels)
		await waitFor(() => changed.length > before, `${name} is decoded`);
	const now = cache.of(hash(name), NATURAL, pixels);
	if (now.at !== 'here') throw new Error(`${name} is ${now.at}`);
	return now.source as unknown as Bitmap;
}

describe('levels', () => {
	it('are never smaller than what is asked for, and not twice as large', () => {
		const random = createRandom();
		for (let round = 0; round < 500; round++) {
			const natural = { w: 100 + random.below(3000), h: 100 + random.below(3000) };
			const pixels = 40 + random.below(natural.w - 40);
			const { w } = sizeAt(natural, levelFor(natural, pixels));
			expect(w, random.seedText).toBeGreaterThanOrEqual(pixels - 1);
			if (pixels > 64) expect(w, random.seedText).toBeLessThan(pixels * 1.5 + 2);
		}
	});

	it('end at the image itself', () => {
		expect(levelFor(NATURAL, 5000)).toBe(0);
		expect(sizeAt(NATURAL, 0)).toEqual(NATURAL);
	});
});

describe('a picture', () => {
	it('is not there, then there, in the size that is needed', async () => {
		bytes.set(hash('a'), IMAGE);
		const cache = cacheOf();
		expect(cache.of(hash('a'), NATURAL, 800)).toEqual({ at: 'loading' });
		const bitmap = await shown(cache, 'a', 800);
		expect(bitmap).toMatchObject({ width: 800, height: 600 });
		expect(decoded).toHaveLength(1);
	});

	it('is shown in a worse size until the better one has come', async () => {
		bytes.set(hash('a'), IMAGE);
		const cache = cacheOf();
		const small = await shown(cache, 'a', 200);
		const meanwhile = cache.of(hash('a'), NATURAL, 1600);
		expect(meanwhile).toEqual({ at: 'here', source: small });
		expect((await shown(cache, 'a', 1600)).width).toBe(1600);
	});

	it('that nobody has brought yet is missing, and asked for again', async () => {
		const cache = cacheOf();
		cache.of(hash('a'), NATURAL, 800);
		await waitFor(() => changed.length === 1, 'it is known to be missing');
		expect(cache.of(hash('a'), NATURAL, 800)).toEqual({ at: 'missing' });
		bytes.set(hash('a'), IMAGE);
		timers.shift()!();
		await waitFor(() => changed.length === 2, 'it has come');
		expect(cache.of(hash('a'), NATURAL, 800).at).toBe('here');
	});

	it('comes at once when the line is back', async () => {
		bytes.set(hash('a'), IMAGE);
		isAway = true;
		const cache = cacheOf();
		cache.of(hash('a'), NATURAL, 800);
		await waitFor(() => changed.length === 1, 'it is known to be missing');
		isAway = false;
		cache.tryAgain();
		await waitFor(() => changed.length === 2, 'it has come');
		expect(cache.of(hash('a'), NATURAL, 800).at).toBe('here');
	});

	it('that is none is missing, and not tried for ever', async () => {
		bytes.set(hash('a'), new Blob([]));
		const cache = cacheOf();
		cache.of(hash('a'), NATURAL, 800);
		await waitFor(() => changed.length === 1, 'it is known to be broken');
		expect(cache.of(hash('a'), NATURAL, 800)).toEqual({ at: 'missing' });
		expect(timers).toEqual([]);
	});
});

describe('the budget', () => {
	it('is kept by letting go of what was asked for longest ago', async () => {
		const cache = cacheOf(3 * 800 * 600 * 4);
		const bitmaps: Bitmap[] = [];
		for (const name of ['a', 'b', 'c', 'd']) {
			bytes.set(hash(name), IMAGE);
			bitmaps.push(await shown(cache, name, 800));
		}
		expect(bitmaps.map(({ closed }) => closed)).toEqual([true, false, false, false]);
		expect(cache.of(hash('a'), NATURAL, 800)).toEqual({ at: 'loading' });
	});

	it('never costs the one that was just decoded', async () => {
		bytes.set(hash('a'), IMAGE);
		const cache = cacheOf(10);
		const bitmap = await shown(cache, 'a', 800);
		expect(bitmap.closed).toBe(false);
	});

	it('is given back when the board is closed', async () => {
		bytes.set(hash('a'), IMAGE);
		const cache = cacheOf();
		const bitmap = await shown(cache, 'a', 800);
		cache.destroy();
		expect(bitmap.closed).toBe(true);
	});
});
