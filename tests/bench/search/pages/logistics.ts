import { pages } from './page.ts';

export default pages(
	[
		'Lorries queue at the ramp on Monday morning',
		'Twelve come at six and there are three gates. Drivers wait two hours and leave in anger.',
		'Slots of half an hour which are booked by the carrier, and two gates which open at five.',
		'lorries queue ramp monday gates drivers',
		'trucks stand around for hours before they can be unloaded'
	],
	[
		'Pallets arrive broken and the freight is crushed',
		'The lower boxes cannot carry what is stacked above. We pay for one in forty.',
		'Heavy below, edges of cardboard, no more than one metre sixty, and a picture before the door is closed.',
		'pallets broken freight crushed boxes stacked',
		'goods are damaged in transport because of poor packing'
	],
	[
		'Stock in the computer differs from the shelf',
		'Goods that were sent back are put away before they are booked. Pickers stand before an empty place.',
		'Count fifty places each day, and returns stay in the cage until they are scanned.',
		'stock computer differs shelf returns booked',
		'inventory numbers in the system are wrong and items cannot be found'
	],
	[
		'Parcels are left in the rain',
		'Customers send pictures of soaked cardboard at the garden gate.',
		'The driver’s device asks where it was put, and whoever names a shed or a neighbour gets it there.',
		'parcels left rain customers soaked cardboard',
		'packages get wet when delivered to a doorstep with nobody home'
	],
	[
		'Forklifts and people cross at the corner of hall two',
		'There were three near misses this year and one broken ankle.',
		'A mirror, a line that nobody on foot may step over, and a lamp that shines on the floor before the truck comes.',
		'forklifts people cross corner hall near misses ankle',
		'a pedestrian was almost run over in the warehouse'
	],
	[
		'Customs holds the containers for missing papers',
		'The weight on the invoice and on the packing list were not the same, and storage costs eighty a day.',
		'One person checks the three papers against each other before the ship leaves, and the broker gets them a week earlier.',
		'customs holds containers missing papers invoice weight',
		'shipment stuck at the border as documents do not match'
	],
	[
		'Drivers exceed their hours before Christmas',
		'Tours were planned without the loading. The inspectors found eleven cases.',
		'Plan with fifty minutes at each stop, swap drivers halfway, and refuse orders after the tenth.',
		'drivers exceed hours christmas tours inspectors',
		'we were fined because truckers had no rest and worked too long in the holiday season'
	],
	[
		'The cold chain breaks at the transfer',
		'Cheese stood on the yard for ninety minutes, since the other lorry was late.',
		'A cold room for what waits, a logger in each load, and no unloading before the other is there.',
		'cold chain breaks transfer cheese lorry',
		'chilled food gets warm when reloaded between vehicles'
	]
);
