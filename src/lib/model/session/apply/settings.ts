import type { SettingsCommand } from '../commands/settings.ts';
import { LABELS } from '../label.ts';
import { isMeetingUrl } from '../meeting-url.ts';
import { LIMITS } from '../session.ts';
import { accept, cleanTitle, refuse, type Family } from './outcome.ts';

export const settings: Family<SettingsCommand> = {
	'rename-session': (session, command) => {
		const title = cleanTitle(command.title);
		return title === null ? refuse('invalid') : accept({ ...session, title });
	},
	'set-terms': (session, command) => {
		const terms = command.terms.trim();
		return terms.length > LIMITS.termsLength ? refuse('invalid') : accept({ ...session, terms });
	},
	// Whether it may be wider depends on who has joined, which the server asks.
	'set-label': (session, { label, namesStripped }) =>
		LABELS.includes(label) ? accept({ ...session, label, namesStripped }) : refuse('invalid'),
	'set-settings': (session, command) => {
		const memberMay = [...new Set(command.settings.memberMay)];
		return accept({ ...session, settings: { ...command.settings, memberMay } });
	},
	'set-meeting': (session, { url }) =>
		url === null || isMeetingUrl(url) ? accept({ ...session, meeting: url }) : refuse('invalid'),
	'lock-session': (session, { locked }) => accept({ ...session, locked })
};
