import type { SessionScenario } from '../session/scenario.ts';
import { revealing } from './revealing.ts';
import { votes } from './votes.ts';

/** Those whose clients are in the generator's process. */
export const GENERATED: readonly Pick<SessionScenario, 'name' | 'parts'>[] = [revealing, votes];
