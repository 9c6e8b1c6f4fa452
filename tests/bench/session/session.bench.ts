/**
 * Sessions with many people, by protocol clients and in real browsers.
 * `npm run bench -- session [SCENARIO …] [--quick] [--rounds=N] [--only=SERVER,…] [--case=PART-OF-ITS-NAME] [--profile] [--write]`.
 */
import { benchOfSessions } from './bench-of-sessions.ts';
import { costs } from './costs.ts';
import { SCENARIOS } from './scenarios.ts';

await benchOfSessions({ name: 'session', heading: 'Sessions', scenarios: SCENARIOS, further: costs });
