/** What the server answers to a command that it does not carry out, by its name. */
export default {
	forbidden: 'Only a facilitator may do that.',
	invalid: 'That did not work: something in it is missing or too long.',
	'unknown-board': 'That board is not in the session any more.',
	'unknown-link': 'That link is gone already.',
	'unknown-member': 'That person is not in the session any more.',
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
	'has-ended': 'The session has ended. A facilitator can reopen it; everything in it can be read.',
	'facilitator-here': 'A facilitator is here. Ask them to make you one.',
	duplicate: 'That is there already.',
	'too-many': 'The session has as many of these as it can hold.',
	'last-facilitator': 'A session needs a facilitator: make somebody else one first.',
	'not-saved': 'The server could not save that. Nothing was changed; please try again in a moment.',
	'slow-down': 'That was a lot in a short time. Please wait a moment and try again.',
	offline: 'No connection: that can be changed only when you are connected.'
};
