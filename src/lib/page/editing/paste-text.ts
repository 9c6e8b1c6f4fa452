import type { Node } from '@tiptap/pm/model';
import { pageSchemaForEditing as schema } from '#model/page/schema.ts';
import { tableOf } from '#model/page/objects/table.ts';
import { cellsFromText, markdownTableAt } from './cells-from-paste.ts';
import { LINE_PREFIXES } from './markdown-rules.ts';

/** What a line of plain text starts with, and where its words begin. */
const PREFIX = /^(#{1,3} |[-*+] \[[ xX]\] |\[[ xX]\] |[-*+] |\d{1,3}[.)] |> )(?=\S)/;

/** The blocks in plain text: a line each, lists and headings where the lines say so, fenced code as code. */
export function blocksFromText(text: string): Node[] {
	const blocks: Node[] = [];
	const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');
	const cells = markdownTableAt(lines, 0) === null ? cellsFromText(text) : null;
	if (cells !== null) return [schema.nodes.object.create({ object: tableOf(cells, false) })];
	for (let at = 0; at < lines.length; at++) {
		const table = markdownTableAt(lines, at);
		if (table !== null) {
			blocks.push(schema.nodes.object.create({ object: tableOf(table.cells, true) }));
			at = table.end - 1;
			continue;
		}
		const fence = /^\s*(```|~~~)([A-Za-z0-9+#._-]*)\s*$/.exec(lines[at]!);
		const end =
			fence === null ? -1 : lines.findIndex((line, index) => index > at && line.trim() === fence[1]);
		if (fence !== null && end > at) {
			const code = lines.slice(at + 1, end).join('\n');
			blocks.push(
				schema.nodes.codeBlock.create({ language: fence[2] }, code === '' ? null : schema.text(code))
			);
			at = end;
		} else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(lines[at]!)) blocks.push(schema.nodes.divider.create());
		else if (lines[at]!.trim() !== '') blocks.push(lineBlock(lines[at]!));
	}
	return blocks;
}

function lineBlock(line: string): Node {
	const space = /^[ \t]*/.exec(line)![0];
	const words = line.slice(space.length);
	const prefix = PREFIX.exec(words)?.[0];
	for (const { pattern, shape } of LINE_PREFIXES) {
		const match = prefix === undefined ? null : pattern.exec(prefix);
		if (match === null) continue;
		const text = words.slice(match[0].length);
		const indent = Math.min(6, Math.floor(space.replaceAll('\t', '  ').length / 2));
		return schema.nodes.block.create({ indent, ...shape(match) }, schema.text(text));
	}
	return schema.nodes.block.create(null, schema.text(words));
}
