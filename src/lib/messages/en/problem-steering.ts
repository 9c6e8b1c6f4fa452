import { plural } from '../locale.ts';

/** Steering a method through its phases: topics, turns, groups, who is ready. */
export default {
	topics: 'Topics',
	topicNow: 'Now discussing',
	topicNone: 'No topic is being discussed yet.',
	topicsNone: 'There are no topics yet.',
	topicsDone: 'All topics have been discussed.',
	nextTopic: (text: string) => `Next topic: ${text}`,
	takeTopic: (text: string) => `Discuss “${text}” now`,
	takeTopicShort: 'Discuss now',
	endTopic: 'Done with this topic',
	topicStates: { now: 'now', done: 'discussed', waiting: 'next up' },
	askGoOn: 'Vote on going on',
	goOnQuestion: 'Go on with this topic?',
	goOnSecret: (min: number) =>
		`Secret: nobody is told what you chose. Below ${min} voters no result is shown.`,
	goOn: 'Go on',
	enough: 'That is enough',
	goOnSent: 'Your vote is in. You can change it until the vote closes.',
	goOnNotSent: 'Your vote is not in yet: no line to the server. Choose again when the line is back.',
	goOnResult: (on: number, enough: number) => `${on} to go on · ${enough} for enough`,
	goOnTooFew: 'Too few voted to keep their secret, so no result is shown.',
	extendTopic: (minutes: number) =>
		`Go on for ${plural(minutes, { one: '# more minute', other: '# more minutes' })}`,

	holder: 'Whose case it is',
	holderIs: (name: string) => `The case is ${name}’s.`,
	holderIsMe: 'The case is yours.',
	holderNobody: 'Nobody has been named yet.',
	holderChoose: 'Choose a person',

	turnLeft: (time: string) => `${time} left of this turn`,
	turnOver: (time: string) => `${time} over this turn’s time`,
	turnOf: (place: number, of: number) => `Turn ${place} of ${of}`,
	passFor: (name: string) => `Pass for ${name}`,

	ready: (ready: number, all: number) => `${ready} of ${all} are ready`,
	allReady: 'Everybody is ready',
	iAmReady: 'I am ready',
	readyLabel: 'Ready for what comes next'
};
