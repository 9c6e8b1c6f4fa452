import { field, hint, label, note, sheet, type Template, title } from './template.ts';

export default {
	parts: [
		sheet(1420, 800, 'name'),
		title(48, 40, 900, 'heading'),
		hint(48, 102, 900, 'goal'),
		{
			as: 'table',
			at: [48, 160, 920, 588],
			columns: [2, 6, 2.4],
			says: [
				['time', 'topic', 'who'],
				['timeOne', 'welcome', ''],
				['timeTwo', 'lookBack', ''],
				['timeThree', 'main', ''],
				['timeFour', 'pause', ''],
				['timeFive', 'decide', ''],
				['timeSix', 'close', '']
			],
			style: { fontSize: 20 }
		},
		field([1000, 160, 372, 284], 'moss'),
		label(1024, 178, 320, 'decisions', { color: 'moss' }),
		note(1030, 232, 'moss', '', 150),
		note(1196, 240, 'moss', '', 150),
		field([1000, 464, 372, 284], 'amber'),
		label(1024, 482, 320, 'parked', { color: 'amber' }),
		note(1030, 536, 'amber', '', 150),
		note(1196, 544, 'amber', '', 150)
	]
} satisfies Template;
