import { pages } from './page.ts';

export default pages(
	[
		'Mould behind the wardrobe',
		'Black spots on the outer wall, worst in the corner. Tenants dry their washing in the room.',
		'Move furniture a hand from the wall, air for five minutes four times a day, measure humidity for two weeks, and have the gutter looked at.',
		'mould wardrobe black spots outer wall',
		'fungus growing in the bedroom because it is humid'
	],
	[
		'Radiators stay cold on the top floor',
		'They gurgle, and below it is too hot. The pressure falls every week.',
		'Bleed from the bottom to the top, fill up to one and a half bar, and balance the valves. If the pressure falls again, look for the leak at the vessel.',
		'radiators cold top floor gurgle pressure bleed',
		'heating does not work in the upper flats'
	],
	[
		'Bicycles block the entrance',
		'The fire service complained. Nobody knows whose half of them are.',
		'Tag each one with a date; what still has its tag after eight weeks goes to the workshop. Racks stand behind the house.',
		'bicycles block entrance tag racks',
		'abandoned bikes are in the way at the door'
	],
	[
		'Rubbish lies beside the bins',
		'Bags are torn open by foxes. The paper bin is full on the second day.',
		'A second paper bin, lids that close, and pictures on each of them in five languages.',
		'rubbish beside bins bags torn foxes',
		'trash everywhere around the containers'
	],
	[
		'Door bell rings in the wrong flat',
		'After the repair two wires were swapped. Guests wake the neighbour.',
		'The plan is in the cover of the panel. Swap wires four and five on the second floor and test with someone upstairs.',
		'door bell wrong flat wires swapped panel',
		'intercom calls my neighbour instead of me'
	],
	[
		'Stairwell light goes out while people are on the stairs',
		'It is on for forty seconds, which is too short for old people. One fell.',
		'Set the timer to three minutes and replace the switches by ones that glow.',
		'stairwell light goes out timer stairs',
		'it turns dark before you reach your landing'
	],
	[
		'Water comes through the garage ceiling',
		'It drips on cars after heavy rain. The joint above the ramp is open.',
		'Photograph where and when it drips, clean the channel of leaves, and have the joint cut out and filled in dry weather.',
		'water garage ceiling drips cars rain joint',
		'leak in the underground parking whenever there is a storm'
	],
	[
		'Tenants do not know whom to call at night',
		'The notice shows the number of a company that no longer exists.',
		'A new notice by the letter boxes and inside each meter cupboard; it is checked by a call every January.',
		'tenants whom to call night notice number',
		'residents lack an emergency contact after hours'
	],
	[
		'Craftsmen come unannounced',
		'They ring at seven and people are at work. Each job needs three attempts.',
		'Write to everybody concerned a week before with a window of two hours, and let them answer with a cross.',
		'craftsmen unannounced ring seven attempts',
		'repair workers show up without an appointment'
	],
	[
		'Moss makes the ramp slippery',
		'In autumn two people fell on the north side. Salt does not help.',
		'Scrub with hot water in September, glue on strips with grip, and cut the hedge so that the sun reaches it.',
		'moss ramp slippery autumn fell',
		'green growth on the path causes accidents when wet'
	]
);
