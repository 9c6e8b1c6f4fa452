import { t } from '$lib/messages/problem-methods.ts';
import type { Problem } from '#model/problem/check.ts';

type Sentence = keyof typeof t.problems;

/** Which sentence fits what is wrong at a place; the first that fits counts. */
const SENTENCES: readonly (readonly [place: RegExp, problem: Problem['problem'] | null, says: Sentence])[] = [
	[/^lanes\[\d+\]\.prompt$/, 'empty', 'lanePrompt'],
	[/\.prompt$/, 'empty', 'prompt'],
	[/^purpose$/, 'empty', 'purpose'],
	[/title$/, 'empty', 'title'],
	[/./, 'too-long', 'tooLong'],
	[/\.can$/, 'no-lane', 'noLane'],
	[/\.can$/, null, 'nobodyVotes'],
	[/\.vote$/, null, 'voteMissing'],
	[/minVoters$/, null, 'minVoters'],
	[/vote\.budget$/, null, 'budget'],
	[/tallies$/, null, 'tallies'],
	[/sees\.others$/, null, 'others'],
	[/sees\.authors$/, null, 'authors'],
	[/reveal$/, null, 'reveal'],
	[/cap$/, 'not-allowed', 'cap'],
	[/topics$/, null, 'topics'],
	[/rotate$/, null, 'rotate'],
	[/input\.from$/, 'never-shown', 'neverShown'],
	[/input\.from$/, null, 'notEarlier'],
	[/input\.filter$/, null, 'filter'],
	[/people\.max$/, null, 'peopleMax'],
	[/people\.min$/, null, 'people'],
	[/econds/, null, 'seconds'],
	[/minutes$/, null, 'minutes'],
	[/./, 'out-of-range', 'number'],
	[/./, 'missing', 'missing']
];

/** What is wrong, beside the field that it is about: what to do, in a sentence. */
export function sentenceOn({ path, problem }: Problem): string {
	const found = SENTENCES.find(([place, of]) => place.test(path) && (of === null || of === problem));
	return t.problems[found?.[2] ?? 'other'];
}

/** What is wrong in a file, by its place there. */
export function lineOnFile({ path, problem }: Problem): string {
	return `${path === '' ? t.wholeFile : path} ${t.fileProblems[problem]}.`;
}
