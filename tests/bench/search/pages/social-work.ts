import { pages } from './page.ts';

export default pages(
	[
		'Clients have to tell their story again to each new worker',
		'The third one in a year asked a mother how her husband had died. She did not come back.',
		'Two pages which she has read herself go along, and the old and the new worker visit once together.',
		'clients tell story again each new worker',
		'families must repeat their painful history whenever the caseworker changes'
	],
	[
		'Nobody dares to visit one household alone',
		'The man has shouted through the door with a knife in his hand.',
		'Two go together and by day, one stands towards the door, and a call at a set time; if it does not come, the police are called.',
		'nobody dares visit household alone knife',
		'home visits where staff feel threatened by violence'
	],
	[
		'Young people leave care at eighteen and end on the street',
		'Three of nine had no flat a year later. The plan was begun a month before the birthday.',
		'Begin at sixteen, one person who stays until twenty-one, and two rooms which are kept for those who must come back.',
		'young people leave care eighteen street flat',
		'teenagers become homeless when they are too old for the children’s home'
	],
	[
		'Forms for benefits are refused for small mistakes',
		'A missing date costs a family six weeks without money.',
		'A table in the office every Tuesday where forms are read before they are sent, and a copy with a stamp.',
		'forms benefits refused small mistakes missing date',
		'welfare applications get rejected due to minor errors and people have nothing to live on'
	],
	[
		'The food bank runs out before the last are served',
		'Those who work come after five and find potatoes and nothing else.',
		'Numbers are drawn, every fourth bag is kept for the evening, and a second hour for those with work.',
		'food bank runs out last served evening',
		'not enough groceries left for poor people who arrive late'
	],
	[
		'An old man does not open the door any more',
		'The neighbours smell something. He has refused help for two years.',
		'Come at the same hour each week with a newspaper, ask for nothing, and agree with the doctor when it is time to go in.',
		'old man does not open door refused help',
		'elderly hoarder isolates himself and declines any assistance'
	],
	[
		'Helpers burn out after a year',
		'Half of the team was ill in autumn, and the best two have given notice.',
		'No more than eighteen cases, an hour with somebody from outside every two weeks, and no telephone after six.',
		'helpers burn out year team ill cases',
		'social workers are exhausted by stress and resign'
	],
	[
		'Two agencies visit the same family and neither knows',
		'The school’s worker and ours gave opposite advice about the boy.',
		'With their consent, one list of who is there, one who leads, and a half hour together each month.',
		'two agencies visit same family neither knows advice',
		'lack of coordination between services, so parents get contradictory recommendations'
	]
);
