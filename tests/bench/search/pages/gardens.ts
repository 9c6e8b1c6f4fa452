import { pages } from './page.ts';

export default pages(
	[
		'Slugs eat the lettuce over night',
		'In wet weeks all seedlings are gone by the morning.',
		'Water in the morning instead of the evening, lay boards and collect under them, and put rings of copper around young plants.',
		'slugs eat lettuce seedlings night',
		'snails destroy our young vegetables'
	],
	[
		'Nobody waters in the holidays',
		'In August half of the beds dry out. Each thought that somebody else would do it.',
		'A list at the gate with two names for each week, and a hose with a clock for the common beds.',
		'nobody waters holidays beds dry out',
		'plants died while everybody was away on vacation'
	],
	[
		'Tools disappear from the shed',
		'Two spades and the good shears are gone. The lock has the same code for years.',
		'Paint the handles orange, draw each outline on the wall, and change the code in spring.',
		'tools disappear shed spades shears',
		'gardening equipment keeps getting stolen'
	],
	[
		'Tomatoes get brown spots and rot',
		'After rain in July leaves turn brown within days. It is blight.',
		'A roof of foil, no water on leaves, remove the lowest leaves, and burn what is ill rather than compost it.',
		'tomatoes brown spots rot blight leaves',
		'disease ruins the fruit following wet weather'
	],
	[
		'The compost stinks',
		'It is wet and full of flies. People throw in cooked food and meat.',
		'One part green, two parts brown, turn it each fortnight, and a sign with pictures of what does not belong there.',
		'compost stinks flies cooked food',
		'heap smells bad and draws vermin'
	],
	[
		'Neighbours complain about music at parties',
		'The council wrote to us twice after midsummer.',
		'Tell the houses a week before with a number to call, no loudspeakers after nine, and at most four parties a year.',
		'neighbours complain music parties council',
		'noise from celebrations upsets people living next door'
	],
	[
		'Plots are left to weeds',
		'Three plots are not worked, and there are forty on the waiting list.',
		'After six weeks a friendly card, after ten a talk; then the plot is shared or given on. It stands in the agreement that all sign.',
		'plots left weeds waiting list',
		'members neglect their patch while others want one'
	],
	[
		'The well runs dry in June',
		'The pump sucks air after ten minutes. Everybody waters at six.',
		'Fill the tank at night, water by turns in three groups, and mulch all beds with straw.',
		'well runs dry pump sucks air june',
		'there is not enough water in summer'
	],
	[
		'Dogs dig in the beds',
		'The gate stands open and beds by the path are ruined.',
		'A spring closes the gate by itself. Chicken wire lies under the soil along the path.',
		'dogs dig beds gate open',
		'pets run in and damage what we planted'
	],
	[
		'Seeds do not come up',
		'The carrots were sown three times. The packets had lain in the warm shed for years.',
		'Test ten seeds on wet paper, write the year on each packet, and keep them in a tin in the cellar. Keep carrots moist for three weeks.',
		'seeds do not come up carrots packets',
		'germination failed again'
	]
);
