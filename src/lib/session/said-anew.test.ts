import { expect, it } from 'vitest';
import { saidAnew } from './said-anew.ts';

it('is never what stood there before, and sounds the same', () => {
	let said = '';
	for (const words of ['One minute left.', 'One minute left.', 'One minute left.', 'Time’s up.']) {
		const next = saidAnew(said, words);
		expect(next).not.toBe(said);
		expect(next.trim()).toBe(words);
		said = next;
	}
});
