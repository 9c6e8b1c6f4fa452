import { pages } from './page.ts';

export default pages(
	[
		'Calves get diarrhoea in the second week',
		'Every spring six or seven fall ill within days of each other. Two died last March.',
		'Colostrum within two hours, own hutches that are limed between two animals, and buckets that are not shared.',
		'calves diarrhoea second week spring colostrum',
		'young cattle keep getting sick to the stomach soon after birth'
	],
	[
		'Wild boar dig up the maize at night',
		'A single night cost half a hectare. The fence along the wood has gaps where the ground is hollow.',
		'Two electric wires at twenty and forty centimetres, checked every evening from the milk stage on, and a strip mown free along the wood.',
		'wild boar dig maize night fence',
		'pigs from the forest destroy our corn crop'
	],
	[
		'Seasonal workers leave in the middle of the harvest',
		'In the third week five went to another farm which pays by the crate. The strawberries rotted.',
		'Say the wage and the hours in their language before they travel, pay weekly, and give a bonus for the last week.',
		'seasonal workers leave middle harvest strawberries',
		'pickers quit before all the fruit is gathered'
	],
	[
		'The tractor will not start on frosty mornings',
		'The battery is flat after a week of standing, and diesel turns to jelly below minus ten.',
		'Winter diesel from November, a charger on the battery, and the block heater on a timer from four.',
		'tractor will not start frosty battery diesel',
		'engine is dead when it is freezing cold outside'
	],
	[
		'Spray drifts onto the neighbour’s organic field',
		'The wind turned at noon. His salad could not be sold, and he wants to be paid.',
		'No spraying above three metres a second, nozzles against drift, and a message to the neighbour the evening before.',
		'spray drifts neighbour organic field wind nozzles',
		'pesticide was blown over to the bio farmer next door and he demands compensation'
	],
	[
		'Grain gets mouldy in the silo',
		'The middle was at seventeen percent moisture and nobody had measured there. Forty tonnes were refused.',
		'Measure at three depths, blow cold air through in the first two weeks, and turn it once before Christmas.',
		'grain mouldy silo moisture refused',
		'our stored wheat went bad because it was too damp inside'
	],
	[
		'Hens peck each other bloody',
		'It began when the light was made stronger. Feathers are gone on the backs of a third.',
		'Dim the light, hang up bales of straw and blocks to peck at, and take out those that began it.',
		'hens peck bloody feathers light',
		'chickens attack and injure one another in the coop'
	],
	[
		'Paperwork for the subsidies is late every May',
		'The areas on the map do not agree with what was sown, and each year somebody sits up the last night.',
		'Note each field on the day it is sown, on the phone, and go through the map in March with the adviser.',
		'paperwork subsidies late map areas sown',
		'we always miss the deadline for the government grant application forms'
	]
);
