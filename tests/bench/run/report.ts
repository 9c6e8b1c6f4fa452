import type { Case, Column, Scenario } from '../scenarios/scenario.ts';
import type { Subject } from '../subjects/subject.ts';
import { ABSENT } from '../subjects/absent.ts';
import type { Circumstances } from './machine.ts';
import type { Outcome } from './outcome.ts';

type About = Pick<Subject, 'name' | 'kind' | 'note'>;

export interface Row {
	readonly scenario: Pick<Scenario, 'title' | 'columns'>;
	readonly case: Pick<Case, 'name'>;
	readonly outcomes: readonly { readonly subject: About; readonly outcome: Outcome }[];
}

/** All tables, the ratios first in each. */
export function report(
	about: Circumstances,
	rounds: number,
	subjects: readonly About[],
	rows: readonly Row[],
	absent: readonly { readonly name: string; readonly reason: string }[] = ABSENT
): string {
	const scenarios = [...new Set(rows.map(({ scenario }) => scenario))];
	return [
		`${about.date} UTC, ${about.machine}; commit ${about.commit}; \`${about.command}\`; medians of ${rounds}; load before: ${about.loadBefore.toFixed(1)}.`,
		'',
		...subjects.map(({ name, note }) => `- **${name}**: ${note}`),
		...absent.map(({ name, reason }) => `- **${name}** is not here: ${reason}`),
		...scenarios.flatMap((scenario) =>
			section(
				scenario,
				rows.filter((row) => row.scenario === scenario)
			)
		)
	].join('\n');
}

function section(scenario: Row['scenario'], rows: readonly Row[]): string[] {
	const notes: string[] = [];
	const lines = rows.flatMap((row) => caseLines(row, notes));
	const ratios = scenario.columns.filter(({ ratio }) => ratio === true).map(({ title }) => `× ${title}`);
	const head = ['', 'server', ...ratios, ...scenario.columns.map(heading)];
	return [
		'',
		`### ${scenario.title}`,
		'',
		line(head),
		line(head.map(() => '---')),
		...lines,
		...(notes.length > 0 ? ['', ...notes] : [])
	];
}

const heading = ({ title, unit }: Column): string => (unit === '' ? title : `${title}, ${unit}`);
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function caseLines({ scenario, case: { name }, outcomes }: Row, notes: string[]): string[] {
	const own = outcomes.find(({ subject }) => subject.kind === 'ours')?.outcome;
	return outcomes.map(({ subject, outcome }, index) => {
		const first = index === 0 ? name : '';
		if (outcome.kind !== 'measured') {
			const word = outcome.kind === 'failed' ? 'failed' : '–';
			notes.push(`- ${subject.name}, ${name}: ${word} ${outcome.reason}.`);
			const blanks = scenario.columns.filter(({ ratio }) => ratio === true).map(() => '');
			return line([first, subject.name, ...blanks, ...scenario.columns.map(() => word)]);
		}
		if (outcome.doubts.length > 0) notes.push(`- ${subject.name}, ${name}: ${outcome.doubts.join('; ')}.`);
		const ratios = scenario.columns
			.filter(({ ratio }) => ratio === true)
			.map((column) => (subject.kind === 'ours' ? '' : ratioOf(column, own, outcome)));
		return line([
			first,
			subject.name,
			...ratios,
			...scenario.columns.map((column) => shown(column, outcome.figures[column.key] ?? null))
		]);
	});
}

/** How many times better ours is; below 1, it is behind. */
function ratioOf(column: Column, own: Outcome | undefined, other: Outcome): string {
	if (own?.kind !== 'measured' || other.kind !== 'measured') return '';
	const ours = own.figures[column.key] ?? null;
	const theirs = other.figures[column.key] ?? null;
	if (ours === null || theirs === null || ours <= 0 || theirs <= 0) return '';
	const ratio = column.better === 'higher' ? ours / theirs : theirs / ours;
	return `**${ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2)}**`;
}

function shown({ unit }: Column, value: number | null): string {
	if (value === null) return '–';
	const scaled = unit === '%' ? value * 100 : value;
	if (Math.abs(scaled) >= 100 || Number.isInteger(scaled)) return Math.round(scaled).toLocaleString('en');
	return scaled.toPrecision(2);
}
