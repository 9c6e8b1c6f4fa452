import { describe, expect, it } from 'vitest';
import { hearFollowed, hearReaction, hearSummons, hearView, hearWords, MAX_WORDS, sayBox } from './said.ts';

describe('what presence says of people', () => {
	it('is heard as it was said', () => {
		const view = { x: 1, y: 2, w: 30, h: 40 };
		expect(hearView({ view: sayBox(view) })).toEqual(view);
		expect(hearSummons({ bring: { n: 7, view: sayBox(view) } })).toEqual({ n: 7, view });
		expect(hearWords({ say: { t: 'Here!', x: 1, y: 2 } })).toEqual({ text: 'Here!', at: { x: 1, y: 2 } });
		expect(hearReaction({ react: { n: 1, k: 'heart', x: 0, y: 0 } })).toMatchObject({ kind: 'heart' });
		expect(hearFollowed({ follows: 'ada' })).toBe('ada');
	});

	it('is nothing when it makes no sense, and short', () => {
		for (const odd of [
			undefined,
			null,
			7,
			'x',
			[],
			[1, 2, 3],
			[0, 0, -1, 5],
			[0, 0, NaN, 5],
			[0, 0, 1e12, 5]
		])
			expect(hearView({ view: odd })).toBeNull();
		for (const odd of [
			undefined,
			null,
			7,
			{},
			{ t: 4, x: 1, y: 1 },
			{ t: ' ', x: 1, y: 1 },
			{ t: 'a', x: 'b' }
		])
			expect(hearWords({ say: odd })).toBeNull();
		for (const odd of [undefined, {}, { n: 1, k: '<svg>', x: 0, y: 0 }, { n: '1', k: 'heart', x: 0, y: 0 }])
			expect(hearReaction({ react: odd })).toBeNull();
		expect(hearSummons({ bring: { n: 1 } })).toBeNull();
		expect(hearWords({ say: { t: 'a'.repeat(5_000), x: 0, y: 0 } })?.text).toHaveLength(MAX_WORDS);
	});
});
