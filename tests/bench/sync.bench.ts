/**
 * The sync engine beside its peers and beside a broadcast without any CRDT, in one run on one machine. Each server gets a process of its own on
 * one core, the load generator another on the other core; every measurement starts both anew. All servers take their turn at a case
 * before the next case begins, and all cases are gone through once before the next round, so that what a machine does meanwhile
 * hits all alike. `npm run bench -- sync [SCENARIO …] [--quick] [--rounds=N] [--only=SUBJECT,…] [--case=PART-OF-ITS-NAME] [--profile]`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readPlan } from './run/arguments.ts';
import { attempt, brief } from './run/attempt.ts';
import { circumstances } from './run/machine.ts';
import { median, type Outcome } from './run/outcome.ts';
import { emptyProfiles, PROFILES, summarizeProfiles } from './run/profile.ts';
import { report, type Row } from './run/report.ts';
import type { Case, Scenario } from './scenarios/scenario.ts';
import { hocuspocus } from './subjects/hocuspocus.ts';
import { createOurs } from './subjects/ours.ts';
import { installPeers } from './subjects/peers-folder.ts';
import { rawWs, rawWsBatched } from './subjects/raw-ws.ts';
import type { Subject } from './subjects/subject.ts';
import { ySocketIo } from './subjects/y-socket-io.ts';
import { yWebsocketServer } from './subjects/y-websocket-server.ts';

const args = process.argv.slice(2);
const ours = createOurs(args.includes('--profile') ? PROFILES : null);
const plan = readPlan(args, [ours, hocuspocus, yWebsocketServer, ySocketIo, rawWs, rawWsBatched]);
const about = circumstances(args);
if (plan.profile) emptyProfiles();
await installPeers();

const cases = plan.scenarios.flatMap((scenario) =>
	scenario
		.cases(plan.quick)
		.filter(({ name }) => name.includes(plan.caseName))
		.map((each) => ({ scenario, case: each }))
);
const measured = new Map<Case, Map<Subject, Outcome[]>>(cases.map((each) => [each.case, new Map()]));
for (let round = 0; round < plan.rounds; round += 1) {
	for (const { scenario, case: each } of cases) {
		if (round > 0 && scenario.once && !plan.named) continue;
		for (const subject of plan.subjects) {
			const startedAt = performance.now();
			const outcome = await measure(scenario, each, subject);
			const before = measured.get(each)!.get(subject) ?? [];
			measured.get(each)!.set(subject, [...before, outcome]);
			const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
			process.stderr.write(
				`${round + 1} ${scenario.name}, ${each.name}, ${subject.name}: ${brief(scenario.columns, outcome)} (${seconds} s)\n`
			);
		}
	}
}

const rows: Row[] = cases.map((each) => ({
	...each,
	outcomes: [...measured.get(each.case)!].map(([subject, outcomes]) => ({
		subject,
		outcome: median(outcomes)
	}))
}));
const markdown = report(about, plan.rounds, plan.subjects, rows);
process.stdout.write(`\n${markdown}\n`);
keep();
if (plan.profile) {
	const outcomes = [...measured.values()].flatMap((each) => each.get(ours) ?? []);
	const stretches = outcomes.map((outcome) => ({
		from: (outcome.kind === 'measured' ? outcome.figures['fromMicros'] : null) ?? 0,
		to: (outcome.kind === 'measured' ? outcome.figures['toMicros'] : null) ?? Number.POSITIVE_INFINITY
	}));
	process.stdout.write(summarizeProfiles(stretches));
}

async function measure(scenario: Scenario, { parameters }: Case, subject: Subject): Promise<Outcome> {
	const reason = subject.cannot[scenario.name];
	if (reason !== undefined) return { kind: 'cannot', reason };
	const { name, timeLimitSeconds, kept } = scenario;
	return attempt(
		{ name, timeLimitSeconds, quick: plan.quick },
		() => subject.start({ kept }),
		(running, generate) => scenario.run({ running, quick: plan.quick, generate }, parameters)
	);
}

/** Every round's figures, for whoever wants to reckon for themselves. */
function keep(): void {
	const folder = fileURLToPath(new URL('../../.cache/bench/results/', import.meta.url));
	mkdirSync(folder, { recursive: true });
	const name = about.date.replace(/[: ]/g, '-');
	const results = cases.map(({ scenario, case: each }) => ({
		scenario: scenario.name,
		case: each.name,
		servers: [...measured.get(each)!].map(([{ name: server }, rounds]) => ({ server, rounds }))
	}));
	writeFileSync(`${folder}${name}.json`, `${JSON.stringify({ ...about, results }, null, '\t')}\n`);
	writeFileSync(`${folder}${name}.md`, `${markdown}\n`);
	process.stderr.write(`kept in ${folder}${name}.json\n`);
}
