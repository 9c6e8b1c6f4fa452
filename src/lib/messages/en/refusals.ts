/** What the server answers to a command that it does not carry out, by its name. */
export default {
	forbidden: 'Only a facilitator may do that. Nothing was changed; ask one of them.',
	invalid: 'Something in it is missing or too long. Nothing was changed; look at it and try again.',
	'unknown-board': 'That board is not in the session any more. Nothing was changed.',
	'unknown-link': 'That link is gone already: nobody comes in by it.',
	'unknown-member': 'That person is not in the session any more. Nothing was changed.',
	'unknown-round': 'That round of groups is not there any more. Nothing was changed.',
	'unknown-group': 'That group is not there any more. Nothing was changed.',
	'unknown-item': 'That is not there any more. Nothing was changed.',
	'unknown-method': 'That method is not here, or has changed. Nothing was begun; choose it again.',
	'unknown-phase': 'This method has no such step. Nothing was changed.',
	'unknown-ballot': 'That vote is not there any more. Nothing was changed.',
	'unknown-code':
		'No screen shows that code now. Read the code on the screen again: a new one comes after ten minutes.',
	'not-now': 'That cannot be done as things stand now. Nothing was changed.',
	'needs-consent':
		'What is here was written under the narrower label. It can be made wider only before anybody else has joined, and never wider than that of the session whose actions came along.',
	'has-ended':
		'The session has ended, so nothing was changed. A facilitator can reopen it; everything in it can be read.',
	'facilitator-here': 'A facilitator is here, so nobody else takes over. Ask them to make you one.',
	duplicate: 'That is there already. Nothing was changed.',
	'too-many': 'The session has as many of these as it can hold. Nothing was changed.',
	'last-facilitator': 'A session needs a facilitator, so nothing was changed. Make somebody else one first.',
	'not-saved': 'The server could not save that. Nothing was changed; please try again in a moment.',
	'slow-down': 'That was a lot in a short time, so it was not done. Please wait a moment and try again.',
	offline:
		'No connection, so that was not done. Try again when the connection is back; what you write on boards is kept.'
};
