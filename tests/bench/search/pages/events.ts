import { pages } from './page.ts';

export default pages(
	[
		'Speakers overrun and the programme slips',
		'By noon we are forty minutes late and the last talk has no listeners.',
		'A clock that speakers see, a sign with five and with one minute, and the chair stands up when time is over. Plan ten minutes of air each half day.',
		'speakers overrun programme late clock sign',
		'presentations are longer than scheduled so the day gets behind'
	],
	[
		'Microphones whistle',
		'It whistles whenever somebody walks in front of the loudspeakers.',
		'Put loudspeakers in front of the speakers, cut at two and a half kilohertz, and hold the microphone close to the mouth.',
		'microphones whistle loudspeakers',
		'annoying feedback from the sound system'
	],
	[
		'Guests cannot find the entrance',
		'They go to the main gate, which is closed on Sundays.',
		'Signs from the bus stop on, at each corner one with an arrow, a person with a yellow jacket at the main gate, and a photograph in the mail.',
		'guests cannot find entrance gate signs',
		'visitors get lost on the way to the venue'
	],
	[
		'Half of the registered people stay away',
		'It costs nothing, so they do not cancel. Food for sixty was thrown away.',
		'A deposit that is given back at the door, a reminder two days before with one button to cancel, and a waiting list.',
		'registered people stay away cancel deposit food',
		'no-shows at our free event waste catering'
	],
	[
		'Rain ruins the summer party',
		'The tents were ordered too late and the power failed when the cable lay in water.',
		'Book the hall as a second place in March, decide at noon the day before, and lay cables on planks.',
		'rain summer party tents power cable',
		'bad weather spoils the outdoor celebration'
	],
	[
		'Nobody stays to clean up',
		'At midnight four people carry two hundred chairs.',
		'The cleaning crew is a shift of its own that begins late and does nothing before; breakfast is on us.',
		'nobody stays clean up chairs midnight',
		'tidying afterwards is left to a handful'
	],
	[
		'The stream breaks off in the middle',
		'The wireless net of the hall is shared with the audience.',
		'A cable of our own to the router, half the picture size, and a telephone as a second line that is tested the day before.',
		'stream breaks off wireless net hall cable',
		'online viewers lose the broadcast'
	],
	[
		'People with wheelchairs cannot see the stage',
		'The places are at the back and everybody stands up.',
		'A platform at the side in the front, reserved until the beginning, with one seat for company beside each place.',
		'wheelchairs cannot see stage places back platform',
		'bad view for disabled spectators'
	],
	[
		'Queues at the women toilets',
		'In the break they wait for twenty minutes and miss the second part.',
		'Open the toilets of the first floor, turn the men room beside the bar into one for all, and ring the bell twice.',
		'queues women toilets break wait',
		'ladies stand in line for the restroom during intermission'
	],
	[
		'Names on badges are too small',
		'Nobody can read them across a table, and people do not talk with strangers.',
		'First name in the largest type that fits, printed on both sides, and a word below about what somebody would like to talk about.',
		'names badges too small read',
		'illegible name tags make networking awkward'
	]
);
