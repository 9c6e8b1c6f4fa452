export default {
	editorLabel: (title: string) => `Page “${title}”`,
	hint: 'Write here. Begin a line with # for a heading, - for a list, [] for a task.',
	hintTouch: 'Write here.',
	nothingYet: 'Nothing is written here yet.',
	somebody: 'Somebody',
	taskDone: 'Done',
	codeLanguage: 'Language of the code',
	plainCode: 'Plain text',
	unknownBlock: 'Something here can only be shown by a newer version.',
	objectFailed: 'This part of the page could not be fetched. Nothing is lost: load the page again to see it.',
	newerPage: 'This page was made with a newer version. You can read it here; to write, load the app again.',
	reload: 'Load again',
	fault: 'A change could not be shown. Nothing is lost: load the page again to see everything.',
	toolsFailed:
		'The tools for writing could not be fetched. What you write is kept; load the page again once you are back on the line.',
	loading: 'Opening the page…',
	loadFailed: 'The page could not be opened on this device.'
};
