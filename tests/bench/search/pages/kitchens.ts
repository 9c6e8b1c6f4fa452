import { pages } from './page.ts';

export default pages(
	[
		'The walk-in cooler is warm in the morning',
		'At six it shows nine degrees. The door does not close by itself and the fan is iced up.',
		'Check the seal with a strip of paper, defrost the fan, and hang a curtain of plastic. Food over eight degrees for four hours is thrown away.',
		'walk-in cooler warm morning door seal fan',
		'fridge temperature too high overnight and food may be spoiled'
	],
	[
		'Allergens are not passed on to the counter',
		'A guest with a nut allergy was served pesto. The cook knew and the counter did not.',
		'Each pot has a card with its fourteen boxes; whoever changes the recipe changes the card. No card, no sale.',
		'allergens passed on counter nut allergy card',
		'customer got ill from peanuts because the server did not know the ingredients'
	],
	[
		'Rice burns in the large pot',
		'The bottom is black while the top is raw. It happens when more than ten kilos are cooked.',
		'Cook at most six kilos a pot, stir until it boils, then lowest flame with a lid, or use the oven in trays.',
		'rice burns large pot bottom black',
		'grain sticks and scorches when we make big batches'
	],
	[
		'Grease blocks the drain',
		'Water stands in the sink every Friday and it smells. The plumber found lard in the pipe.',
		'Wipe pans with paper before washing, empty the grease trap each week, and never pour oil into the sink.',
		'grease blocks drain sink water smells',
		'clogged pipe in the dish area stinks'
	],
	[
		'Knives are blunt and people cut themselves',
		'Cooks press harder and slip. Three cuts in one month, one with stitches.',
		'Sharpen on Monday and steel before each use; blunt knives go into the red box. Wear the mesh glove at the slicer.',
		'knives blunt cut themselves slip sharpen',
		'injuries with blades that are not sharp'
	],
	[
		'Deliveries stand in the sun',
		'The van comes at eleven when nobody has time. Milk stood outside for an hour.',
		'Agree on nine with the supplier, give the driver the code of the cold room, and measure one item of each delivery.',
		'deliveries stand in sun milk supplier van',
		'goods dropped off at a bad time get warm outdoors'
	],
	[
		'Too much soup is thrown away',
		'Forty litres a week go into the bin, most of it on Mondays.',
		'Write down how many portions were served each day, cook for the average of four weeks, and freeze half of it before it is served.',
		'soup thrown away litres bin portions',
		'leftovers wasted since we prepare more meals than guests eat'
	],
	[
		'Dishwasher leaves a film on glasses',
		'Glasses look milky and smell of eggs. Salt is empty and nobody refills it.',
		'Fill in salt on Mondays, clean the filter each evening, and set the hardness to eighteen.',
		'dishwasher film glasses milky salt filter',
		'cups come out cloudy after washing'
	],
	[
		'Hygiene checks are signed without being done',
		'All temperatures on the list are four degrees, also for the day on which we were closed.',
		'Two people, two thermometers, and the list hangs at the refrigerator. Once a week the head checks three values.',
		'hygiene checks signed without done temperatures list',
		'staff fake the records for food safety'
	],
	[
		'Cooks quit in summer',
		'It has forty degrees at the stove and shifts are ten hours long.',
		'Begin at five in July, cold dishes on three days, a second fan, and a break of twenty minutes outside every two hours.',
		'cooks quit summer forty degrees stove shifts',
		'heat makes kitchen workers resign'
	]
);
