/** The call beside the board. */
export default {
	panel: 'The call',
	open: 'Open the call beside the board',
	close: 'Close the call',
	hide: 'Make the call small; it goes on',
	show: 'Show the call again',
	inTab: 'Open the call in a new tab',
	width: 'Width of the call',
	frame: (host: string) => `The call, at ${host}`
};
