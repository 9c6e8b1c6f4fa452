import type { IdentityId } from '../ids.ts';

/** When the gathering is to be: a moment, so that nobody's time zone can shift it. */
export interface PlannedTime {
	/** Milliseconds since the epoch. */
	readonly startsAt: number;
	readonly minutes: number;
}

/** The gathering is over: members read what it made, facilitators tidy up, and may open it again. */
export interface Ended {
	/** Server time, milliseconds since the epoch. */
	readonly at: number;
	readonly by: IdentityId;
}
