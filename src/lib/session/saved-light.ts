import type { SavedState } from '$lib/sync/open-document.ts';
import { t } from '$lib/messages/session.ts';
import { unreachable } from '#model/unreachable.ts';

/** How the light looks: settled, busy, kept on the device, or a matter to look into. */
export type SavedTone = 'good' | 'busy' | 'kept' | 'problem';

export interface SavedWords {
	readonly tone: SavedTone;
	/** A word or two, beside the icon. */
	readonly short: string;
	/** What it means and what to do, for the tooltip and the screen reader. */
	readonly long: string;
}

/** The Saved light in words. Only `saved` is ever called "Saved". */
export function savedWords(state: SavedState, readonly: boolean): SavedWords {
	switch (state.at) {
		case 'saved':
			if (readonly) return { tone: 'good', short: t.saved.live, long: t.saved.liveLong };
			return { tone: 'good', short: t.saved.saved, long: t.saved.savedLong };
		case 'connecting':
			return { tone: 'busy', short: t.saved.connecting, long: t.saved.connectingLong };
		case 'saving':
			return { tone: 'busy', short: t.saved.saving, long: t.saved.savingLong };
		case 'offline':
			if (state.changes === 0) return { tone: 'kept', short: t.saved.offline, long: t.saved.offlineLong };
			if (state.kept)
				return { tone: 'kept', short: t.saved.offlineKept(state.changes), long: t.saved.offlineKeptLong };
			return { tone: 'problem', short: t.saved.offlineInTab(state.changes), long: t.saved.offlineInTabLong };
		case 'not-saved':
			return {
				tone: 'problem',
				short: t.saved.notSaved,
				long: state.kept ? t.saved.notSavedLong(state.changes) : t.saved.notSavedInTabLong(state.changes)
			};
		case 'refused':
			return { tone: 'problem', ...t.saved.refused[state.reason] };
		default:
			return unreachable(state);
	}
}

/** The trouble that a screen reader was last told of; `null` while all is well. */
export type ToldTrouble = 'offline' | 'not-saved' | 'refused' | null;

/**
 * What to say when the light changes: trouble, and that it is over. Typing goes through "Saving…" and "Saved" all the
 * time, and nobody wants to hear that.
 */
export function savedAnnouncement(
	told: ToldTrouble,
	now: SavedState,
	readonly: boolean
): { readonly told: ToldTrouble; readonly say: string | null } {
	switch (now.at) {
		case 'connecting':
		case 'saving':
			return { told, say: null };
		case 'saved':
			return { told: null, say: told === null ? null : t.saved.backOnline };
		case 'offline':
		case 'not-saved':
		case 'refused':
			return { told: now.at, say: told === now.at ? null : savedWords(now, readonly).long };
		default:
			return unreachable(now);
	}
}
