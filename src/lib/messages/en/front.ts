import { plural } from '../locale.ts';

export default {
	contents: 'Contents',
	noBoards: 'No boards yet.',
	noBoardsFacilitator:
		'Add the first one: a whiteboard to draw on, a board to solve a problem, or a page to write.',
	noBoardsMember: 'A facilitator adds the first one; it appears here by itself.',
	addBoard: 'Add a board',
	boardTitle: 'Title',
	boardKind: 'Kind',
	kindHints: {
		whiteboard: 'Draw, write and place notes freely.',
		problem: 'From the problem to what to do about it, in steps.',
		page: 'Write down together what is worth keeping.'
	},
	defaultTitles: {
		whiteboard: 'Whiteboard',
		problem: 'A problem to solve',
		page: 'What we learned'
	},
	add: 'Add',
	rename: 'Rename',
	renameBoard: 'Rename the board',
	renameSession: 'Rename the session',
	moveUp: 'Move up',
	moveDown: 'Move down',
	archive: 'Put away',
	restore: 'Bring back',
	archived: 'Put away',
	boardLocked: 'Locked',
	lock: 'Lock',
	unlock: 'Unlock',
	summary: 'Summary',
	library: 'Library',
	save: 'Save',
	boardMenu: (title: string) => `What to do with “${title}”`,
	archivedToast: (title: string) => `“${title}” was put away.`,
	undo: 'Undo',

	findPerson: 'Find somebody',
	peopleFound: (count: number) => plural(count, { one: '# person found', other: '# people found' }),
	peopleCount: (here: number, all: number) =>
		plural(here, { other: '# here' }) + ` · ${plural(all, { other: '# joined' })}`,
	peopleJoined: (all: number) => plural(all, { other: '# joined' }),
	you: 'you',
	roles: {
		facilitator: 'Facilitator',
		member: 'Member',
		viewer: 'Onlooker'
	},
	onFront: 'On the front page',
	onBoard: (title: string) => `On “${title}”`,
	away: 'Away for the moment',
	notHere: 'Not here now',
	memberMenu: (name: string) => `What to do about ${name}`,
	makeFacilitator: 'Make facilitator',
	makeMember: 'Make member',
	makeViewer: 'Make onlooker',

	inviteText: 'Anyone with this code can join, without an account.',
	joinCode: 'Join code',
	joinAt: (host: string) => `Enter it at ${host}, or open the link:`,
	copyLink: 'Copy the link',
	linkCopied: 'The link is copied.',
	showQr: 'Show the QR code',
	hideQr: 'Hide the QR code',
	roleLinks: 'Links that give a role',
	roleLinksText: 'Long and secret. Whoever opens one gets its role until you take it back.',
	newFacilitatorLink: 'New facilitator link',
	newViewerLink: 'New onlooker link',
	linkFor: {
		facilitator: 'Facilitator link',
		viewer: 'Onlooker link'
	},
	linkMade: (when: string) => `made ${when}`,
	linkOnce: 'Copy it now: it is shown only this once.',
	revoke: 'Take back',
	revokeQuestion: 'Take this link back?',
	revokeText: 'It stops working at once, and whoever has their role from it loses that role.',

	terms: 'Terms',
	termsEmpty: 'None. Whoever joins sees the title only.',
	termsEdit: 'Edit the terms',
	termsLabel: 'What people agree to by joining',
	termsHint: 'For example who may read what is written here, and for how long it is kept.',

	profile: 'Your name and colour',
	yourName: 'Your name',
	yourColor: 'Your colour'
};
