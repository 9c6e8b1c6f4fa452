import { pages } from './page.ts';

export default pages(
	[
		'Children cry when their parents leave',
		'The first half hour is the hardest, and parents come back in when they hear it.',
		'A short goodbye that is always the same, a thing from home in the pocket, and a photograph to the parents after ten minutes.',
		'children cry parents leave goodbye',
		'toddler upset at drop-off in the morning'
	],
	[
		'Biting in the toddler group',
		'One boy bites when it gets tight at the sand pit. Parents are angry at each other.',
		'Note when and where, take him out before it gets tight, comfort the one who was bitten first, and name nobody to the parents.',
		'biting toddler group parents angry sand pit',
		'little one hurts others with his teeth'
	],
	[
		'Parents fetch their children too late',
		'Twice a week somebody stays until half past six. Staff cannot leave.',
		'A call after five minutes, a sheet to sign, and from the third time on a talk about what hours the family needs.',
		'parents fetch children late staff cannot leave',
		'mum arrives after closing time again and again to collect her son'
	],
	[
		'Nobody eats the vegetables',
		'Everything green goes back. New dishes are refused unseen.',
		'Let them cut and serve it themselves, put raw sticks on the table before the meal, and offer the same dish eight times without a word.',
		'nobody eats vegetables green refused',
		'picky eaters reject healthy lunch'
	],
	[
		'Lice go round for weeks',
		'As soon as one is clean the next has them. Not all families treat on the same day.',
		'Inform all on the same day in their language, treat on one evening and again after nine days, and check with a wet comb at the door.',
		'lice go round treat families comb',
		'head bugs keep coming back in our group'
	],
	[
		'Naps end in chaos',
		'Some sleep, others run through. It is too bright and the lorries ring their bells.',
		'Two rooms: one dark with a story on tape, one for quiet play from the twentieth minute on.',
		'naps chaos sleep bright quiet play',
		'rest time after lunch does not calm them down'
	],
	[
		'Medicine is given without a paper',
		'A grandmother brought drops and somebody gave them. The dose was wrong.',
		'No drops, tablets or creams without the form from the doctor, which hangs inside the cupboard with the photograph of the child.',
		'medicine given without paper drops dose form',
		'unauthorised treatment by carers on request of relatives'
	],
	[
		'Children run into the street at the gate',
		'When several families come at once the gate stands open.',
		'A second gate two metres behind, a handle at the height of adults, and one of us there from three to half past four.',
		'children run street gate open',
		'danger from traffic when kids escape at pick-up'
	],
	[
		'The staff are ill all winter',
		'In February five of nine were off. Those who were there could not keep the ratio.',
		'A pool of three people from the neighbouring houses, a plan of which groups are joined, and fresh air each hour.',
		'staff ill winter february ratio pool',
		'flu season leaves us short of educators'
	],
	[
		'Toys are broken on purpose',
		'Two older boys smash things on Friday afternoons.',
		'Fewer toys and more wood, a repair bench where they mend with us, and the gymnasium on Fridays.',
		'toys broken on purpose older boys',
		'kids wreck the play things deliberately'
	]
);
