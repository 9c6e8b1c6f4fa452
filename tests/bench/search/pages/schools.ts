import { pages } from './page.ts';

export default pages(
	[
		'Pupils are on their phones during lessons',
		'Each confiscation ends in a quarrel, and every teacher does it differently.',
		'Phones go in a pocket on the wall by the door, in every room alike, and come back with the bell.',
		'pupils phones lessons confiscation pocket wall',
		'kids keep texting in class and teachers handle it inconsistently'
	],
	[
		'A girl is bullied in the class chat',
		'Pictures of her were passed around at the weekend. She has not come to school since.',
		'Listen to her first, save the pictures as evidence, speak to each of those who took part alone, and meet again after a week.',
		'girl bullied class chat pictures',
		'classmates harass and humiliate a student online'
	],
	[
		'Parents do not come to the evening meetings',
		'Nine of twenty-eight came. Those whom we needed most work at that hour.',
		'Two times to choose from, children may come along, and a call instead of a letter to those who have never come.',
		'parents do not come evening meetings',
		'low attendance of mums and dads at information nights'
	],
	[
		'The school bus is overcrowded and children stand',
		'Fifty-eight for forty seats since the other village was added. One fell when it braked.',
		'The second bus drives at the later bell, and a list is kept of who is meant to be on which.',
		'school bus overcrowded children stand seats',
		'not enough room for all the youngsters on the ride home'
	],
	[
		'Substitute teachers find no plan',
		'When somebody is ill the class draws pictures for two hours.',
		'A folder for each class with three lessons that always fit, filled again at the start of the term.',
		'substitute teachers no plan ill class folder',
		'when staff are off sick the stand-in does not know what to teach'
	],
	[
		'Pupils come to school without breakfast',
		'By the third lesson they cannot sit still, and some steal bread.',
		'Porridge and fruit from half past seven for everybody, so that nobody has to say that they need it.',
		'pupils school without breakfast porridge fruit',
		'hungry children cannot concentrate in the morning'
	],
	[
		'The exam leaked before the day',
		'A photograph of the paper was in the group the evening before, taken in the copy room.',
		'Copies are made on the morning by two people, and a second version lies ready in the safe.',
		'exam leaked photograph copy room',
		'students knew the test questions in advance'
	],
	[
		'Newcomers who do not speak the language sit silent at the back',
		'Two brothers from Syria said nothing for three months, and were given pictures to colour.',
		'A partner for each who sits beside, words of the subject in both languages, and mathematics first, where they are strong.',
		'newcomers do not speak language silent back partner',
		'refugee kids are isolated and do not take part in lessons'
	]
);
