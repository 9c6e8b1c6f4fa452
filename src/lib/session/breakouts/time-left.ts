import type { RoundState } from '#model/session/rounds.ts';

/** What a clock beside a round shows. */
export type RoundTime =
	| { readonly at: 'none' }
	| { readonly at: 'left'; readonly ms: number }
	| { readonly at: 'up' }
	/** Called back. */
	| { readonly at: 'closing'; readonly ms: number };

/** @param now server time, milliseconds since the epoch. */
export function roundTime(state: RoundState, now: number): RoundTime {
	if (state.at === 'closing') return { at: 'closing', ms: Math.max(0, state.closesAt - now) };
	if (state.at !== 'open' || state.endsAt === null) return { at: 'none' };
	return state.endsAt > now ? { at: 'left', ms: state.endsAt - now } : { at: 'up' };
}
