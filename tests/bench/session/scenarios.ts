import { commands } from './commands.ts';
import { groups } from './groups.ts';
import { reload } from './reload.ts';
import { results } from './results.ts';
import { roster } from './roster.ts';
import type { SessionScenario } from './scenario.ts';
import { stage } from './stage.ts';
import { storm } from './storm.ts';

/** All of them, in the order in which they run and are reported. */
export const SCENARIOS: readonly SessionScenario[] = [
	commands,
	results,
	storm,
	roster,
	groups,
	reload,
	stage
];
