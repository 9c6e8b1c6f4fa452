import type { Action, LaneId, Method, MethodId, PhaseId, Sees } from '../method.ts';

const lane = (id: string): LaneId => id as LaneId;
const phase = (id: string): PhaseId => id as PhaseId;

/** Nothing is hidden. */
const OPEN: Sees = { others: 'text', authors: 'always', tallies: 'none' };
const WRITE_TOGETHER: readonly Action[] = ['create', 'editOwn', 'editAny', 'deleteOwn', 'deleteAny', 'move'];
/** A facilitator tidies up; members arrange, and change only their own words. */
const ARRANGE = {
	facilitator: ['create', 'editOwn', 'editAny', 'deleteOwn', 'deleteAny', 'move', 'group'],
	member: ['editOwn', 'deleteOwn', 'move', 'group']
} as const;

/**
 * Prompts are read both under the engine and on an open board, so they tell what to do and promise no privacy: what
 * is hidden, and from whom, is said by whoever hides it.
 */
export const solveAProblem: Method = {
	id: 'solve-a-problem' as MethodId,
	version: 1,
	title: 'Solve a problem',
	purpose:
		'Take one problem from a sentence to causes, ideas, a decision and dated actions, with everybody heard.',
	minutes: 60,
	people: { min: 2, max: 30 },
	lanes: [
		{
			id: lane('facts'),
			title: 'Facts',
			prompt:
				'What happened, where, how often, and whom does it touch? One fact to a card; leave the reasons for the next lane.',
			phases: [phase('define')]
		},
		{
			id: lane('causes'),
			title: 'Causes',
			prompt:
				'Why does this happen? Take each answer and ask “why?” again, until you reach something that you could change.',
			phases: [phase('causes')]
		},
		{
			id: lane('ideas'),
			title: 'Ideas',
			prompt: 'What could we try? One idea to a card; half-finished ones are welcome.',
			phases: [phase('ideas'), phase('reveal'), phase('dots'), phase('impact')]
		},
		{
			id: lane('decision'),
			title: 'Decision',
			prompt:
				'What will we do, and why this? Move the ideas that you chose here, and note what you decided against.',
			phases: [phase('decide'), phase('write-up')]
		},
		{
			id: lane('actions'),
			title: 'Actions',
			prompt:
				'Who does what, and by when? Begin with a name and a date: “Amina calls the supplier by 12 May.”',
			phases: [phase('actions')]
		}
	],
	phases: [
		{
			id: phase('define'),
			title: 'Define the problem',
			kind: 'write',
			prompt:
				'Write the problem as one sentence that everybody here can agree to, without naming a cause or a culprit.',
			minutes: 5,
			onEnd: 'ask',
			can: { facilitator: WRITE_TOGETHER, member: WRITE_TOGETHER },
			sees: OPEN,
			reveal: 'manual',
			output: { pageSection: 'problem' }
		},
		{
			id: phase('causes'),
			title: 'Find the causes',
			kind: 'discuss',
			prompt:
				'Why does it happen? Ask “why?” of each answer, up to five times, and give each cause a card of its own.',
			minutes: 10,
			onEnd: 'ask',
			can: { facilitator: WRITE_TOGETHER, member: WRITE_TOGETHER },
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('define'), filter: 'all' },
			output: { pageSection: 'causes' }
		},
		{
			id: phase('ideas'),
			title: 'Ideas, each alone',
			kind: 'write',
			prompt: 'In silence, write down everything that might help, one idea to a card. Do not weigh them yet.',
			minutes: 6,
			onEnd: 'extend',
			can: { facilitator: ['create', 'editOwn', 'deleteOwn'], member: ['create', 'editOwn', 'deleteOwn'] },
			sees: { others: 'count', authors: 'onReveal', tallies: 'none' },
			reveal: 'manual',
			input: { from: phase('causes'), filter: 'all' }
		},
		{
			id: phase('reveal'),
			title: 'Read and group',
			kind: 'group',
			prompt:
				'Read all the ideas first. Then move together those that belong together, and ask about what is unclear.',
			minutes: 8,
			onEnd: 'ask',
			can: ARRANGE,
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('ideas'), filter: 'all' }
		},
		{
			id: phase('dots'),
			title: 'Three dots each',
			kind: 'vote',
			prompt:
				'Which ideas would you put your own time into? You have three dots; more than one may go to the same idea.',
			minutes: 3,
			onEnd: 'ask',
			can: { facilitator: ['vote'], member: ['vote'] },
			sees: { others: 'text', authors: 'always', tallies: 'afterClose' },
			reveal: 'end',
			vote: { type: 'dot', budget: 3, secret: true, minVoters: 3 },
			input: { from: phase('reveal'), filter: 'all' },
			output: { pageSection: 'optionsNotTaken' }
		},
		{
			id: phase('impact'),
			title: 'Impact and effort',
			kind: 'vote',
			prompt: 'For each of the leading ideas: how much would it change, and how much work would it be?',
			minutes: 6,
			onEnd: 'ask',
			can: { facilitator: ['vote'], member: ['vote'] },
			sees: { others: 'text', authors: 'always', tallies: 'afterClose' },
			reveal: 'end',
			vote: { type: 'impactEffort', budget: 5, secret: false, minVoters: 1 },
			input: { from: phase('dots'), filter: 'topN' }
		},
		{
			id: phase('decide'),
			title: 'Decide',
			kind: 'decide',
			prompt:
				'What will we do, and why? Say it so that somebody who is not here today understands the reason.',
			minutes: 8,
			onEnd: 'ask',
			can: { facilitator: WRITE_TOGETHER, member: WRITE_TOGETHER },
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('impact'), filter: 'topN' },
			output: { pageSection: 'decision' }
		},
		{
			id: phase('actions'),
			title: 'Agree on actions',
			kind: 'act',
			prompt: 'Who does what, by when? Nobody is given a task who is not here to say yes.',
			minutes: 5,
			onEnd: 'ask',
			can: { facilitator: WRITE_TOGETHER, member: WRITE_TOGETHER },
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('decide'), filter: 'all' },
			output: { pageSection: 'actions' }
		},
		{
			id: phase('write-up'),
			title: 'Write it up',
			kind: 'draft',
			prompt: 'Write it down once and for all: what would the next people with this problem need to know?',
			minutes: 9,
			onEnd: 'ask',
			can: { facilitator: WRITE_TOGETHER, member: WRITE_TOGETHER },
			sees: OPEN,
			reveal: 'manual',
			input: { from: phase('decide'), filter: 'all' },
			output: { pageSection: 'whatToDo' }
		}
	]
};
