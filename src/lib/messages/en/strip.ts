/** The small window on top of all others. */
export default {
	open: 'Keep timer and agenda on top',
	title: (session: string) => `${session}: now`,
	refused: 'The browser did not open the small window. Nothing else has changed; try again from this button.',
	noTimer: 'No timer runs.',
	noAgenda: 'Nothing is up on the agenda.',
	group: (name: string) => `Your group: ${name}`,
	away: 'No connection. It goes on by itself.'
};
