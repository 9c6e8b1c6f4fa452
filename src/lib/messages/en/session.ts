import { locale, plural } from '../locale.ts';

export default {
	waiting: 'Fetching the session…',
	waitingBoard: 'Opening the board…',
	waitingSlow: 'Still trying to reach the server. This page goes on by itself as soon as it answers.',
	busyServer: 'The server is busy or restarting. This page goes on by itself.',

	boardFailed: 'The board’s program could not be fetched.',
	boardFailedDo: 'Check the connection, then load the page again. Nothing you wrote is lost.',
	panelFailed: 'That could not be fetched. Check the connection and try again; the board goes on working.',
	reload: 'Load again',

	kinds: {
		whiteboard: 'Whiteboard',
		problem: 'Problem board',
		page: 'Page'
	},
	hereNow: (names: string) => `Here now: ${names}`,
	boards: 'Boards',
	showBoards: 'Boards of this session',
	hideBoards: 'Hide the list of boards',

	people: 'People',
	peopleHere: (count: number) => plural(count, { one: '# person here', other: '# people here' }),

	breakouts: 'Breakout groups',
	bigScreen: 'Put on the big screen',

	invite: 'Invite',

	profileAndTheme: 'Your name, colour and theme',

	back: 'To the session',
	menu: 'Menu',
	plainText: 'Read as plain page',
	leaveBoard: 'Back to the session',

	missingBoardTitle: 'This board is not in the session',

	saved: {
		saved: 'Saved',
		savedLong: 'Everything you wrote is saved on the server.',
		received: 'Received',
		receivedLong: 'The server has everything you wrote. It reaches the server’s disk within a second or two.',
		live: 'Live',
		liveLong: 'You see what the others do as they do it.',
		connecting: 'Connecting…',
		connectingLong: 'Looking for the server. You can go on: what you do goes out as soon as it answers.',
		saving: 'Saving…',
		savingLong: 'On its way to the server.',
		uploading: (percent: number) =>
			`Saving… ${new Intl.NumberFormat(locale(), { style: 'percent' }).format(percent / 100)}`,
		uploadingLong:
			'A lot is on its way to the server. You can go on meanwhile; leave this open until it is saved.',
		offline: 'Offline',
		offlineLong: 'No connection. You can go on: what you do is kept on this device and goes out later.',
		offlineViewerLong: 'No connection. What you see may be behind; it goes on by itself.',
		offlineKept: (changes: number) =>
			plural(changes, {
				one: 'Offline: # change kept on this device',
				other: 'Offline: # changes kept on this device'
			}),
		offlineKeptLong: (changes: number) =>
			plural(changes, {
				one: 'No connection. # change is kept on this device and goes out when the connection is back. You can go on.',
				other:
					'No connection. # changes are kept on this device and go out when the connection is back. You can go on.'
			}),
		offlineInTab: (changes: number) =>
			plural(changes, {
				one: 'Offline: # change in this tab only',
				other: 'Offline: # changes in this tab only'
			}),
		offlineInTabLong:
			'No connection, and this browser keeps nothing on the device. Leave the tab open until the connection is back.',
		notSaved: 'Not saved yet…',
		notSavedBrief: 'Not saved',
		notSavedLong: (changes: number) =>
			plural(changes, {
				one: 'The server cannot save at the moment. # change is kept on this device and tried again.',
				other: 'The server cannot save at the moment. # changes are kept on this device and tried again.'
			}),
		notSavedInTabLong: (changes: number) =>
			plural(changes, {
				one: 'The server cannot save at the moment. # change is in this tab only: leave it open.',
				other: 'The server cannot save at the moment. # changes are in this tab only: leave it open.'
			}),
		askedToWait: 'Waiting…',
		askedToWaitLong:
			'Too much came from here at once, and the server asked to wait. It is tried again in a few seconds.',
		askedToWaitKeptLong: (changes: number) =>
			plural(changes, {
				one: 'Too much came from here at once, and the server asked to wait. # change is kept on this device and tried again in a few seconds.',
				other:
					'Too much came from here at once, and the server asked to wait. # changes are kept on this device and tried again in a few seconds.'
			}),
		askedToWaitInTabLong: (changes: number) =>
			plural(changes, {
				one: 'Too much came from here at once, and the server asked to wait. # change is in this tab only: leave it open.',
				other:
					'Too much came from here at once, and the server asked to wait. # changes are in this tab only: leave it open.'
			}),
		heldBack: (changes: number) => plural(changes, { one: '# change not sent', other: '# changes not sent' }),
		heldBackBrief: 'Not sent',
		heldBackLong: (changes: number) =>
			plural(changes, {
				one: 'You may not write here now. # change is kept on this device, where only you see it. It goes out when a facilitator lets you write again.',
				other:
					'You may not write here now. # changes are kept on this device, where only you see them. They go out when a facilitator lets you write again.'
			}),
		heldBackInTabLong: (changes: number) =>
			plural(changes, {
				one: 'You may not write here now. # change is in this tab only, where only you see it: leave it open until a facilitator lets you write again.',
				other:
					'You may not write here now. # changes are in this tab only, where only you see them: leave it open until a facilitator lets you write again.'
			}),
		backOnline: 'Connected again. Everything is saved.',
		backOnlineReceived: 'Connected again. The server has everything.',
		refused: {
			access: {
				short: 'No longer allowed',
				long: 'Your rights here have changed. What was saved is safe. Load the page again to see what you may do now.'
			},
			'not-found': {
				short: 'Not here',
				long: 'The server does not have this board for you now. What was saved is safe. Go back to the session and open the board anew.'
			},
			malformed: {
				short: 'Not accepted',
				long: 'The server did not accept a change from this tab. Load the page again; what was saved is safe.'
			},
			'foreign-client': {
				short: 'Not taken',
				long: 'This device holds changes that were made under another name, so the server did not take them. They are safe on this device. Send them under your name to share them.'
			},
			unreadable: {
				short: 'Cannot be opened',
				long: 'The stored copy of this board is damaged or was set aside. Its bytes are kept safe; tell whoever runs the server.'
			},
			'too-large': {
				short: 'Too large',
				long: 'A change was too large to send. What was saved before it is safe. Undo it, or make it in smaller parts, and load the page again.'
			}
		},
		makeOwn: 'Send under my name',
		makingOwn: 'Sending…',
		makeOwnFailed: 'That did not work; nothing has changed. Check the connection and try again.'
	},
	reloadNow: 'Load again',

	link: {
		offline: 'No connection to the session. Boards still work; what you do is kept on this device.',
		goingAway: 'The server restarts. You will be connected again in a moment; you can go on meanwhile.'
	}
};
