/**
 * The load generator: a process of its own on a core of its own. It sends and receives, so that every latency is taken from one monotonic
 * clock. Gets one job, answers with its figures, and ends.
 */
import { model } from '../model/traffic.ts';
import { GENERATED as OF_PROBLEMS } from '../problem/generated.ts';
import { SCENARIOS } from '../scenarios/scenarios.ts';
import { GENERATED as OF_SESSIONS } from '../session/generated.ts';
import type { Job } from '../scenarios/scenario.ts';
import type { Answer } from '../run/generator.ts';

process.once('message', (job: Job) => {
	const all = [...SCENARIOS, ...OF_SESSIONS, ...OF_PROBLEMS, model];
	const part = all.find(({ name }) => name === job.scenario)?.parts[job.part];
	if (part === undefined) throw new Error(`There is no ${job.part} in ${job.scenario}.`);
	part(job).then(
		(figures) => answer({ ok: true, figures }),
		(error: unknown) => answer({ ok: false, reason: error instanceof Error ? error.message : String(error) })
	);
});

function answer(said: Answer): void {
	process.send?.(said, () => process.exit(0));
}
