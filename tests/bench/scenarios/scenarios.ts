import { acknowledgements } from './acknowledgements.ts';
import { ceiling } from './ceiling.ts';
import { coldOpen } from './cold-open.ts';
import { cursors } from './cursors.ts';
import { fanOut } from './fan-out.ts';
import { joinStorm } from './join-storm.ts';
import { manyRooms } from './many-rooms.ts';
import { memory } from './memory.ts';
import type { Scenario } from './scenario.ts';

/** All of them, in the order in which they run and are reported. */
export const SCENARIOS: readonly Scenario[] = [
	fanOut,
	ceiling,
	cursors,
	manyRooms,
	joinStorm,
	coldOpen,
	memory,
	acknowledgements
];
