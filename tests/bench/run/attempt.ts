import type { Address } from '../generator/client.ts';
import type { Pids } from '../generator/process-figures.ts';
import type { Column, Figures, Parameters, Scenario } from '../scenarios/scenario.ts';
import { generate } from './generator.ts';
import { judge, type Outcome } from './outcome.ts';

/** A server under measurement. */
interface Served {
	readonly pids: Pids;
	stop(): Promise<void>;
}

/** Lets a part of the scenario run in the generator's process. */
type Generate = (
	part: string,
	rooms: readonly (readonly Address[])[],
	parameters: Parameters
) => Promise<Figures>;

/** What is measured, as far as the generator's process has to know it. */
interface Measured extends Pick<Scenario, 'name' | 'timeLimitSeconds'> {
	readonly quick: boolean;
}

/** One measurement: the server is started anew and stopped whatever happens. What fails is an outcome too. */
export async function attempt<R extends Served>(
	{ name, timeLimitSeconds, quick }: Measured,
	start: () => Promise<R>,
	run: (running: R, generate: Generate) => Promise<Figures>
): Promise<Outcome> {
	try {
		const running = await start();
		try {
			const figures = await run(running, (part, rooms, parameters) =>
				// A server that was started anew meanwhile has another process.
				generate({ scenario: name, part, rooms, pids: running.pids, parameters, quick }, timeLimitSeconds)
			);
			return judge(figures);
		} finally {
			await running.stop();
		}
	} catch (error) {
		return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
	}
}

/** One line for whoever waits. */
export function brief(columns: readonly Column[], outcome: Outcome): string {
	if (outcome.kind !== 'measured') return `${outcome.kind}: ${outcome.reason}`;
	const figures = columns.flatMap(({ key, title, unit }) => {
		const value = outcome.figures[key] ?? null;
		return value === null ? [] : [`${title} ${(unit === '%' ? value * 100 : value).toPrecision(3)}${unit}`];
	});
	return [...figures, ...outcome.doubts.map((doubt) => `! ${doubt}`)].join(', ');
}
