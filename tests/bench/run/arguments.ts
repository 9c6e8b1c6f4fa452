import { SCENARIOS } from '../scenarios/scenarios.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import type { Subject } from '../subjects/subject.ts';

/** What to run: `[--quick] [--rounds=N] [--only=SUBJECT,…] [--case=PART-OF-ITS-NAME] [--profile] [SCENARIO …]`. */
export interface Plan {
	readonly scenarios: readonly Scenario[];
	readonly subjects: readonly Subject[];
	/** Short windows, one round, fewer cases: shows that everything works, and gives no figures to quote. */
	readonly quick: boolean;
	/** How often; of scenarios that say so, once, unless they were asked for by name. */
	readonly rounds: number;
	readonly named: boolean;
	/** Only cases whose name holds this. */
	readonly caseName: string;
	/** Our server writes CPU profiles, and a summary is printed: for finding out why, since profiling itself costs. */
	readonly profile: boolean;
}

export function readPlan(args: readonly string[], subjects: readonly Subject[]): Plan {
	const option = (name: string): string | undefined =>
		args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
	const names = args.filter((arg) => !arg.startsWith('--'));
	const unknown = names.filter((name) => !SCENARIOS.some((scenario) => scenario.name === name));
	if (unknown.length > 0)
		throw new Error(
			`There is no scenario ${unknown.join(', ')}; there are ${SCENARIOS.map(({ name }) => name).join(', ')}.`
		);
	const quick = args.includes('--quick');
	const only = option('only')?.split(',');
	return {
		scenarios: SCENARIOS.filter(({ name }) => names.length === 0 || names.includes(name)),
		subjects: subjects.filter(({ name }) => only === undefined || only.includes(name)),
		quick,
		rounds: Number(option('rounds') ?? (quick ? 1 : 3)),
		named: names.length > 0,
		caseName: option('case') ?? '',
		profile: args.includes('--profile')
	};
}
