/** More is no table for a board; the model's own limit is checked where the table is made. */
const MOST_ROWS = 2_000;
const MOST_COLUMNS = 200;
const SEPARATORS = ['\t', ';', ','];

/**
 * Reads comma-, semicolon- or tab-separated values as spreadsheets write them (RFC 4180, and what came before it): quoted
 * fields may hold separators, quotes (doubled) and line breaks.
 */
export function parseSeparated(text: string, separator = separatorOf(text)): string[][] {
	const rows: string[][] = [];
	let [row, field, at] = [[] as string[], '', text.startsWith('\ufeff') ? 1 : 0];
	const endField = (): void => {
		if (row.length < MOST_COLUMNS) row.push(field.trim());
		field = '';
	};
	const endRow = (): void => {
		endField();
		if (row.some((cell) => cell !== '')) rows.push(row);
		row = [];
	};
	while (at < text.length && rows.length < MOST_ROWS) {
		const character = text[at]!;
		if (character === '"' && field.trim() === '') {
			const [quoted, end] = quotedAt(text, at + 1);
			[field, at] = [quoted, end];
			continue;
		}
		if (character === separator) endField();
		else if (character === '\n') endRow();
		else if (character !== '\r') field += character;
		at++;
	}
	if (rows.length < MOST_ROWS) endRow();
	return evened(rows);
}

/** A quoted field and where it ends; one that never ends goes to the end of the text. */
function quotedAt(text: string, from: number): [string, number] {
	let [value, at] = ['', from];
	for (;;) {
		const quote = text.indexOf('"', at);
		if (quote === -1) return [value + text.slice(at), text.length];
		value += text.slice(at, quote);
		if (text[quote + 1] !== '"') return [value, quote + 1];
		value += '"';
		at = quote + 2;
	}
}

/** The one that most often stands in the first line. */
function separatorOf(text: string): string {
	const [line = ''] = text.split('\n', 1);
	const counts = SEPARATORS.map((separator) => line.split(separator).length);
	return SEPARATORS[counts.indexOf(Math.max(...counts))]!;
}

function evened(rows: readonly string[][]): string[][] {
	const width = Math.max(0, ...rows.map((row) => row.length));
	return rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
}
