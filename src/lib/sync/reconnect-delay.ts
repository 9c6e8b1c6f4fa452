import { CLOSE } from '#protocol/close-codes.ts';
import { TRY_AGAIN_LATER } from './delivery.ts';

/** A server that went away is back in a moment. */
const LEAST_MS = 250;
const MOST_MS = 2_500;
/** Where the server said that it is too much. */
const LEAST_WHEN_TOO_MANY_MS = 8_000;
const MOST_WHEN_TOO_MANY_MS = 60_000;
/** The node stops and others are there: everybody comes at once, so all of this is chance. */
const GOING_AWAY_WITHIN_MS = 1_000;

/**
 * How long to wait before connecting again, in milliseconds. Each try after another waits longer, and half of it is
 * chance, so that a thousand people do not knock at once.
 * @param code why the connection was closed; `null` when this end gave it up
 * @param tries how many connections in a row came to nothing, this one included; 1 or more
 * @param chance 0 (included) to 1 (excluded)
 */
export function reconnectDelayMs(code: number | null, tries: number, chance: number): number {
	if (code === CLOSE.goingAway && tries === 1) return chance * GOING_AWAY_WITHIN_MS;
	const isTooMany = code === CLOSE.tooMany || code === TRY_AGAIN_LATER;
	const [least, most] = isTooMany ? [LEAST_WHEN_TOO_MANY_MS, MOST_WHEN_TOO_MANY_MS] : [LEAST_MS, MOST_MS];
	const longest = Math.min(most, least * 2 ** Math.min(tries, 16));
	return longest * (0.5 + chance / 2);
}
