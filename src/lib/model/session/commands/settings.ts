import type { Label } from '../label.ts';
import type { MeetingUrl } from '../meeting-url.ts';
import type { Settings } from '../settings.ts';

export type SettingsCommand =
	| { readonly type: 'rename-session'; readonly title: string }
	| { readonly type: 'set-terms'; readonly terms: string }
	/** Narrower at any time; wider only before anybody but facilitators has joined. */
	| { readonly type: 'set-label'; readonly label: Label; readonly namesStripped: boolean }
	| { readonly type: 'set-settings'; readonly settings: Settings }
	| { readonly type: 'set-meeting'; readonly url: MeetingUrl | null }
	| { readonly type: 'lock-session'; readonly locked: boolean };
