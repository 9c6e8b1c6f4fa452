import { describe, expect, it } from 'vitest';
import { cellAfter } from './cell-keys.ts';

describe('the caret of a table of two rows and two columns', () => {
	const at = (row: number, column: number) => ({ row, column });
	it('goes on with Tab to the next cell, the next row, and a new one', () => {
		expect(cellAfter(at(0, 0), 'next', 2, 2)).toEqual(at(0, 1));
		expect(cellAfter(at(0, 1), 'next', 2, 2)).toEqual(at(1, 0));
		expect(cellAfter(at(1, 1), 'next', 2, 2)).toBe('new row');
	});

	it('goes back to the cell before, and out of the first one', () => {
		expect(cellAfter(at(1, 0), 'previous', 2, 2)).toEqual(at(0, 1));
		expect(cellAfter(at(0, 0), 'previous', 2, 2)).toBe('before');
	});

	it('leaves the table with the arrows at its edges', () => {
		expect(cellAfter(at(0, 1), 'up', 2, 2)).toBe('before');
		expect(cellAfter(at(0, 1), 'down', 2, 2)).toEqual(at(1, 1));
		expect(cellAfter(at(1, 1), 'down', 2, 2)).toBe('after');
		expect(cellAfter(at(1, 1), 'right', 2, 2)).toBe('after');
		expect(cellAfter(at(1, 1), 'out', 2, 2)).toBe('object');
	});
});
