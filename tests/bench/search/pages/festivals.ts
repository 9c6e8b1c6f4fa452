import { pages } from './page.ts';

export default pages(
	[
		'Rain turns the car park into mud',
		'By Saturday noon forty cars were stuck and one tractor was there to pull them out.',
		'Metal tracks on the first hundred metres, a second field on gravel, and two farmers with tractors under contract.',
		'rain car park mud cars stuck tractor',
		'vehicles sink into the wet meadow and have to be towed'
	],
	[
		'Queues at the entrance when the gates open',
		'At two o’clock eight hundred people came at once and the scanners had no network.',
		'Scanners that work offline, one lane for those without bags, and a band that begins early so that people come spread out.',
		'queues entrance gates open scanners network',
		'visitors wait ages to get in since ticket checking is so slow'
	],
	[
		'Neighbours complain about bass after midnight',
		'The police came twice. What was measured at the stage was within the limit, but the wind stood towards the village.',
		'Measure at the nearest bedroom, turn the subwoofers, end at half past eleven, and give the residents a number that somebody answers.',
		'neighbours complain bass midnight police stage',
		'residents nearby cannot sleep because the music is too loud'
	],
	[
		'Toilets are full by the evening',
		'The lorry that empties them could not get through the crowd.',
		'Empty at five in the morning and at four, keep a lane free behind the stands, and count one for eighty guests.',
		'toilets full evening lorry empties crowd',
		'portable loos overflow before the headliner plays'
	],
	[
		'A child loses its parents in the crowd',
		'It took fifty minutes, as the tent where it was had no radio.',
		'A wristband with a telephone number at the entrance, one meeting point on every map, and one word on the radio which all stewards know.',
		'child loses parents crowd tent radio wristband',
		'little girl went missing on the site and nobody knew where to bring her'
	],
	[
		'The main act cancels on the day',
		'A flight was missed, and five thousand people had come for them.',
		'A local band that is paid to be ready, a sentence in the terms about refunds, and one person who alone speaks to the public.',
		'main act cancels day flight refunds',
		'headliner did not show up and fans want their money back'
	],
	[
		'Power fails when all the kitchens fry at once',
		'The generator went out at seven, and with it the light on the paths.',
		'A plan of who draws how much, gas for fryers, and light on a line of its own.',
		'power fails kitchens fry generator light',
		'electricity blackout as food stalls overload the supply'
	],
	[
		'Volunteers do not come to the clearing up',
		'Of sixty who had signed, eleven stood on the field on Monday.',
		'The deposit is given back on Monday at noon with a warm meal, and each team has a captain who rings up on Sunday.',
		'volunteers do not come clearing up monday deposit',
		'no helpers left to tidy the rubbish once the event is over'
	]
);
