/**
 * English words that join others and say nothing about what is looked for. They are left out of questions only; whoever asks
 * for nothing else is shown what has them. Words of other languages need no list: what is in most texts counts for little.
 */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
	(
		'a about after again all also am an and any anybody anyone are as at be because been before being but by ' +
		'can cannot cant could couldnt did didnt do does doesnt doing dont down during each else even ever every ' +
		'everybody everyone for from get gets getting go goes going got had has hasnt have havent having he her here ' +
		'him his how i if im in into is isnt it its just keep keeps let like made make makes me more most much my no ' +
		'nor not now of off on once one only or other our out over own people really same she should so some somebody ' +
		'someone something still such than that the their them then there these they thing things this those through ' +
		'to too up us very was we well went were what when where which while who whom whose why will with without wont ' +
		'would you your'
	).split(' ')
);
