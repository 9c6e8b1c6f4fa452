import { pages } from './page.ts';

export default pages(
	[
		'Handover takes too long and people leave late',
		'The evening handover runs over by twenty minutes. Everybody reads from their own notes, and the same patient is discussed twice.',
		'Use one sheet with situation, background, assessment and recommendation for each bed. One nurse speaks at a time, questions come at the end.',
		'evening handover runs over twenty minutes',
		'shift change drags on and we never get home on time'
	],
	[
		'Residents fall at night on the way to the toilet',
		'Most falls happen between two and four. The corridor light is off and slippers have no grip.',
		'Offer the toilet at the last round, leave a night light on, put the call bell within reach and swap slippers for socks with grip.',
		'residents fall at night corridor light slippers',
		'old people slip when they get up in the dark to use the bathroom'
	],
	[
		'Medication round is interrupted again and again',
		'Phones, relatives and colleagues stop whoever gives the tablets. Doses were mixed up twice this month.',
		'Whoever does the round wears a red tabard and carries no phone. A second person takes all questions for that half hour.',
		'medication round interrupted phones relatives',
		'disturbed while handing out pills so mistakes are made'
	],
	[
		'Wound dressings run out over the weekend',
		'On Sunday the cupboard is empty and we borrow from the next ward. Nobody knows who orders.',
		'Count on Thursday, order before noon on Friday, and mark the shelf with the least number that must be there.',
		'dressings run out weekend cupboard empty',
		'no bandages left on Sunday because nobody reordered supplies'
	],
	[
		'Patients with dementia refuse to be washed',
		'They shout or hit when the water comes. It is worse with a stranger and in a cold bathroom.',
		'Warm the room, explain each step, begin with the hands, let them hold the flannel, and come back later rather than insist.',
		'patients dementia refuse washed shout hit',
		'confused lady becomes aggressive at bath time'
	],
	[
		'Pressure sores on the heels are noticed too late',
		'Heels are covered by socks and nobody looks. Two sores were already open when they were found.',
		'Look at both heels at every change of position, lift them off the mattress with a pillow, and draw what you see on the body chart.',
		'pressure sores heels noticed late socks',
		'bedridden man has a skin ulcer on his foot that no one spotted'
	],
	[
		'Relatives call the ward all morning for news',
		'The telephone rings every five minutes during the busiest hours and each caller gets a different answer.',
		'Agree with each family on one contact person and a time in the afternoon at which we ring them.',
		'relatives call ward telephone rings morning',
		'families keep phoning for updates and staff cannot work'
	],
	[
		'New staff cannot find the resuscitation trolley',
		'In the drill it took four minutes. The trolley had been moved behind the linen.',
		'It stands by the lift, always. A floor marking and a sign show its place, and each newcomer fetches it once in the first week.',
		'resuscitation trolley moved behind linen drill',
		'emergency equipment was not where the newcomer looked for it'
	],
	[
		'Fluid charts are filled in at the end of the shift from memory',
		'The numbers are round and do not add up. Dehydration was missed in the heat.',
		'Hang the chart at the bed with a pen on a string and write down each glass when it is taken away.',
		'fluid charts filled in memory end of shift',
		'drinking records are guessed afterwards and nobody saw they were dried out'
	],
	[
		'Hearing aids get lost in the laundry',
		'Aids are left in pockets and pillow cases. Three were washed this year and each costs hundreds.',
		'A box with the name stands on every bedside table; aids go in it at night, and whoever strips the bed shakes out the pillow case.',
		'hearing aids lost laundry pillow cases',
		'expensive ear device went into the washing machine with the sheets'
	]
);
