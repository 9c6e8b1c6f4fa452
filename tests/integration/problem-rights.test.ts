import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createId, type BoardId, type GroupId, type LinkId, type RoundId } from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import {
	ACTIONS,
	rulesOfMethod,
	SEATS,
	type Action,
	type Method,
	type PhaseRules,
	type Seat
} from '#model/problem/method.ts';
import { METHODS } from '#model/problem/methods/registry.ts';
import { phasePlan } from '#model/session/phase-groups.ts';
import type { CastAnswer, SheetAnswer } from '#protocol/session.ts';
import { encodeUpdate } from '#protocol/sync.ts';
import { HttpClient } from '../support/client.ts';
import type { RawClient } from '../support/raw-client.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import { SessionRoom, type Participant } from '../support/session-room.ts';
import { waitFor } from '../support/wait-for.ts';

/*
 * Whatever a browser may show: in each phase of each method, raw clients in each seat try to write on the board of all, on a
 * sheet of their own, and to vote. What should come of it is read off the method's data here, not asked of the engine.
 */

let server: LocalServer;
let room: SessionRoom;
const people = {} as Record<Seat, Participant>;
beforeAll(async () => {
	server = await startServer({ JOIN_RATE: '1000000' });
});
afterAll(() => server.close());
// Anew for each method: there are limits to what one person may ask for.
beforeEach(async () => {
	room = await SessionRoom.open(server.origin);
	const link = await room.fay.tab.give({ type: 'add-link', link: createId<LinkId>(), role: 'viewer' });
	const viewer = new HttpClient(server.origin);
	await viewer.join(room.code, 'Vic', link.ok ? link.secret : undefined);
	people.facilitator = room.fay;
	people.member = await room.join(server.origin, 'Mia');
	const viewersTab = await room.tab(viewer);
	people.viewer = { id: viewersTab.all('welcome')[0]!.me.id, http: viewer, tab: viewersTab };
	people.holder = await room.join(server.origin, 'Hal');
});
afterEach(() => room.close());

/** What each action is done with. One that is new does not compile until it is said here. */
const DONE_BY = {
	create: 'writing one’s own',
	editOwn: 'writing one’s own',
	deleteOwn: 'writing one’s own',
	editAny: 'changing everybody’s',
	deleteAny: 'changing everybody’s',
	move: 'changing everybody’s',
	group: 'changing everybody’s',
	vote: 'voting'
} as const satisfies { readonly [A in Action]: string };

/** Whose case it is somebody in a phase of the whole group; in groups it is the hosts', each in their own. */
const hasHolder = ({ can, groups }: PhaseRules): boolean => can.holder !== undefined && groups === undefined;

function actions(rules: PhaseRules, seat: Seat, isHost = false): readonly Action[] {
	const holds = isHost ? rules.can.holder !== undefined : hasHolder(rules);
	return rules.can[seat === 'holder' && !holds ? 'member' : seat] ?? [];
}

const isAlone = ({ sees, can }: PhaseRules): boolean =>
	sees.others !== 'text' && Object.values(can).some((all) => all.includes('create'));

function mayOnBoard(rules: PhaseRules, seat: Seat, isHost = false): boolean {
	return actions(rules, seat, isHost).some((action) => {
		const by = DONE_BY[action];
		return by === 'changing everybody’s' || (by === 'writing one’s own' && !isAlone(rules));
	});
}

/** Whether an update was taken: acknowledged, and not refused. */
async function takes(client: RawClient): Promise<boolean> {
	const doc = new Y.Doc();
	doc.getArray('words').push(['word']);
	client.send(encodeUpdate(Y.encodeStateAsUpdate(doc)));
	await waitFor(
		() => client.acknowledged > 0 || client.all('permission-denied').length > 0 || client.closeCode !== null,
		'an acknowledgement or a refusal'
	);
	client.socket.terminate();
	return client.acknowledged > 0;
}

async function writesSheet(seat: Seat, board: BoardId): Promise<string> {
	const { tab, http } = people[seat];
	const answer = (await tab.socket.timeout(20_000).emitWithAck('my-sheet', board)) as SheetAnswer;
	if (!answer.ok) return answer.refusal;
	return (await takes(await room.sync(http, answer.document as string as BoardId))) ? 'taken' : 'refused';
}

/** Puts all but the onlooker into one group, whose host is the holder; its board. */
async function inOneGroup(board: BoardId): Promise<BoardId> {
	const { session } = await room.fay.http.session(room.id);
	const run = session.runs.find((found) => found.board === board)!;
	const three = [people.facilitator.id, people.member.id, people.holder.id];
	const plan = phasePlan(session, run, three.length);
	// `null`: those of before go on.
	if (plan !== null) {
		const own = { id: createId<BoardId>(), kind: 'problem', title: 'Ours', like: null } as const;
		const group = { id: createId<GroupId>(), name: 'Us', board: plan.make === 'rotated' ? null : own };
		await room.give({
			type: 'plan-phase-round',
			board,
			round: createId<RoundId>(),
			title: 'Groups',
			groups: [group],
			people: three,
			seed: 1,
			opens: true
		});
	}
	const { session: grouped } = await room.fay.http.session(room.id);
	const { id: round, groups } = grouped.rounds.at(-1)!;
	await room.give({ type: 'set-group-host', round, group: groups[0]!.id, host: people.holder.id });
	return groups[0]!.boards[0]!;
}

async function votes(seat: Seat, board: BoardId): Promise<string> {
	const [ballot, card] = [createId<never>(), createId<CardId>()];
	const opened = await room.fay.tab.give({ type: 'open-ballot', board, ballot, items: [card] });
	if (!opened.ok) return opened.refusal;
	await people[seat].tab.wait('session', ({ version }) => version >= opened.version);
	const { session } = people[seat].tab.all('session').at(-1)!;
	const run = session.runs.find((found) => found.board === board)!;
	const type = run.phases.find(({ id }) => id === run.current)!.vote!.type;
	const marks = {
		dot: { type: 'dot', dots: [{ card, count: 1 }] },
		approval: { type: 'approval', cards: [card] },
		rank: { type: 'rank', cards: [card] },
		scale: { type: 'scale', grades: [{ card, grade: 3 }] },
		impactEffort: { type: 'impactEffort', placements: [{ card, impact: 3, effort: 3 }] },
		consent: { type: 'consent', answers: [{ card, answer: 'consent', reason: '' }] }
	} as const;
	const cast = people[seat].tab.socket.timeout(20_000).emitWithAck('cast', { ballot, marks: marks[type] });
	const answer = (await cast) as CastAnswer;
	await room.give({ type: 'close-ballot', board, ballot });
	return answer.ok ? 'taken' : answer.refusal;
}

test('the twelve methods are all here, and between them every action, seat and way to vote', () => {
	expect(METHODS).toHaveLength(12);
	const rules = METHODS.flatMap(rulesOfMethod);
	const given = new Set(rules.flatMap(({ can }) => Object.values(can).flat()));
	expect([...given].toSorted()).toEqual([...ACTIONS].toSorted());
	expect(Object.keys(DONE_BY).toSorted()).toEqual([...ACTIONS].toSorted());
	for (const seat of SEATS.filter((each) => each !== 'viewer'))
		expect(rules.some(({ can }) => (can[seat] ?? []).length > 0)).toBe(true);
	expect(rules.some(hasHolder)).toBe(true);
});

describe.each(METHODS.map((method): [string, Method] => [`${method.id} ${method.version}`, method]))(
	'%s',
	(_, method) => {
		test('gives each seat on the wire what it says, phase by phase', async () => {
			const board = createId<BoardId>();
			const rules = rulesOfMethod(method);
			const { id, version } = method;
			await room.give(
				{ type: 'add-board', board, kind: 'problem', title: method.title },
				{ type: 'start-method', board, method: { from: 'program', id, version }, phases: rules }
			);
			let visitedAlone = false;
			/** Whether there have been groups: in some phases they go on. */
			let grouped = false;
			let current = rules[0]!.id;
			const wrong: string[] = [];
			const check = (what: string, is: unknown, should: unknown): void => {
				if (is !== should) wrong.push(`${what}: is ${String(is)}, should be ${String(should)}`);
			};
			for (const phase of rules) {
				if (phase.id !== current)
					await room.give({ type: 'go-to-phase', board, phase: phase.id, from: current });
				current = phase.id;
				if (hasHolder(phase)) await room.give({ type: 'set-holder', board, member: people.holder.id });
				visitedAlone ||= isAlone(phase);
				const goesOn = grouped && ['stay', 'nextHolder'].includes(phase.groups?.rotate ?? '');
				grouped ||= phase.groups !== undefined;
				await Promise.all(
					SEATS.map(async (seat) => {
						const about = `${phase.id}, ${seat}`;
						const onBoard = await takes(await room.sync(people[seat].http, board));
						check(`${about}, on the board`, onBoard, !goesOn && mayOnBoard(phase, seat));
						const onSheet =
							seat === 'viewer'
								? 'unknown-board'
								: rules.some(isAlone)
									? visitedAlone
										? 'taken'
										: 'refused'
									: 'not-now';
						check(`${about}, on a sheet`, await writesSheet(seat, board), onSheet);
					})
				);
				const own = phase.groups === undefined ? null : await inOneGroup(board);
				if (own !== null)
					await Promise.all(
						SEATS.map(async (seat) => {
							const about = `${phase.id}, ${seat}, in groups`;
							const onTheirs = await takes(await room.sync(people[seat].http, own));
							check(`${about}, on its board`, onTheirs, mayOnBoard(phase, seat, true));
							const onBoard = await takes(await room.sync(people[seat].http, board));
							check(`${about}, on the board of all`, onBoard, false);
						})
					);
				if (phase.vote !== undefined)
					for (const seat of SEATS)
						check(
							`${phase.id}, ${seat}, voting`,
							await votes(seat, board),
							actions(phase, seat, own !== null).includes('vote') ? 'taken' : 'forbidden'
						);
			}
			expect(wrong).toEqual([]);
		});
	}
);
