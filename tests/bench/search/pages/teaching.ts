import { pages } from './page.ts';

export default pages(
	[
		'Pupils come late after the break',
		'The first ten minutes of the lesson are lost. The bell cannot be heard on the field.',
		'Start with a task on the board that counts, ask two pupils to ring a hand bell on the field, and talk with those who are late every day.',
		'pupils late after break bell field lesson',
		'kids are never back in class on time following recess'
	],
	[
		'Homework is copied from each other',
		'Whole paragraphs are the same in six notebooks, and in the test nobody can do it.',
		'Give tasks with different numbers, let pupils explain one step aloud, and mark the way instead of the answer.',
		'homework copied same paragraphs notebooks test',
		'children cheat on their assignments'
	],
	[
		'One child is left out in group work',
		'Groups form among friends and the same girl sits alone. She says that she is ill on such days.',
		'Draw groups by lot, give each member a part without which the others cannot finish, and change places every three weeks.',
		'child left out group work sits alone',
		'pupil is excluded by classmates whenever they form teams'
	],
	[
		'Parents do not come to the evening',
		'Of twenty-eight invited six came, and it was those whose children do well.',
		'Offer an hour in the afternoon and one online, send the invitation in the languages of the families, and let children show their work.',
		'parents do not come evening invitation languages',
		'low attendance of families at our school meeting'
	],
	[
		'Projector does not show the laptop',
		'Ten minutes go by with cables. The adapter has walked away again.',
		'The adapter is screwed to the desk. Press the source key twice and choose the second input; if it stays blue, restart the laptop with the cable in.',
		'projector laptop cables adapter input blue',
		'nothing appears on the screen when the teacher plugs in her computer'
	],
	[
		'The class is noisy and the quiet ones say nothing',
		'Whoever shouts first is heard. Hands are ignored and half the class never speaks.',
		'Think alone for a minute, talk in pairs, then draw names. A thermometer on the wall shows how loud it may be.',
		'class noisy quiet ones say nothing hands',
		'loud students dominate and shy ones do not take part'
	],
	[
		'Phones under the table',
		'Messages fly during the lesson and two films of a teacher were put online.',
		'Phones sleep in a numbered pocket by the door from the first minute; whoever needs theirs asks. The rule is the same in all rooms.',
		'phones under table messages lesson pocket',
		'mobile devices distract teenagers in class'
	],
	[
		'Substitute teachers find no plan',
		'When somebody is ill the class watches a film. Nobody can find what was to be done.',
		'In the red folder of each room lie two lessons that always work, the seating plan and the names of two reliable pupils.',
		'substitute teachers no plan ill red folder',
		'colleague off sick and the stand-in had no idea what to do'
	],
	[
		'Pupils who arrived without the language do not understand the tasks',
		'They copy the board and nod. In mathematics they could do it, but the text is too hard.',
		'Put pictures beside the words, let them answer in their own language first, and pair them with someone who speaks it.',
		'pupils arrived without language understand tasks pictures',
		'newcomer refugees cannot follow because of poor vocabulary'
	],
	[
		'Marking takes all weekend',
		'Four classes of thirty essays, and the comments are not read.',
		'Mark one thing per essay and tell the class beforehand which. Pupils check each other with a list, and we read a sample.',
		'marking essays weekend comments not read',
		'grading papers eats up my free time'
	]
);
