import type { Row } from '../run/report.ts';
import type { Figures } from '../scenarios/scenario.ts';

/** What a member costs, as it follows from the cases that were measured: for SCALING.md. */
export function costs(rows: readonly Row[]): string {
	const few = figuresOf(rows, '100 members');
	const many = figuresOf(rows, '500 members');
	const storm = rows.find(({ scenario }) => scenario.columns.some(({ key }) => key === 'cpuPerWelcome'));
	const stormed = storm === undefined ? null : own(storm);
	const told = difference(many, few, 'cpuPerCommand');
	const lines = [
		['a member told of a command', told === null ? null : (told / 400) * 1000, 'µs of CPU'],
		['a welcome to a session of 500', stormed?.['cpuPerWelcome'] ?? null, 'ms of CPU'],
		['a welcome to a session of 500', stormed?.['welcomeKb'] ?? null, 'kB'],
		['a member who is connected', stormed?.['perMemberKb'] ?? null, 'kB of memory']
	] as const;
	const known = lines.filter(([, value]) => value !== null && Number.isFinite(value));
	if (known.length === 0) return '';
	return [
		'| for | costs |',
		'| --- | --- |',
		...known.map(([what, value, unit]) => `| ${what} | ${value!.toPrecision(2)} ${unit} |`)
	].join('\n');
}

function figuresOf(rows: readonly Row[], name: string): Figures | null {
	const row = rows.find((each) => each.case.name === name && own(each)?.['cpuPerCommand'] !== undefined);
	return row === undefined ? null : own(row);
}

function own({ outcomes }: Row): Figures | null {
	const outcome = outcomes.find(({ subject }) => subject.kind === 'ours')?.outcome;
	return outcome?.kind === 'measured' ? outcome.figures : null;
}

function difference(one: Figures | null, other: Figures | null, key: string): number | null {
	const [a, b] = [one?.[key] ?? null, other?.[key] ?? null];
	return a === null || b === null ? null : a - b;
}
