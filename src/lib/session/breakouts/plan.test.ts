import { expect, test } from 'vitest';
import { allNames, namesIn, newGroups, plannedSizes } from './plan.ts';

test('names are lines with something on them', () => {
	expect(namesIn(' Causes \n\n\tRemedies\r\n')).toEqual(['Causes', 'Remedies']);
});

test('the groups that no name is left for are numbered', () => {
	expect(allNames(['Causes'], 3, (number) => `G${number}`)).toEqual(['Causes', 'G2', 'G3']);
	expect(allNames(['a', 'b', 'c'], 2, String)).toEqual(['a', 'b']);
});

test('a plan says how many groups of what size there will be', () => {
	expect(plannedSizes(9, { by: 'size', size: 4 })).toEqual({ count: 2, least: 4, most: 5 });
	expect(plannedSizes(9, { by: 'number', groups: 3 })).toEqual({ count: 3, least: 3, most: 3 });
});

test('before anybody is here as many groups are made as were asked for', () => {
	expect(plannedSizes(0, { by: 'number', groups: 5 }).count).toBe(5);
	expect(plannedSizes(0, { by: 'size', size: 4 }).count).toBe(2);
});

test('each group gets a board of its own, or none', () => {
	const [one, two] = newGroups(['A', 'B'], { kind: 'page', like: null });
	expect(one!.board).toMatchObject({ kind: 'page', title: 'A', like: null });
	expect(one!.board!.id).not.toBe(two!.board!.id);
	expect(newGroups(['A'], null)[0]!.board).toBeNull();
});
