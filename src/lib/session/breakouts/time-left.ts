import type { RoundState } from '#model/session/rounds.ts';

/** `3:07`; with hours where there are any. Begun seconds count, so that the last thing shown is not 0:00 for a second. */
export function clockText(leftMs: number): string {
	const seconds = Math.max(0, Math.ceil(leftMs / 1000));
	const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
	const twoDigits = (part: number): string => String(part).padStart(2, '0');
	return h > 0 ? `${h}:${twoDigits(m)}:${twoDigits(s)}` : `${m}:${twoDigits(s)}`;
}

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
