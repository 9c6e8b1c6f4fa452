import type { SavedState } from '$lib/sync/open-document.ts';
import { t } from '$lib/messages/session.ts';
import { unreachable } from '#model/unreachable.ts';

/** How the light looks: settled, with the server, busy, kept on the device, or a matter to look into. */
export type SavedTone = 'good' | 'received' | 'busy' | 'kept' | 'problem';

export interface SavedWords {
	readonly tone: SavedTone;
	/** A few words, beside the icon. */
	readonly short: string;
	/** A word or two in their place, where a small window has no room for more. */
	readonly brief?: string;
	/** What it means and what to do, for the tooltip and the screen reader. */
	readonly long: string;
}

/** The Saved light in words. Only `saved` is ever called "Saved". */
export function savedWords(state: SavedState, readonly: boolean): SavedWords {
	switch (state.at) {
		case 'saved':
		case 'received':
			if (readonly) return { tone: 'good', short: t.saved.live, long: t.saved.liveLong };
			if (state.at === 'saved') return { tone: 'good', short: t.saved.saved, long: t.saved.savedLong };
			return { tone: 'received', short: t.saved.received, long: t.saved.receivedLong };
		case 'connecting':
			return { tone: 'busy', short: t.saved.connecting, long: t.saved.connectingLong };
		case 'saving':
			if (state.percent === null) return { tone: 'busy', short: t.saved.saving, long: t.saved.savingLong };
			return { tone: 'busy', short: t.saved.uploading(state.percent), long: t.saved.uploadingLong };
		case 'offline':
			if (readonly) return { tone: 'kept', short: t.saved.offline, long: t.saved.offlineViewerLong };
			return offlineWords(state);
		case 'asked-to-wait':
			return askedToWaitWords(state);
		case 'not-saved':
			return {
				tone: 'problem',
				short: t.saved.notSaved,
				brief: t.saved.notSavedBrief,
				long: state.kept ? t.saved.notSavedLong(state.changes) : t.saved.notSavedInTabLong(state.changes)
			};
		case 'held-back':
			return heldBackWords(state);
		case 'refused':
			return { tone: 'problem', ...t.saved.refused[state.reason] };
		default:
			return unreachable(state);
	}
}

function offlineWords({ changes, kept }: Extract<SavedState, { at: 'offline' }>): SavedWords {
	const brief = t.saved.offline;
	if (changes === 0) {
		// Before anything is written: where the device keeps nothing, people should know.
		if (kept) return { tone: 'kept', short: brief, long: t.saved.offlineLong };
		return { tone: 'problem', short: brief, long: t.saved.offlineInTabLong };
	}
	if (kept)
		return {
			tone: 'kept',
			short: t.saved.offlineKept(changes),
			brief,
			long: t.saved.offlineKeptLong(changes)
		};
	return { tone: 'problem', short: t.saved.offlineInTab(changes), brief, long: t.saved.offlineInTabLong };
}

function askedToWaitWords({ changes, kept }: Extract<SavedState, { at: 'asked-to-wait' }>): SavedWords {
	const short = t.saved.askedToWait;
	if (changes === 0) return { tone: 'kept', short, long: t.saved.askedToWaitLong };
	if (kept) return { tone: 'kept', short, long: t.saved.askedToWaitKeptLong(changes) };
	return { tone: 'problem', short, long: t.saved.askedToWaitInTabLong(changes) };
}

function heldBackWords({ changes, kept }: Extract<SavedState, { at: 'held-back' }>): SavedWords {
	const words = { short: t.saved.heldBack(changes), brief: t.saved.heldBackBrief };
	if (kept) return { tone: 'kept', ...words, long: t.saved.heldBackLong(changes) };
	return { tone: 'problem', ...words, long: t.saved.heldBackInTabLong(changes) };
}

/** The trouble that a screen reader was last told of; `null` while all is well. */
export type ToldTrouble = 'offline' | 'asked-to-wait' | 'not-saved' | 'held-back' | 'refused' | null;

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
		case 'received':
			return { told: null, say: told === null ? null : t.saved.backOnlineReceived };
		case 'offline':
		case 'asked-to-wait':
		case 'not-saved':
		case 'held-back':
		case 'refused':
			return { told: now.at, say: told === now.at ? null : savedWords(now, readonly).long };
		default:
			return unreachable(now);
	}
}
