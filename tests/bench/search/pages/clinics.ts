import { pages } from './page.ts';

export default pages(
	[
		'Vaccines spoil because the fridge door is left ajar',
		'Twice this winter the thermometer read eleven degrees in the morning. Nobody had looked since Friday.',
		'A lock with a spring, an alarm that calls the duty phone above eight degrees, and a written reading at opening and closing.',
		'vaccines spoil fridge door ajar thermometer',
		'we had to throw the jabs away as the refrigerator got too warm over the weekend'
	],
	[
		'Patients do not turn up for their appointments',
		'One in six slots stays empty, mostly on Mondays. Those on the list would have come.',
		'Send a message two days before with a link to cancel, and offer what is cancelled to the waiting list the same hour.',
		'patients do not turn up appointments slots empty',
		'no-shows waste the doctor’s time although others are waiting to be seen'
	],
	[
		'Blood samples reach the laboratory without a name',
		'The tube was filled first and the label written later at the desk, when three others lay there.',
		'Print the label at the bedside and stick it before the needle goes in. What arrives without one is thrown away.',
		'blood samples laboratory without name label tube',
		'specimens get mixed up since they are not labelled when taken'
	],
	[
		'Needlestick injuries while emptying the bins',
		'Cleaners were pricked by needles that somebody had put in the ordinary waste bag.',
		'A hard yellow box within reach of every chair, and never more than three quarters full.',
		'needlestick injuries bins cleaners waste bag',
		'our janitor got stabbed by a used syringe in the rubbish'
	],
	[
		'Interpreters are booked for the wrong language',
		'The form says Arabic and the family speaks Kurdish. Children end up translating for their mother.',
		'Ask by pointing at a card with greetings in forty languages, and note the dialect in the record.',
		'interpreters booked wrong language form family',
		'the translator could not understand the foreign woman, so her son had to do it'
	],
	[
		'Test results lie unread in the inbox',
		'An abnormal value was seen after nineteen days, because the doctor was on leave.',
		'Every result has a second reader after two working days, and red values are told by telephone.',
		'test results unread inbox abnormal value leave',
		'lab findings were overlooked while the physician was on vacation'
	],
	[
		'The waiting room is too full for people with infections',
		'Coughing patients sit beside babies for an hour on winter mornings.',
		'Ask about fever at the door, give a mask, and have a second entrance with six chairs.',
		'waiting room full infections coughing fever mask',
		'sick people spread their germs to others in reception'
	],
	[
		'Hand washing is skipped between two beds',
		'We counted: in four of ten cases nobody cleaned their hands. The dispenser hangs behind the door.',
		'Put disinfectant at the foot of each bed, and let a colleague count for one hour each month and show the figures.',
		'hand washing skipped between beds dispenser',
		'staff forget to sanitise before touching the next patient'
	]
);
