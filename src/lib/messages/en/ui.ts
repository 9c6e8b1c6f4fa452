import { plural } from '../locale.ts';

export default {
	appName: 'Commonplace',
	close: 'Close',
	cancel: 'Cancel',
	notices: 'Notices',
	notLoaded: 'This could not be fetched. Check the connection and try again.',
	dismiss: 'Dismiss',
	skipToContent: 'Skip to the content',
	search: 'Search',
	copied: 'Copied',
	copyFailed: 'This browser does not let us copy. Select the text and copy it yourself.',
	qrCode: (address: string) => `QR code for ${address}`,
	theme: 'Theme',
	themeSystem: 'As the device',
	themeLight: 'Light',
	themeDark: 'Dark',
	colors: {
		clay: 'Clay',
		amber: 'Amber',
		moss: 'Moss',
		teal: 'Teal',
		sky: 'Sky',
		indigo: 'Indigo',
		plum: 'Plum',
		rose: 'Rose'
	},
	and: (names: readonly string[], more: number) =>
		more === 0 ? names.join(', ') : `${names.join(', ')} ${plural(more, { other: 'and # more' })}`,
	error: {
		missingTitle: 'There is nothing here for you',
		missingText:
			'The address may be mistyped, the link may have been taken back, or it is something that you have not joined.',
		missingSafe: 'Nothing of yours is lost: whatever you wrote stands where you wrote it.',
		missingDo: 'Ask whoever invited you for the join code, or start from the front.',
		brokenTitle: 'Something went wrong on this screen',
		brokenText: 'That is our fault, not yours.',
		brokenSafe:
			'What was marked “Saved” is safe on the server; what was not yet saved is kept on this device and goes out when you return.',
		brokenDo: 'Loading the screen again usually helps.',
		reload: 'Load again',
		toStart: 'To the start page',
		enterCode: 'Enter a join code'
	},

	labelAbout: 'What may leave this session',
	labels: {
		red: { name: 'Red', who: 'this session only' },
		amber: { name: 'Amber', who: 'this community' },
		green: { name: 'Green', who: 'partners too' },
		clear: { name: 'Clear', who: 'anyone' }
	},
	namesStripped: 'no names'
};
