import { describe, expect, it } from 'vitest';
import { createRandom } from '../../tests/support/random.ts';
import { advance, Known } from './known.ts';
import type { ClockRange, ScannedUpdate } from './update-scan.ts';

function update(
	ranges: readonly (readonly [client: number, from: number, to: number])[],
	more: { deletes?: ClockRange[]; needs?: [number, number][] } = {}
): ScannedUpdate {
	return {
		blocks: ranges.map(([client, from, to]) => ({
			client,
			from,
			to,
			last: to,
			structs: 1,
			start: 0,
			end: 0
		})),
		deletes: more.deletes ?? [],
		needs: new Map(more.needs),
		deletesStart: 0
	};
}

describe('what a room knows', () => {
	it('grows by what follows without a hole only', () => {
		const known = new Known();
		known.add(update([[1, 0, 5]]));
		known.add(update([[1, 3, 8]]));
		known.add(update([[1, 9, 12]]));
		expect([...known.stateVector]).toEqual([[1, 8]]);
	});

	it('lacks earlier clocks, neighbours of others and targets of deletions', () => {
		const known = new Known();
		known.add(update([[1, 0, 5]]));
		expect(known.lacks(update([[1, 5, 6]]))).toBe(false);
		expect(known.lacks(update([[1, 6, 7]]))).toBe(true);
		expect(known.lacks(update([[2, 0, 1]], { needs: [[1, 5]] }))).toBe(false);
		expect(known.lacks(update([[2, 0, 1]], { needs: [[1, 6]] }))).toBe(true);
		expect(
			known.lacks(
				update(
					[
						[1, 5, 6],
						[2, 0, 1]
					],
					{ needs: [[1, 6]] }
				)
			)
		).toBe(false);
		expect(known.lacks(update([], { deletes: [{ client: 1, from: 4, to: 6 }] }))).toBe(true);
		expect(known.lacks(update([[1, 5, 6]], { deletes: [{ client: 1, from: 4, to: 6 }] }))).toBe(false);
	});

	it('counts what is on its way as there, for building on, when told so', () => {
		const known = new Known();
		const ahead = new Map<number, number>();
		advance(ahead, update([[1, 0, 5]]), known.stateVector);
		advance(ahead, update([[1, 7, 9]]), known.stateVector);
		expect([...ahead]).toEqual([[1, 5]]);
		expect(known.lacks(update([[1, 5, 6]]), ahead)).toBe(false);
		expect(known.covers(update([[1, 2, 5]]), ahead)).toBe(true);
		expect(known.covers(update([[1, 2, 5]]))).toBe(false);
	});

	it('remembers deletions as a set, however they come', () => {
		const random = createRandom();
		for (let round = 0; round < 200; round += 1) {
			const known = new Known();
			const deleted = new Set<number>();
			for (let step = 0; step < 30; step += 1) {
				const from = random.below(60);
				const to = from + 1 + random.below(8);
				const covered = Array.from({ length: to - from }, (_, offset) => from + offset);
				const deletion = update([], { deletes: [{ client: 1, from, to }] });
				expect(known.covers(deletion), random.seedText).toBe(covered.every((clock) => deleted.has(clock)));
				if (random.below(2) === 0) continue;
				known.add(deletion);
				for (const clock of covered) deleted.add(clock);
				expect(known.deletedClocks, random.seedText).toBe(deleted.size);
			}
		}
	});
});
