/**
 * Problem boards at work: writing alone and the reveal, votes, a large board under somebody's hand.
 * `npm run bench -- problem [SCENARIO …] [--quick] [--rounds=N] [--only=SERVER,…] [--case=PART-OF-ITS-NAME] [--profile] [--write]`.
 */
import { benchOfSessions } from '../session/bench-of-sessions.ts';
import { SCENARIOS } from './scenarios.ts';

await benchOfSessions({ name: 'problem', heading: 'Problem boards', scenarios: SCENARIOS });
