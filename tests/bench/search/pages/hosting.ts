import { pages } from './page.ts';

export default pages(
	[
		'A queue grows because one worker hangs',
		'Messages were taken and never acknowledged. After two hours there were ninety thousand.',
		'A time limit on each job, a second queue for what failed three times, and an alarm on the age of the oldest message.',
		'queue grows worker hangs messages acknowledged',
		'background tasks pile up since a process is frozen'
	],
	[
		'Passwords were committed to the repository',
		'A key for the cloud lay in a public branch for four days, and somebody mined coins with it.',
		'Revoke first, then clean the history. A hook looks for keys before each push, and secrets come from the vault alone.',
		'passwords committed repository key cloud revoke',
		'credentials leaked in our source code and a hacker misused them'
	],
	[
		'DNS change took down the mail',
		'The record was copied with a typo, and the old value lived on for a day in caches.',
		'Lower the time to live the day before, have a second pair of eyes read it, and write to an outside address afterwards.',
		'dns change mail record typo caches',
		'no email arrived any more after we edited the domain settings'
	],
	[
		'Connections to the database run out at peak time',
		'Each instance opens fifty, and after scaling up there were more than the server allows.',
		'A pooler in front, ten for each instance, and statements that are ended after five seconds.',
		'connections database run out peak pooler',
		'under heavy load the app says it cannot reach postgres because too many clients'
	],
	[
		'Two services wait for each other after a restart',
		'Both check the other’s health before they say that they are ready, so neither ever was.',
		'Ready means that it can answer itself; what it needs from others is tried again in the background.',
		'services wait for each other restart health ready',
		'deadlock on boot: they depend on one another and nothing comes up'
	],
	[
		'An upgrade of the kernel broke the network card',
		'The machine came up without an address, forty kilometres from anybody.',
		'One machine first, the old kernel stays bootable, and a console that works without the network.',
		'upgrade kernel network card machine address',
		'server was unreachable following a system update and we had to drive to the data centre'
	],
	[
		'Costs of the cloud doubled without anybody seeing it',
		'A test environment with eight large machines ran from May to August.',
		'Everything carries a name and an end date, what has none is switched off at night, and a budget alarm goes to the team.',
		'costs cloud doubled test environment budget alarm',
		'the monthly bill exploded as forgotten instances kept running'
	],
	[
		'Clocks of two servers differ and logins are refused',
		'Tokens were valid from a minute in the future. It hit one customer in four.',
		'Time service on all machines, an alarm at half a second, and thirty seconds of tolerance when tokens are checked.',
		'clocks servers differ logins refused tokens time',
		'users cannot sign in because of a wrong system time'
	]
);
