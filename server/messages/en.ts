/** Words that the server itself puts on screen; everything else is in src/lib/messages. */
export default {
	/** The titles of the boards that a new session has. */
	firstBoards: {
		whiteboard: 'Whiteboard',
		problem: 'Solve a problem',
		page: 'Notes'
	},
	read: {
		product: 'Commonplace',
		open: 'Open the live page',
		missingTitle: 'There is no page here for you',
		missing:
			'The address may be mistyped, or the page belongs to a session that you have not joined in this browser. Ask whoever sent it for the session’s link.',
		start: 'Go to the start page',
		unavailableTitle: 'This page cannot be read at the moment',
		unavailable: 'Nothing is lost. Try again in a minute.',
		empty: 'Nothing is written here yet.'
	},
	/** Inside a rendered page; see #model/page/html.ts. */
	page: {
		done: 'Done',
		open: 'Not done',
		unknown: 'Something here can only be shown by a newer version.'
	},
	notBuilt: {
		title: 'Commonplace is not built yet',
		text: 'The server runs, but the client is missing. Stop it and run “npm start”, which builds everything.'
	}
};
