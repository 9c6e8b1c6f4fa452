import { commands } from './commands.ts';
import { results } from './results.ts';
import type { SessionScenario } from './scenario.ts';
import { storm } from './storm.ts';

/** Those whose clients are in the generator's process. */
export const GENERATED: readonly SessionScenario[] = [commands, storm, results];
