/** A spreadsheet's cells on the clipboard; longer ones are somebody's whole archive. */
const MOST_LETTERS = 2_000_000;

/**
 * The cells in what is pasted, row by row; `null` where it is no table. Spreadsheets put a table as HTML beside its text, whose
 * lines break within cells; the markup is parsed without running or loading anything.
 */
export function cellsFromPaste(data: DataTransfer): string[][] | null {
	const html = data.getData('text/html');
	if (html.length < MOST_LETTERS && /<table[\s>]/i.test(html)) {
		const { body } = new DOMParser().parseFromString(html, 'text/html');
		const table = body.querySelector('table');
		const outside = body.textContent.trim().length - (table?.textContent ?? '').trim().length;
		const cells = table === null || outside > 0 ? [] : cellsOfTable(table);
		if (cells.length > 0) return cells;
	}
	return cellsFromText(data.getData('text/plain'));
}

/** Lines of cells with tabs between them, or a Markdown table; `null` where the text is something else. */
export function cellsFromText(text: string): string[][] | null {
	if (text.length > MOST_LETTERS) return null;
	const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');
	const markdown = markdownTableAt(lines, 0);
	if (markdown?.end === lines.length) return markdown.cells;
	// Lines that all begin with a tab are indented text.
	if (!lines[0]!.includes('\t') || lines.every((line) => line.startsWith('\t'))) return null;
	const rows = quotedRows(lines.join('\n'));
	return rows.length > 1 && rows.every((row) => row.length > 1) ? rows : null;
}

/** A Markdown table that begins with this line: `end` is the line after it. */
export function markdownTableAt(
	lines: readonly string[],
	at: number
): { readonly cells: string[][]; readonly end: number } | null {
	const rule = lines[at + 1]?.trim() ?? '';
	if (!/^\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?$/.test(rule) || !rule.includes('|')) return null;
	if (!lines[at]!.includes('|')) return null;
	let end = at + 2;
	while (end < lines.length && lines[end]!.includes('|')) end++;
	return { cells: [lines[at]!, ...lines.slice(at + 2, end)].map(markdownCells), end };
}

/** The words of an HTML table, each cell where it stands; one that spans several is in the first of them. */
export function cellsOfTable(table: Element): string[][] {
	const rows: string[][] = [];
	for (const row of table.querySelectorAll('tr')) {
		if (row.closest('table') !== table) continue;
		const cells: string[] = [];
		for (const cell of row.children) {
			if (cell.tagName !== 'TD' && cell.tagName !== 'TH') continue;
			cells.push(wordsOf(cell));
			const span = Math.min(50, Number(cell.getAttribute('colspan')) || 1);
			for (let more = 1; more < span; more++) cells.push('');
		}
		if (cells.length > 0) rows.push(cells);
	}
	return rows;
}

function wordsOf(cell: Element): string {
	for (const br of cell.querySelectorAll('br')) br.replaceWith('\u2028');
	for (const block of cell.querySelectorAll('p, div, li')) block.append('\u2028');
	const words = cell.textContent.replace(/[ \t\r\n\f\u00A0]+/g, ' ');
	return words.replace(/ *\u2028 */g, '\n').trim();
}

/** Tabs and lines, where a cell in quotes may hold both. */
function quotedRows(text: string): string[][] {
	const rows: string[][] = [[]];
	const pattern = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/g;
	for (const [, quoted, plain, end] of text.matchAll(pattern)) {
		rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
		if (end === '\n') rows.push([]);
		if (end === '') break;
	}
	return rows;
}

function markdownCells(line: string): string[] {
	const inside = line
		.trim()
		.replace(/^\|/, '')
		.replace(/(?<!\\)\|$/, '');
	return inside.split(/(?<!\\)\|/).map((cell) =>
		cell
			.trim()
			.replace(/<br\s*\/?>/gi, '\n')
			.replace(/\\([\\`*_[\]<>~|&])/g, '$1')
	);
}
