/** The cells of the first table in HTML, as spreadsheets put it on the clipboard beside plain text; `null` without one. */
export function tableInHtml(html: string): string[][] | null {
	if (!/<table[\s>]/iu.test(html)) return null;
	// Parsed only: nothing of it runs, loads or is shown.
	const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
	if (table === null) return null;
	const rows = [...table.rows].map((row) =>
		[...row.cells].map((cell) => (cell.innerText || cell.textContent || '').trim())
	);
	const width = Math.max(0, ...rows.map((row) => row.length));
	return rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
}
