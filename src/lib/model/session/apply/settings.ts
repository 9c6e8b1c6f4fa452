import type { SettingsCommand } from '../commands/settings.ts';
import { isWider, LABELS } from '../label.ts';
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
	'set-label': (session, { label, namesStripped }) => {
		if (!LABELS.includes(label)) return refuse('invalid');
		const { continues } = session;
		// What came along was written under that label, by people who need not be here.
		if (continues !== null && continues.board !== null && isWider(label, continues.label))
			return refuse('needs-consent');
		return accept({ ...session, label, namesStripped });
	},
	'set-settings': (session, command) => {
		const memberMay = [...new Set(command.settings.memberMay)];
		return accept({ ...session, settings: { ...command.settings, memberMay } });
	},
	'set-meeting': (session, { url }) =>
		url === null || isMeetingUrl(url) ? accept({ ...session, meeting: url }) : refuse('invalid'),
	'lock-session': (session, { locked }) => accept({ ...session, locked })
};
