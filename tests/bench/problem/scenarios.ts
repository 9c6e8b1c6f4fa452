import type { SessionScenario } from '../session/scenario.ts';
import { drag } from './drag.ts';
import { reveal } from './reveal.ts';
import { votes } from './votes.ts';

/** All of them, in the order in which they run and are reported. */
export const SCENARIOS: readonly SessionScenario[] = [reveal, votes, drag];
