import { pages } from './page.ts';

export default pages(
	[
		'Disk fills up with logs at night',
		'The debug log of the import grows by forty gigabytes and then the database stops.',
		'Rotate logs by size, keep seven days, and alert at eighty percent instead of ninety-five.',
		'disk fills up logs database stops night',
		'server out of space and everything halted in the early hours'
	],
	[
		'Certificate expired and nobody knew',
		'The shop was unreachable for three hours on a Sunday. The reminder went to somebody who had left.',
		'Renew automatically, probe the expiry date from outside every day, and send reminders to the team address.',
		'certificate expired reminder renew shop unreachable',
		'https warning in browsers because tls was not renewed in time'
	],
	[
		'Deployments on Friday break the weekend',
		'A change went out at five and the rollback did not work, because the migration could not be undone.',
		'Deploy before noon from Monday to Thursday, write migrations that the old version can live with, and practise the rollback.',
		'deployments friday rollback migration weekend',
		'release just before days off went wrong and we could not go back'
	],
	[
		'Too many alerts, so the real one is missed',
		'The channel gets three hundred messages a day. The outage in May stood there for an hour unread.',
		'Delete each alert that nobody acted upon in a month; what stays must say what to do and wake somebody.',
		'too many alerts channel outage unread',
		'monitoring is so noisy that people ignore it'
	],
	[
		'Backup exists but restoring fails',
		'The dump was empty for weeks, since the password had been changed. We noticed when we needed it.',
		'Restore into an empty machine every month, by a job that counts rows and reports, and let somebody else follow the written steps.',
		'backup restore fails dump empty password changed',
		'we could not recover the data after the crash as the saved copy was useless'
	],
	[
		'Slow pages after the product import',
		'Every morning until ten the search takes eight seconds. Statistics of the tables are old after the import.',
		'Analyse the tables at the end of the import and warm the cache before the doors open.',
		'slow pages after import search statistics tables',
		'website is sluggish each morning'
	],
	[
		'Nobody knows who is on call',
		'The calendar and the phone rota say different things. Two people slept while the site was down.',
		'One rota in one place, a test call at each change, and a second person after ten minutes without an answer.',
		'on call rota calendar phone site down',
		'it is unclear which engineer must respond at night when there is an outage'
	],
	[
		'Test environment differs from production',
		'Bugs show only after the release, for the versions of the database are not the same and the data is tiny.',
		'Build both from one description, and copy production once a week with names and addresses replaced.',
		'test environment differs production versions data',
		'works in staging but crashes when live'
	],
	[
		'Secrets in the repository',
		'A token was pushed by mistake and used by strangers within an hour.',
		'Revoke it first, then clean the history. A check before each commit looks for keys, and the vault is the only place for them.',
		'secrets repository token pushed revoke',
		'password leaked in git by accident'
	],
	[
		'Memory of the worker grows until it is killed',
		'After two days the process takes all memory, and jobs in hand are lost.',
		'Take a heap snapshot at start and after a day and compare. Until it is fixed, restart workers one by one at night once they are idle.',
		'memory worker grows killed heap snapshot jobs lost',
		'background process leaks ram and dies in the middle of tasks'
	]
);
