import type { Figures } from '../scenarios/scenario.ts';

/** What one server did in one case of a scenario, once or as the median of several times. */
export type Outcome =
	| {
			readonly kind: 'measured';
			readonly figures: Figures;
			/** What makes a figure doubtful or disqualifies it, in words. */
			readonly doubts: readonly string[];
	  }
	| { readonly kind: 'failed'; readonly reason: string }
	/** Was not tried. */
	| { readonly kind: 'cannot'; readonly reason: string };

/** Above this share of its core the generator, and not the server, may be what is measured. */
const GENERATOR_SATURATED = 0.9;

/** A measurement with what there is to say against it. */
export function judge(figures: Figures): Outcome {
	const doubts: string[] = [];
	const value = (key: string): number => figures[key] ?? 0;
	if (value('generatorCpu') > GENERATOR_SATURATED)
		doubts.push(`generator at ${Math.round(value('generatorCpu') * 100)} % of its core`);
	if (value('lag') > LATE_MS) doubts.push(`generator ${Math.round(value('lag'))} ms late`);
	if (value('undelivered') > 0)
		doubts.push(
			`${value('undelivered').toLocaleString('en')} deliveries missing at the end: latencies are at least this`
		);
	if (value('closed') > 0) doubts.push(`${value('closed')} connections ended by the server`);
	if (figures['whole'] === 0) doubts.push('the content was not what had been written');
	return { kind: 'measured', figures, doubts };
}

const LATE_MS = 10;

/** Key by key, the middle one of what was measured. A server that failed once has failed. */
export function median(outcomes: readonly Outcome[]): Outcome {
	const other = outcomes.find(({ kind }) => kind !== 'measured');
	if (other !== undefined) return other;
	const measured = outcomes.filter((outcome) => outcome.kind === 'measured');
	const keys = new Set(measured.flatMap(({ figures }) => Object.keys(figures)));
	const middle = (key: string): number | null => {
		const values = measured.map(({ figures }) => figures[key] ?? null).filter((value) => value !== null);
		// Where more than half of the rounds have no value, the median has none.
		if (values.length * 2 < measured.length) return null;
		return values.sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null;
	};
	return {
		kind: 'measured',
		figures: Object.fromEntries([...keys].map((key) => [key, middle(key)])),
		doubts: [...new Set(measured.flatMap(({ doubts }) => doubts))]
	};
}
