/** What decides how long a version is kept. */
export interface Aging {
	readonly at: number;
	readonly name: string | null;
	/** Of the end of a phase; left out or `null`: of another kind. */
	readonly phase?: object | null;
}

/** A board is kept as it was at the end of so many phases. */
const MOST_PHASES = 60;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Up to this age, the last one in each span of this length stays. */
const SPANS = [
	{ upToMs: 2 * HOUR_MS, spanMs: 10 * MINUTE_MS },
	{ upToMs: 2 * DAY_MS, spanMs: HOUR_MS },
	{ upToMs: 60 * DAY_MS, spanMs: DAY_MS },
	{ upToMs: 730 * DAY_MS, spanMs: 30 * DAY_MS }
] as const;

/**
 * The versions without a name that have become too many for their age: of those of one evening a year ago, one is
 * enough. Never the latest; never one with a name. Those of the ends of phases stay, up to a number.
 */
export function surplus<V extends Aging>(versions: readonly V[], now: number): V[] {
	const latestFirst = versions.filter(({ name }) => name === null).toSorted((a, b) => b.at - a.at);
	const unnamed = latestFirst.filter(({ phase }) => !phase);
	const phases = latestFirst.filter(({ phase }) => phase).slice(MOST_PHASES);
	const taken = new Set<string>();
	const old = unnamed.filter(({ at }, index) => {
		const span = SPANS.find(({ upToMs }) => now - at <= upToMs);
		if (index === 0) return false;
		if (span === undefined) return true;
		// Spans of the calendar and not of the age: what is kept today must not move into another one tomorrow.
		const key = `${span.spanMs}:${Math.floor(at / span.spanMs)}`;
		if (taken.has(key)) return true;
		taken.add(key);
		return false;
	});
	return [...old, ...phases];
}
