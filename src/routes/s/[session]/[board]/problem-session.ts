import { goto } from '$app/navigation';
import type { BoardSession, Ground } from '$lib/problem/board-session.ts';
import { openOwnSheet } from '$lib/problem/own-sheet.ts';
import { sessionMethods } from '../session-methods.ts';
import { sayRefused } from '$lib/session/say-refused.ts';
import type { SessionConnection } from '$lib/session/session-connection.svelte.ts';
import { openDocument } from '$lib/sync/document.svelte.ts';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import { deviceStorage } from '$lib/ui/device-storage.ts';
import type { BoardId, IdentityId } from '#model/ids.ts';
import { mayWriteUp, type Participant } from '#model/problem/engine.ts';
import type { Run } from '#model/problem/run.ts';
import { calledBack, participant, runAt } from '#model/session/board-access.ts';
import { holderOn, runBehind } from '#model/session/boards-of-runs.ts';
import { address } from '#protocol/addresses.ts';

const NO_GROUND: Ground = { boards: [], rounds: [], runs: [], harvests: [] };

/** What a problem board is told of its session: features do not know each other, and meet here. */
export function problemSession(connection: SessionConnection, board: BoardId): BoardSession {
	const run = () => (connection.session === null ? null : runAt(connection.session, board));
	const rules = (): Run | null => {
		const { session } = connection;
		if (session === null) return null;
		const after = run() ?? calledBack(session, board);
		return after === 'over' ? null : after;
	};
	return {
		board,
		get title() {
			return connection.session?.boards.find(({ id }) => id === board)?.title ?? '';
		},
		get run() {
			return run();
		},
		get rules() {
			return rules();
		},
		get behind() {
			return connection.session === null ? null : runBehind(connection.session, board);
		},
		get who(): Participant {
			const { session, me } = connection;
			// Without a membership nothing of the board is shown.
			if (session === null || me === null) return { id: '' as IdentityId, role: 'viewer' };
			return participant(session, rules(), me);
		},
		get holder() {
			return connection.session === null ? null : holderOn(connection.session, board);
		},
		get facilitates() {
			return connection.facilitates;
		},
		get mayWriteUp() {
			const { session, me } = connection;
			const ran = run();
			if (session === null || me === null || ran?.board !== board) return false;
			return mayWriteUp(ran, me.role, session.ended !== null);
		},
		get people() {
			return connection.roster
				.filter(({ member }) => member.role !== 'viewer')
				.map(({ member: { id, name, color, role }, present }) => ({
					id,
					name,
					color,
					role,
					isHere: present !== null,
					ready: present?.done ?? null
				}));
		},
		get boards() {
			const boards = connection.session?.boards ?? [];
			return boards.filter(({ id, archivedAt }) => id !== board && archivedAt === null);
		},
		get ground() {
			return connection.session ?? NO_GROUND;
		},
		groupsAddress: address.groups(connection.id),
		get now() {
			return connection.clock.ticking;
		},
		addressOf: (to, shape) => address.board(connection.id, to) + (shape === null ? '' : `#shape=${shape}`),
		// Its front leads there whoever may come along.
		goesOn: (card) =>
			connection.session?.next?.actions.includes(card) ? address.session(connection.id) : null,
		cardAddress: (card) => address.card(connection.id, board, card),
		goTo: (to) => void goto(address.board(connection.id, to)),
		give: async (command) => (await connection.give(command)).ok,
		async writing() {
			const answer = await connection.own.writing(board);
			return answer.ok ? answer.news : null;
		},
		openSheet: () => openSheet(connection, run()?.board ?? board),
		async showCard(card) {
			const answer = await connection.own.showCard(board, card);
			if (!answer.ok) void sayRefused(answer.refusal);
			return answer.ok;
		},
		sayReady: (check) => connection.signal({ done: check }),
		cast: async (ballot, marks) => (await connection.own.cast(ballot, marks)).ok,
		async voteOn(ballot) {
			const answer = await connection.own.vote(ballot);
			return answer.ok ? answer.marks : null;
		},
		methods: () => sessionMethods(connection),
		standing: (ballot) => connection.own.ballotNews(ballot)
	};
}

async function openSheet(connection: SessionConnection, board: BoardId): Promise<OpenDocument | null> {
	const { me } = connection;
	if (me === null) return null;
	const { id, name, color, role } = me;
	const opened = await openOwnSheet({
		board,
		me: id,
		ask: (of) => connection.own.sheet(of),
		storage: deviceStorage(),
		open: (document) =>
			openDocument({
				name: document,
				origin: location.origin,
				credentials: connection.credentials,
				user: { id, name, color, role },
				canWrite: true
			})
	});
	return opened.ok ? opened.sheet : null;
}
