import { describe, expect, test } from 'vitest';
import { PLAIN_BLOCK, type BlockAttributes, type BlockId } from '#model/page/block.ts';
import { NO_MARKS } from '#model/page/marks.ts';
import type { PageBlock } from '#model/page/read-page.ts';
import { numbered, sectionAt } from './section.ts';

function block(id: string, attributes: Partial<BlockAttributes> = {}): PageBlock {
	const runs = [{ text: id, marks: NO_MARKS }];
	return { type: 'text', marker: null, id: id as BlockId, ...PLAIN_BLOCK, ...attributes, runs };
}

const heading = (id: string, level: 1 | 2 | 3): PageBlock => block(id, { kind: 'heading', level });
const ids = (blocks: readonly PageBlock[]): readonly string[] => blocks.map(({ id }) => id);

describe('a page on the stage', () => {
	const page = [
		block('intro'),
		heading('a', 1),
		block('a1'),
		heading('aa', 2),
		block('aa1'),
		heading('b', 1),
		block('b1')
	];

	test('at a heading shows what belongs to it, and no more', () => {
		expect(ids(sectionAt(page, 'a'))).toEqual(['a', 'a1', 'aa', 'aa1']);
		expect(ids(sectionAt(page, 'aa'))).toEqual(['aa', 'aa1']);
		expect(ids(sectionAt(page, 'b'))).toEqual(['b', 'b1']);
	});

	test('is shown whole without a heading, and when the heading is gone or none any more', () => {
		for (const at of [null, 'nowhere', 'a1']) expect(sectionAt(page, at)).toBe(page);
	});

	test('counts its lists as the page does', () => {
		const item = (id: string, indent = 0): PageBlock => block(id, { kind: 'numbered', indent });
		const list = [
			item('1'),
			item('2'),
			item('x', 1),
			item('3'),
			block('p'),
			item('4'),
			item('y', 1),
			item('z', 1)
		];
		expect(numbered(list).map(({ number }) => number)).toEqual([1, 2, 1, 3, null, 1, 1, 2]);
	});
});
