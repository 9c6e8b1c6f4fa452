import type { SessionRow, Target } from './scenario.ts';

/** Which figures that are to be reached are reached, in the cases that were measured. */
export function reached(rows: readonly SessionRow[]): string {
	const lines = rows.flatMap((row) =>
		row.scenario.targets
			.filter((target) => row.case.name.includes(target.case ?? ''))
			.map((target) => `| ${target.says} (${row.case.name}) | ${shown(row, target)} |`)
	);
	if (lines.length === 0) return '';
	return ['| figure to reach | here |', '| --- | --- |', ...lines].join('\n');
}

function shown({ outcomes, scenario }: SessionRow, { key, most }: Target): string {
	const own = outcomes.find(({ subject }) => subject.kind === 'ours')?.outcome;
	if (own?.kind !== 'measured') return 'was not measured';
	const value = own.figures[key] ?? null;
	const unit = scenario.columns.find((column) => column.key === key)?.unit ?? '';
	if (value === null) return '**missed**: it did not come to that';
	const figure = `${value >= 100 ? Math.round(value) : value.toPrecision(2)} ${unit}`;
	return value <= most ? `**${figure}**` : `**missed**: ${figure}`;
}
