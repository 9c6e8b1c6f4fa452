import {
	createId,
	type BallotId,
	type BoardId,
	type GroupId,
	type HarvestId,
	type IdentityId,
	type RoundId
} from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import { wentTo } from '#model/problem/course.ts';
import type { PhaseId, PhaseRules } from '#model/problem/method.ts';
import { rulesOf, stepOf, type Run } from '#model/problem/run.ts';
import { roundBefore } from '#model/problem/course.ts';
import type { NewGroup } from '#model/session/commands/rounds.ts';
import { phasePlan, roundOf, type PhasePlan } from '#model/session/phase-groups.ts';
import type { BoardSession } from '../board-session.ts';
import { groupNames, type Naming } from './group-names.ts';
import type { NextThing } from './next-thing.ts';

/** How a facilitator takes a run on; each is one press, whatever it takes. */
export interface Steering {
	readonly session: BoardSession;
	readonly run: Run;
	/** What people choose among in a phase whose groups are by topics; none in others. */
	readonly topics: (phase: PhaseRules) => readonly string[];
	/** What the method calls a phase. */
	readonly titleOf: (phase: PhaseId) => string;
	/** What a vote of the phase of now would be on. */
	readonly items: readonly CardId[];
	/** Whether those who facilitate are in groups, too. */
	readonly takesPart: boolean;
}

/** Who is to be in groups: members who are here, and who facilitates if they take part. */
export function peopleFor({ session, takesPart }: Pick<Steering, 'session' | 'takesPart'>): IdentityId[] {
	return session.people
		.filter(({ isHere, role }) => isHere && (role === 'member' || takesPart))
		.map(({ id }) => id);
}

/** To the next phase, or to the end. A phase with groups of its own begins with them. */
export function goOn(steering: Steering, phase: PhaseId | null): Promise<boolean> {
	const { session, run } = steering;
	const people = peopleFor(steering);
	const entered = phase === null ? null : wentTo(run, phase, session.now);
	const plan = entered && phasePlan(session.ground, entered, people.length);
	if (phase === null || plan === null || people.length === 0)
		return session.give({ type: 'go-to-phase', board: run.board, phase, from: run.current });
	return planGroups(steering, plan, { phase, from: run.current });
}

/** Makes the groups of the phase of now, or of the one that is entered, and begins them; those who choose theirs are asked. */
export async function planGroups(
	{ session, run, topics, titleOf, takesPart }: Steering,
	plan: PhasePlan,
	enters?: { readonly phase: PhaseId; readonly from: PhaseId | null },
	opens = true
): Promise<boolean> {
	const rules = rulesOf(run, enters?.phase ?? run.current);
	const chooses = plan.make === 'new' && plan.place === 'choosing';
	const phase = rules === null ? '' : titleOf(rules.id);
	const round = createId<RoundId>();
	const planned = await session.give({
		type: 'plan-phase-round',
		board: run.board,
		round,
		title: phase,
		groups: newGroups({
			plan,
			size: rules?.groups?.size ?? 0,
			topics: rules === null ? [] : topics(rules),
			of: rules !== null && goesOnWithBoards(run, rules) ? titleOfBoard(session, run) : phase,
			taken: session.ground.boards.map((board) => board.title)
		}),
		people: peopleFor({ session, takesPart }),
		seed: Math.floor(Math.random() * 2 ** 31),
		...(enters !== undefined && { enters }),
		...(opens && !chooses && { opens: true })
	});
	return planned && chooses ? session.give({ type: 'open-choosing', round }) : planned;
}

/** Whether the next groups go on with these boards: then they are not one phase's. */
function goesOnWithBoards({ phases }: Run, { id }: PhaseRules): boolean {
	const later = phases.slice(phases.findIndex((rules) => rules.id === id) + 1);
	const next = later.find(({ groups }) => groups !== undefined);
	return next !== undefined && next.groups?.rotate !== 'double';
}

function titleOfBoard({ ground }: BoardSession, { board }: Run): string {
	return ground.boards.find(({ id }) => id === board)?.title ?? '';
}

/** As many as the plan has, with boards where they are new. */
function newGroups(naming: Naming): NewGroup[] {
	return groupNames(naming).map(({ name, board: title }) => {
		const board = { id: createId<BoardId>(), kind: 'problem', title, like: null } as const;
		return { id: createId<GroupId>(), name, board: naming.plan.make === 'rotated' ? null : board };
	});
}

/** Does what has to be done before going on. */
export async function act(steering: Steering, thing: NextThing): Promise<void> {
	const { session, run, items } = steering;
	const { board } = run;
	switch (thing.do) {
		case 'reveal':
			return void (await session.give({ type: 'reveal', board, phase: thing.phase }));
		case 'open-vote':
			return void (await session.give({ type: 'open-ballot', board, ballot: createId<BallotId>(), items }));
		case 'close-vote':
			return void (await session.give({ type: 'close-ballot', board, ballot: thing.ballot }));
		case 'plan-groups':
			return void (await planGroups(steering, thing.plan));
		case 'open-groups':
			return void (await open(steering, thing.round));
		case 'begin-chosen': {
			const how = { by: 'choice', seed: Math.floor(Math.random() * 2 ** 31) } as const;
			const members = peopleFor(steering);
			if (await session.give({ type: 'assign', round: thing.round, members, how }))
				await open(steering, thing.round);
			return;
		}
		case 'reopen-groups':
			return void (await session.give({ type: 'reopen-round', round: thing.round }));
		case 'bring':
			return bring(steering, thing);
		case 'wait-for-bring':
		case 'nothing':
	}
}

/** Opens planned groups; what was written alone for them comes to their boards. */
async function open({ session, run }: Steering, round: RoundId): Promise<void> {
	const opened = await session.give({ type: 'open-round', round, lengthMs: null, then: 'ask' });
	const from = rulesOf(run, run.current)?.input?.from;
	if (!opened || from === undefined || stepOf(run, from)?.hiding.at !== 'hidden') return;
	await session.give({ type: 'reveal', board: run.board, phase: from });
}

async function bring({ session, run }: Steering, thing: Extract<NextThing, { do: 'bring' }>): Promise<void> {
	const { round, lanes } = thing;
	if (thing.isUnderWay && !(await session.give({ type: 'close-round', round }))) return;
	const take = lanes.length === 0 ? ({ of: 'all' } as const) : ({ of: 'lanes', lanes } as const);
	await session.give({ type: 'harvest', harvest: createId<HarvestId>(), round, into: run.board, take });
}

/** Whether those who facilitate were in the groups that the next ones follow from; without any, where members alone are too few. */
export function usuallyTakesPart(session: BoardSession, run: Run, least: number): boolean {
	const before =
		run.current === null
			? null
			: roundOf(session.ground, stepOf(run, run.current)?.round ?? roundBefore(run, run.current));
	const facilitators = session.people.filter(({ role }) => role === 'facilitator');
	if (before !== null)
		return facilitators.some(({ id }) => before.groups.some(({ members }) => members.includes(id)));
	return session.people.filter(({ isHere, role }) => isHere && role === 'member').length < least;
}
