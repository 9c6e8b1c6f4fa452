import { pages } from './page.ts';

export default pages(
	[
		'Returned books are still shown as lent',
		'Readers get reminders for books that stand on the shelf. The gate misses every tenth chip.',
		'Lay books flat in a single layer on the return belt, and scan a trolley by hand before it leaves the desk.',
		'returned books shown lent reminders chip',
		'people are charged overdue fees for items they brought back'
	],
	[
		'Homeless visitors sleep in the reading room',
		'Other readers complain about smell and snoring. Staff do not know what they may say.',
		'Sleeping is allowed until somebody needs the seat. We wake people kindly, offer the washroom next door, and have the card of the day centre at hand.',
		'homeless visitors sleep reading room complain smell',
		'how to deal with rough sleepers who doze in our chairs'
	],
	[
		'Story hour is too full',
		'Sixty children in a room for thirty. Small ones cry and nobody hears the reader.',
		'Two shorter hours with free tickets from Monday, and a corner with pictures for those who come without.',
		'story hour too full children tickets',
		'crowded event for little kids'
	],
	[
		'Printing from phones does not work',
		'Each visitor needs ten minutes of help. The app asks for an account.',
		'Let them mail the file to the printer address; it comes out with the first four letters of their name. The steps hang above the printer.',
		'printing from phones app account printer address',
		'guests cannot get documents on paper from their mobile'
	],
	[
		'Local history is crumbling',
		'Newspapers of 1890 break when they are opened. The cellar is damp.',
		'Give out the film instead of paper, keep the boxes at fifty percent humidity, and scan one year each winter with the history club.',
		'local history newspapers crumbling cellar damp',
		'old papers in the archive fall apart from moisture'
	],
	[
		'Teenagers shout in the afternoon',
		'From three to five it is like a schoolyard. Students and elderly readers leave.',
		'They get the upper room with a loudspeaker from three on, one of us sits with them, and they wrote the rules themselves.',
		'teenagers shout afternoon readers leave upper room',
		'youths are loud after school and disturb others'
	],
	[
		'Inter-library loans take five weeks',
		'Requests lie on a desk until Thursday. Students give up.',
		'Whoever is at the desk sends requests each day at noon, and the reader sees the state in their account.',
		'inter-library loans five weeks requests desk',
		'ordering a title from elsewhere is too slow'
	],
	[
		'Covers are cut open and films stolen',
		'Thirty discs are gone since spring, always the new ones.',
		'Only empty cases stand on the shelf, the discs are behind the desk.',
		'covers cut films stolen discs cases',
		'theft of dvds'
	],
	[
		'Computers are occupied by games all day',
		'Job seekers wait for an hour for a seat. The time limit can be evaded with a second card.',
		'Two machines are for forms and applications only, beside the desk; the others end after forty minutes, whoever sits there.',
		'computers occupied games job seekers wait',
		'no free pc for people who need to apply for work'
	],
	[
		'The lift is out of order and nobody can reach the first floor',
		'Parents with prams and people in wheelchairs turn back at the door.',
		'A bell at the foot of the stairs calls us: we bring the books down. The number of the service and of the contract is inside the fuse box.',
		'lift out of order first floor wheelchairs prams',
		'elevator broken so disabled readers have no access'
	]
);
