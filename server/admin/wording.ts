/** `1 document`, `1,204 documents`. */
export function counted(count: number, one: string, many = `${one}s`): string {
	return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** `812 B`, `4.2 kB`, `1.3 MB`: powers of a thousand. */
export function size(bytes: number): string {
	for (const [unit, factor] of [
		['GB', 1e9],
		['MB', 1e6],
		['kB', 1e3]
	] as const) {
		if (bytes >= factor) return `${(bytes / factor).toFixed(1)} ${unit}`;
	}
	return `${bytes} B`;
}
