import type { Address } from '../generator/client.ts';
import type { Pids } from '../generator/process-figures.ts';
import type { Running } from '../subjects/subject.ts';

/** By name, in the units that the scenario's columns say; `null` where it did not come to that. */
export type Figures = Readonly<Record<string, number | null>>;

/** What the generator's process is told to do. */
export interface Job {
	readonly scenario: string;
	readonly part: string;
	/** Of each document, an address for each member. */
	readonly rooms: readonly (readonly Address[])[];
	readonly pids: Pids;
	readonly parameters: Parameters;
	readonly quick: boolean;
}

export type Parameters = Readonly<Record<string, number>>;

/** One row of a scenario's table. */
export interface Case {
	readonly name: string;
	readonly parameters: Parameters;
}

export interface Column {
	readonly key: string;
	readonly title: string;
	readonly unit: string;
	/** What counts as ahead; `none`: shown, not compared. */
	readonly better: 'lower' | 'higher' | 'none';
	/** A ratio to the peers is given for it. */
	readonly ratio?: boolean;
}

/** What a scenario's `run` may do: ask the server for documents, let the generator work, restart the server. */
export interface Stage {
	readonly running: Running;
	readonly quick: boolean;
	generate(part: string, rooms: readonly (readonly Address[])[], parameters: Parameters): Promise<Figures>;
}

export interface Scenario {
	readonly name: string;
	/** One sentence that stands above its table: what is measured. */
	readonly title: string;
	readonly columns: readonly Column[];
	/** The figures are of documents that are kept on disk: the peers are started with their persistence. */
	readonly kept: boolean;
	/** Takes long and repeats itself within, or is a sum over a thousand: when all scenarios are run, it is run once. */
	readonly once: boolean;
	readonly timeLimitSeconds: number;
	cases(quick: boolean): readonly Case[];
	/** In the bench's own process: the order of things. */
	run(stage: Stage, parameters: Parameters): Promise<Figures>;
	/** In the generator's process: what is timed. */
	readonly parts: Readonly<Record<string, (job: Job) => Promise<Figures>>>;
}

/** The addresses of `count` members: as many as there are, then the last one again on further connections. */
export function members(room: readonly Address[], count: number): Address[] {
	return Array.from({ length: count }, (_, index) => room[Math.min(index, room.length - 1)]!);
}

/** The columns of all scenarios with a steady load. */
export const LIVE_COLUMNS: readonly Column[] = [
	{ key: 'p50', title: 'p50', unit: 'ms', better: 'lower' },
	{ key: 'p95', title: 'p95', unit: 'ms', better: 'lower', ratio: true },
	{ key: 'p99', title: 'p99', unit: 'ms', better: 'lower' },
	{ key: 'serverCpu', title: 'server CPU', unit: '%', better: 'lower', ratio: true },
	{ key: 'undelivered', title: 'undelivered', unit: '', better: 'none' },
	{ key: 'residentMb', title: 'RSS', unit: 'MB', better: 'none' },
	{ key: 'generatorCpu', title: 'generator CPU', unit: '%', better: 'none' }
];
