import { locale, plural } from '../locale.ts';

const day: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' };
const moment: Intl.DateTimeFormatOptions = {
	weekday: 'short',
	day: 'numeric',
	month: 'short',
	hour: '2-digit',
	minute: '2-digit'
};

function date(at: number, how: Intl.DateTimeFormatOptions): string {
	return new Intl.DateTimeFormat(locale(), how).format(at);
}

export default {
	open: 'Versions of this board',
	title: 'Versions',
	close: 'Close the versions',
	loading: 'Looking for versions…',
	none: 'None yet. The board keeps one by itself now and then while people work on it, and when the last one leaves.',
	day: (at: number) => date(at, day),
	time: (at: number) => date(at, { hour: '2-digit', minute: '2-digit' }),
	by: (name: string) => `kept by ${name}`,
	automatic: 'kept by itself',
	beforeRestoring: (name: string) => `before ${name} restored another`,
	look: (what: string) => `Look at ${what}`,
	unnamed: (at: number) => `the version of ${date(at, moment)}`,
	nameNow: 'Name the board as it is now',
	nameHint: 'Named versions are kept until somebody takes the name away; the others thin out with time.',
	keep: 'Keep',
	kept: 'Version kept',
	nameIt: (what: string) => `Name ${what}`,
	name: 'Name',
	save: 'Save',
	cancel: 'Cancel',
	unname: (name: string) => `Take away the name “${name}”`,
	failures: {
		'slow-down': 'You have asked for many versions. Please wait a little.',
		full: 'A hundred versions have names, and more there cannot be. Take away the name of one first.',
		forbidden: 'You may not change this board.',
		'not-found': 'This version is no longer there.',
		unavailable: 'The server cannot do that at the moment. Please try again shortly.',
		offline: 'The server cannot be reached. Versions are kept there, so they need a connection.'
	},
	tryAgain: 'Try again',
	viewed: (name: string | null, at: number) =>
		name === null ? `As it was, ${date(at, moment)}` : `“${name}”, ${date(at, moment)}`,
	now: 'As it is now',
	compared: 'Compared with an earlier version',
	back: 'Back to the list',
	restore: 'Restore all of it',
	restoreHint: 'The board becomes as it was then. What it is now is kept as a version first.',
	bringBack: 'Bring back what is gone',
	bringBackHint: 'Only what is missing today comes back; nothing else changes.',
	restored: 'Restored. Undo takes it back.',
	nothingToDo: 'The board is like that already.',
	broughtBack: (count: number) =>
		plural(count, { one: '# shape brought back', other: '# shapes brought back' })
};
