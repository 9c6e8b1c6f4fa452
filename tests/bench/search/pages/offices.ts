import { pages } from './page.ts';

export default pages(
	[
		'Invoices are paid twice',
		'The same invoice comes by mail and on paper, and two people enter it.',
		'One address for invoices, the program refuses a number that is there already, and paper is stamped when it is scanned.',
		'invoices paid twice mail paper number',
		'we transferred money to a supplier a second time by mistake'
	],
	[
		'Meeting rooms are booked and empty',
		'Series run on for years, and others sit in the corridor.',
		'Whoever does not confirm at the panel within ten minutes loses the room, and series end after three months.',
		'meeting rooms booked empty series confirm',
		'cannot get a conference space though nobody sits in it'
	],
	[
		'Nobody finds the current version of the form',
		'Six versions lie in four folders and people send the oldest.',
		'One page with links, old versions are moved to an archive, and the date stands in the footer.',
		'current version form folders archive footer',
		'outdated templates are being used'
	],
	[
		'Mails with everybody in copy',
		'Two hundred a day, and the one that matters is overlooked.',
		'Who must act is in the first line, copies go to nobody by default, and what concerns all stands on the board page once a week.',
		'mails everybody copy overlooked',
		'my inbox is flooded and I miss important messages'
	],
	[
		'The printer jams with thick paper',
		'Every certificate day it stops after the fifth sheet.',
		'Use the tray at the side, set the paper to heavy, and at most ten sheets at once. Rollers are cleaned with the blue cloth.',
		'printer jams thick paper tray rollers',
		'card stock gets stuck in the copier'
	],
	[
		'Holiday requests overlap',
		'In August three of four are away, and nobody can sign.',
		'A common calendar until the end of January, two must be there, and who had August last year comes second.',
		'holiday requests overlap august calendar',
		'too many colleagues off at the same time in summer'
	],
	[
		'New colleagues wait for their account for a week',
		'On the first day there is no desk and no password. Everybody thought that the other had ordered it.',
		'The day a contract is signed the list begins: account, key, desk, buddy. The assistant ticks it off three days before the start.',
		'new colleagues wait account first day desk password',
		'starter could not log in when she began her job'
	],
	[
		'Callers are passed on four times',
		'Whoever answers does not know who is responsible, and callers tell their story again and again.',
		'A page with twenty questions and who answers them. We call back instead of passing on, the same day.',
		'callers passed on responsible story again',
		'customers on the phone are transferred from one person to another'
	],
	[
		'Minutes come after the next meeting',
		'Nobody remembers what was agreed, and tasks are not done.',
		'Write them on the screen during the meeting; at the end everybody reads the tasks aloud and they are sent before we stand up.',
		'minutes after next meeting agreed tasks not done',
		'notes are distributed late so action points get forgotten'
	],
	[
		'The office is too cold for some and too hot for others',
		'Windows are opened and the heating turned up at the same time.',
		'Twenty-one degrees, measured on the wall. Places at the window go to those who like it fresh, and blankets are in the cupboard.',
		'office too cold too hot windows heating',
		'colleagues argue over the temperature'
	]
);
