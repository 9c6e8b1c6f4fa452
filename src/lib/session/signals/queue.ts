import type { ReadyCheckId } from '#model/ids.ts';
import { isWaiting, type Answered } from '#model/session/voice.ts';
import type { RosterEntry } from '../session-view.ts';

/** Somebody whose hand is up, or who asks for help. */
export interface Raised extends RosterEntry {
	readonly at: number;
}

/** Whoever raised a hand, or asks for help, and waits: the first to do so first. */
export function raised(
	roster: readonly RosterEntry[],
	what: 'hand' | 'help',
	answered: Answered
): readonly Raised[] {
	return roster
		.flatMap((entry) => {
			const at = entry.present?.[what] ?? null;
			return at !== null && isWaiting(at, entry.member.id, answered) ? [{ ...entry, at }] : [];
		})
		.sort((a, b) => a.at - b.at);
}

/** How many of those who are here, onlookers aside, are ready for a check. */
export function readyCount(
	roster: readonly RosterEntry[],
	check: ReadyCheckId
): { readonly ready: number; readonly all: number } {
	const asked = roster.filter(({ member, present }) => present !== null && member.role !== 'viewer');
	return { ready: asked.filter(({ present }) => present?.ready === check).length, all: asked.length };
}
