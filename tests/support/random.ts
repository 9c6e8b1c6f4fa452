/** A random source that can be repeated: the seed is in every failure's message, or given as `SEED`. */
export interface Random {
	readonly seedText: string;
	/** An integer from 0 to `limit` - 1. */
	below(limit: number): number;
	/** From 0 (included) to 1 (excluded). */
	fraction(): number;
	pick<T>(from: readonly T[]): T;
	bytes(length: number): Uint8Array<ArrayBuffer>;
}

export function createRandom(seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 32))): Random {
	let state = seed >>> 0;
	const fraction = () => {
		// mulberry32
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (limit: number) => Math.floor(fraction() * limit);
	return {
		seedText: `seed ${seed}`,
		below,
		fraction,
		pick: <T>(from: readonly T[]) => from[below(from.length)] as T,
		bytes: (length) => Uint8Array.from({ length }, () => below(256))
	};
}
