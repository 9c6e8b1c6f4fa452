import { describe, expect, it } from 'vitest';
import { pageSchemaForEditing, objectOf } from '#model/page/schema.ts';
import { cellsFromText, markdownTableAt } from './cells-from-paste.ts';
import { blocksFromText } from './paste-text.ts';

describe('the cells in pasted text', () => {
	it('are those of a spreadsheet, also where one holds a line break, a tab or quotes', () => {
		expect(cellsFromText('Who\tWhen\r\nAna\tnoon\r\n')).toEqual([
			['Who', 'When'],
			['Ana', 'noon']
		]);
		expect(cellsFromText('a\t"two\nlines"\nc\t"a ""word"""')).toEqual([
			['a', 'two\nlines'],
			['c', 'a "word"']
		]);
		expect(cellsFromText('\tb\nc\t')).toEqual([
			['', 'b'],
			['c', '']
		]);
	});

	it('are those of a Markdown table, with the signs that were taken out of them', () => {
		expect(cellsFromText('| Who | When |\n|:---|---:|\n| Ana \\| Ben | at<br>noon |')).toEqual([
			['Who', 'When'],
			['Ana | Ben', 'at\nnoon']
		]);
		expect(cellsFromText('Who | When\n--- | ---\nAna | noon')).toEqual([
			['Who', 'When'],
			['Ana', 'noon']
		]);
	});

	it('are none in sentences, indented code and one line', () => {
		for (const text of ['a', 'one\ttwo', '\tif x:\n\t\treturn\ty', 'a | b\nc | d', 'a\n---\nb', ''])
			expect(cellsFromText(text), JSON.stringify(text)).toBeNull();
	});

	it('stand between the other lines of a text', () => {
		const blocks = blocksFromText('# Title\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\nAfter');
		expect(blocks.map((node) => node.type.name)).toEqual(['block', 'object', 'block']);
		expect(objectOf(blocks[1]!)).toMatchObject({
			type: 'table',
			headerRow: true,
			cells: [
				['a', 'b'],
				['1', '2']
			]
		});
		pageSchemaForEditing.nodes.doc.create(null, blocks).check();
	});

	it('end where the lines of the table do', () => {
		expect(markdownTableAt(['x', 'a|b', '-|-', '1|2', 'end'], 1)).toEqual({
			cells: [
				['a', 'b'],
				['1', '2']
			],
			end: 4
		});
	});
});
