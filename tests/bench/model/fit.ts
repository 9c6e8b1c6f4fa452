/**
 * The non-negative costs that explain measurements best: `measured[i] ≈ Σ rates[i][k] × cost[k]`, with relative errors weighed alike. Coordinate
 * descent; for a handful of unknowns.
 */
export function fitCosts(rates: readonly (readonly number[])[], measured: readonly number[]): number[] {
	const weighed = rates.map((row, index) => row.map((value) => value / Math.max(measured[index]!, LEAST)));
	const unknowns = rates[0]?.length ?? 0;
	const costs = new Array<number>(unknowns).fill(0);
	const errors = measured.map(() => 1);
	for (let round = 0; round < ROUNDS; round += 1) {
		for (let unknown = 0; unknown < unknowns; unknown += 1) {
			let pull = 0;
			let weight = 0;
			for (const [index, row] of weighed.entries()) {
				pull += row[unknown]! * errors[index]!;
				weight += row[unknown]! ** 2;
			}
			if (weight === 0) continue;
			const cost = Math.max(0, costs[unknown]! + pull / weight);
			const change = cost - costs[unknown]!;
			if (change === 0) continue;
			costs[unknown] = cost;
			for (const [index, row] of weighed.entries()) errors[index]! -= row[unknown]! * change;
		}
	}
	return costs;
}

const ROUNDS = 20_000;
/** What was too little to be measured. */
const LEAST = 0.001;
