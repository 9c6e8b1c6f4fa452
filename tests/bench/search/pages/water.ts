import { pages } from './page.ts';

export default pages(
	[
		'Chlorine runs out and the tank is not dosed',
		'In the dry season the road was closed, and for nine days the water went untreated to the village.',
		'Stock for two months, a drum that is only opened when the order is on its way, and tablets for houses meanwhile.',
		'chlorine runs out tank not dosed untreated',
		'drinking supply was not disinfected since we had no chemicals left'
	],
	[
		'The pump burns out because the well runs dry',
		'It ran without water for a whole night. A new motor costs what the committee earns in half a year.',
		'A float that switches it off, pumping in two shifts with a rest, and the level written down every morning.',
		'pump burns out well runs dry motor float',
		'motor broke when the borehole had nothing left in it'
	],
	[
		'A third of the water is lost on the way',
		'What the meter at the tank says and what the houses pay for have not agreed for years.',
		'Close one line each night and listen, mend joints before pipes, and a meter for each quarter.',
		'third water lost meter tank houses',
		'leaks in the network mean much of what we produce never reaches the customers'
	],
	[
		'Households do not pay their fees',
		'Forty of a hundred are three months behind, and the fund for repairs is empty.',
		'Collect on the day when people are paid, give a receipt that hangs at the tap stand, and talk before closing anything.',
		'households do not pay fees fund repairs',
		'villagers owe money so there is none for maintenance'
	],
	[
		'Children fall ill after the floods',
		'The latrines overflowed above the spring, and the test found bacteria for five weeks.',
		'Boil or filter from the first day, a ditch above the spring, and test every week until three in a row are clean.',
		'children ill floods latrines spring bacteria',
		'sewage contaminated the source and kids had diarrhoea'
	],
	[
		'Spare parts take six weeks to come',
		'A seal for two coins stopped the handpump at the school from January to March.',
		'One box with seals, rods and chains in the district town, filled by three villages together.',
		'spare parts six weeks seal handpump',
		'repairs are delayed as components have to be ordered from far away'
	],
	[
		'Women wait at the tap until midnight',
		'Pressure comes for three hours only, and the upper houses get none of it.',
		'A timetable for upper and lower houses, a tank at the top which fills by night, and taps that close themselves.',
		'women wait tap midnight pressure upper houses',
		'long lines at the standpipe because flow is too weak uphill'
	],
	[
		'Only one man knows where the pipes lie',
		'He is seventy, and when he was in hospital a digger cut the main line.',
		'Walk the lines with him and a phone, draw them on the map of the village, and put stones with numbers at each valve.',
		'only one man knows where pipes lie map valve',
		'knowledge of the underground network is in a single old guy’s head'
	]
);
