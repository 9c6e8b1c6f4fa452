import { pages } from './page.ts';

export default pages(
	[
		'The till does not balance in the evening',
		'We are short by twenty to fifty euros, mostly on days with changing staff.',
		'One drawer for each person, count it at handover, and write down each void with the reason.',
		'till does not balance short drawer evening',
		'cash is missing when we close the register'
	],
	[
		'Card payments fail at noon',
		'The terminal says no connection. Customers walk out.',
		'Plug the terminal into the cable instead of the wireless net, restart it before eleven, and keep the second one with a telephone card charged.',
		'card payments fail terminal no connection',
		'people cannot pay by credit card at lunchtime'
	],
	[
		'Milk goes out of date on the shelf',
		'New cartons are put in front, and each week twenty are thrown away.',
		'Fill from behind, mark what has three days left with a yellow dot and sell it at half price.',
		'milk out of date shelf cartons thrown',
		'expired dairy because stock is not rotated'
	],
	[
		'Shoplifting at the corner without a view',
		'Cosmetics worth three hundred a month are gone.',
		'Small things move to the till, a mirror hangs in the corner, and each customer is greeted there. We follow nobody into the street.',
		'shoplifting corner cosmetics mirror',
		'goods are stolen where the cashier cannot see'
	],
	[
		'Customers return worn clothes',
		'Dresses come back on Mondays with perfume on them.',
		'The label is sewn on the outside, and without it there is no money back. Be friendly and show the sign.',
		'customers return worn clothes label',
		'shoppers bring back used garments and want a refund'
	],
	[
		'Long queue on Saturday',
		'One till for sixty people; some leave their baskets standing.',
		'When the fifth person stands in line, ring the bell: whoever fills shelves opens the second till. Weigh fruit at the shelf.',
		'long queue saturday till baskets',
		'clients wait ages to be served at weekends'
	],
	[
		'Prices on the shelf and at the till differ',
		'On Mondays after the change of offers people complain about each third article.',
		'Print labels on Sunday evening, let two people check forty articles with the scanner, and honour the lower price without discussion.',
		'prices shelf till differ offers labels',
		'wrong amount charged compared with the tag'
	],
	[
		'Deliveries arrive incomplete',
		'Boxes are missing and the driver has left before we count.',
		'Count pallets together with the driver, write what is missing on both copies, and send a photograph to the supplier within an hour.',
		'deliveries incomplete boxes missing driver count',
		'supplier sends less than we ordered'
	],
	[
		'Nobody wants to work on Saturday evening',
		'The plan is changed five times and in the end the boss stands there.',
		'A fixed turn for half a year that everybody knows, swaps only among each other and written down, and ten percent more for that shift.',
		'nobody wants work saturday evening plan swaps',
		'hard to fill unpopular weekend shifts'
	],
	[
		'The freezer alarm rings at night and is ignored',
		'The neighbours called us. Ice cream for a thousand euros had melted.',
		'The alarm sends a message to three people, and whoever answers drives there. Dry ice is at the petrol station.',
		'freezer alarm rings night ignored ice cream melted',
		'frozen stock thawed because nobody reacted to the warning'
	]
);
