import type { Case, Column, Figures, Parameters, Scenario } from '../scenarios/scenario.ts';
import type { Address } from '../generator/client.ts';
import type { Row } from '../run/report.ts';
import type { RunningSessions } from './subjects.ts';

/** What a scenario's `run` may do. */
export interface SessionStage {
	readonly running: RunningSessions;
	readonly quick: boolean;
	/** What ours did in the same case: a plain broadcast is to send as much. `null`: this is ours. */
	readonly ours: Figures | null;
	/** In the generator's process. */
	generate(part: string, places: readonly (readonly Address[])[], parameters: Parameters): Promise<Figures>;
}

/** A figure that is to be reached. */
export interface Target {
	/** Part of the case's name; none: in every case. */
	readonly case?: string;
	readonly key: string;
	readonly most: number;
	/** In words, with the figure. */
	readonly says: string;
}

/** One thing that is measured about sessions, by protocol clients in the generator's process or in real browsers. */
export interface SessionScenario extends Pick<Scenario, 'name' | 'title' | 'parts'> {
	readonly columns: readonly Column[];
	readonly targets: readonly Target[];
	/** Whether a plain broadcast can do it. */
	readonly plain: boolean;
	readonly timeLimitSeconds: number;
	cases(quick: boolean): readonly Case[];
	run(stage: SessionStage, parameters: Parameters): Promise<Figures>;
}

/** What came of one case. */
export interface SessionRow extends Row {
	readonly scenario: SessionScenario;
}
