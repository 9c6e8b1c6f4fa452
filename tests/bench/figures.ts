/** Percentiles and tables. */

export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export interface Figure {
	readonly name: string;
	readonly unit: string;
	readonly better: 'lower' | 'higher';
	/** By server; `null` where a server has no such thing. */
	readonly values: Readonly<Record<string, number | null>>;
}

/** The ratios first: above 1 means that `own` is ahead. */
export function table(own: string, figures: readonly Figure[]): string {
	const peers = Object.keys(figures[0]?.values ?? {}).filter((name) => name !== own);
	const head = ['', ...peers.map((peer) => `ahead of ${peer}`), own, ...peers, 'unit'];
	const rows = figures.map(({ name, unit, better, values }) => [
		name,
		...peers.map((peer) => ratio(values[own] ?? null, values[peer] ?? null, better)),
		shown(values[own] ?? null),
		...peers.map((peer) => shown(values[peer] ?? null)),
		unit
	]);
	const lines = [head, head.map(() => '---'), ...rows];
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function ratio(own: number | null, peer: number | null, better: Figure['better']): string {
	if (own === null || peer === null) return '–';
	return `× ${(better === 'lower' ? peer / own : own / peer).toFixed(2)}`;
}

function shown(value: number | null): string {
	if (value === null) return '–';
	return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
