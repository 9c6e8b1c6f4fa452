import { pages } from './page.ts';

export default pages(
	[
		'Volunteers sign up and do not come',
		'One in four names on the rota stays away without a word, mostly for Saturday mornings.',
		'Send a message the evening before that has to be answered, keep two people on call, and ask those who stayed away what would help.',
		'volunteers sign up do not come rota saturday',
		'helpers not turning up on the day although they promised'
	],
	[
		'Always the same three people do everything',
		'The old hands open, cook and lock up, and they are tired. Others say that they were never asked.',
		'Cut jobs into pieces of one hour, ask people by name, and let each old hand teach one task to somebody new every month.',
		'same three people do everything tired old hands',
		'work is not shared and a few of us are burning out'
	],
	[
		'New helpers leave after the first month',
		'They stand around on the first day because nobody has time for them, and then we hear no more.',
		'Each newcomer has a buddy for four weeks, a small job of their own from the first hour, and a talk after the first month.',
		'new helpers leave after first month stand around',
		'people we recruit quit quickly and do not come back'
	],
	[
		'Keys to the hall go missing',
		'Five keys are out and we know where two are. Last week nobody could open.',
		'Put a key safe beside the door, change its code each quarter, and collect the old keys against a signature.',
		'keys hall missing nobody could open',
		'we stood locked out of the building because no one had the key'
	],
	[
		'Receipts come months late and expenses cannot be paid back',
		'People forget to hand in receipts or lose them. The treasurer cannot close the year.',
		'Photograph the receipt on the day and send it to one address; what comes after six weeks is a donation.',
		'receipts late expenses paid back treasurer',
		'refunds for what helpers spent are a mess since they keep no proof'
	],
	[
		'Donated clothes pile up faster than we can sort them',
		'Bags block the fire exit. Half of it is torn or dirty and has to be thrown away.',
		'Take donations on two afternoons only, look into every bag at the door, and show a list of what we do not take.',
		'donated clothes pile up bags block fire exit sort',
		'too much stuff given to us and the storeroom is overflowing'
	],
	[
		'A volunteer oversteps the line with a client',
		'Somebody gave their private number to a client and lent money. Others did not dare to say anything.',
		'Talk about boundaries in the first training with real examples, name one person to go to, and write down what happened the same day.',
		'volunteer boundaries private number client lent money',
		'helper became too personal with someone we support'
	],
	[
		'Meetings of the committee never decide anything',
		'We talk for two hours and the same points are back next month. Quiet people stop coming.',
		'Send the agenda a week ahead with one question for each point, and write down who does what until when before going on.',
		'committee meetings never decide same points back next month',
		'board talks forever without a result'
	],
	[
		'Grant report is written in the last night',
		'Figures for the funder are searched for in old mails. We missed the deadline once and lost the second instalment.',
		'Keep a sheet with the figures that the funder asks for, fill it in each month, and begin the report six weeks before.',
		'grant report last night figures funder deadline',
		'we hand in our accountability to the foundation too late every year'
	],
	[
		'Older visitors cannot use the booking form',
		'They call instead, and whoever answers has no list. Two groups came for the same room.',
		'One paper calendar by the telephone is the truth; bookings from the form are copied into it twice a day.',
		'older visitors cannot use booking form telephone',
		'double reservation because seniors ring up instead of going online'
	]
);
