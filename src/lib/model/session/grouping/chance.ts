/**
 * Numbers from 0 up to 1 that follow from a seed, so that the client's guess and the server's record are the same. Mulberry32
 * (public domain, Tommy Ettinger).
 */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** In an order by chance (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
	const order = [...items];
	for (let last = order.length - 1; last > 0; last--) {
		const other = Math.floor(random() * (last + 1));
		[order[last], order[other]] = [order[other]!, order[last]!];
	}
	return order;
}
