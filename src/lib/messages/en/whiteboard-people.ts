import { plural } from '../locale.ts';

/** Words about the other people on a whiteboard. */
export default {
	bar: 'People and comments',
	title: 'People on this board',
	alone: 'Nobody else has this board open now.',
	here: (count: number) => plural(count, { one: '# other person', other: '# other people' }),
	follow: (name: string) => `Follow ${name}`,
	unfollow: (name: string) => `Stop following ${name}`,
	goTo: (name: string) => `Go to ${name}`,
	following: (name: string) => `Following ${name}`,
	stop: 'Stop',
	stopped: (name: string) => `No longer following ${name}`,
	gone: (name: string) => `${name} has left the board`,
	followsYou: 'follows you',
	circle: (name: string) => `${name} follows you already.`,
	facilitator: 'Facilitator',
	you: 'You',
	bring: 'Bring everyone here',
	bringHint: 'Shows everybody what you see now. They can decline.',
	brought: 'Everybody is asked to come here',
	onlyFacilitators: 'Only a facilitator can bring everyone here.',
	nobodyToBring: 'Nobody else is here.',
	broughtBy: (name: string) => `${name} wants to show you something`,
	going: 'Going there in 3 seconds',
	go: 'Go',
	stay: 'Stay here',
	react: 'React',
	reactions: {
		heart: 'Heart',
		thumb: 'Thumbs up',
		clap: 'Applause',
		spark: 'Idea',
		question: 'Question',
		tick: 'Agreed'
	},
	reacted: (name: string, reaction: string) => `${name}: ${reaction}`,
	say: 'Say something at the pointer',
	saying: 'What you say, seen by everybody while you write',
	says: (name: string, words: string) => `${name} says: ${words}`,
	comments: (unread: number) =>
		unread === 0 ? 'Comments' : plural(unread, { one: 'Comments, # unread', other: 'Comments, # unread' }),
	madeBy: (shape: string, name: string) => `${shape} by ${name}`,
	authorsHidden:
		'Names are stripped in this session: the board does not say who made what, nor who wrote a comment.',
	showAuthors: 'Say who made what, when I point at it',
	people: 'People on this board'
};
