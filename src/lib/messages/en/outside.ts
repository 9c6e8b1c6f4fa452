/** For whoever is not in the session that they opened, or looks for a board that is not. */
export default {
	removedTitle: 'You are no longer in this session',
	removedText: 'A facilitator has taken you out of it. What you wrote stays there.',
	removedDo: 'With the join code you can come in again.',
	removedWhy: (reason: string) => `The facilitator wrote: “${reason}”`,
	bannedDo: 'The code does not let you in again. If you think that is a mistake, ask whoever invited you.',
	door: {
		title: 'You are at the door',
		text: (title: string) =>
			`A facilitator of “${title}” lets you in. Leave this open; it goes on by itself.`,
		safe: 'Nothing else is needed from you.',
		waiting: 'A facilitator sees that you are waiting…',
		awayTitle: 'You were not let in',
		awayText: 'A facilitator has turned you away this time. Nothing of yours is touched.',
		awayDo: 'With the join code you can ask again.'
	},
	missingBoardText: 'The address may be mistyped, or it belongs to another session.',
	missingBoardDo: 'The session lists all its boards.',
	again: {
		returning: 'Coming back …',
		returningSlow: 'Coming back takes longer than usual. Everything that was saved is safe.',
		title: (name: string) => `Welcome back, ${name}`,
		happened:
			'This page was loaded anew. In this frame the browser lets us remember nobody for longer than some minutes, so the session does not know you any more.',
		safe: (title: string) => `Everything that was saved in “${title}” is still there. Join again to go on.`,
		joinAs: (name: string) => `Join again as ${name}`,
		otherwise: 'Join under another name'
	}
};
