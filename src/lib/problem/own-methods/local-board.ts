import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { t } from '$lib/messages/problem-methods.ts';
import { Credentials } from '$lib/sync/credentials.ts';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import { createId, type BallotId, type BoardId, type IdentityId } from '#model/ids.ts';
import { ProblemBoard } from '#model/problem/board.ts';
import type { CardId } from '#model/problem/card.ts';
import { begun, wentTo, withStep } from '#model/problem/course.ts';
import { rulesOfMethod, type Method, type PhaseId } from '#model/problem/method.ts';
import { currentPhase, type Run } from '#model/problem/run.ts';
import { seedProblem } from '#model/problem/seed.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { BoardSession } from '../board-session.ts';

/*
 * A board that is nowhere: what a method that is being made would look like at work, by the very functions and components that
 * will run it.
 */

export type SeenAs = 'member' | 'facilitator' | 'holder';

export const ME = { id: createId<IdentityId>(), name: '', color: 'teal' } as const;
const BOARD = createId<BoardId>();

/** In memory only. `examples`: with some cards in every lane. */
export function localDocument(method: Method, examples: boolean): OpenDocument {
	const doc = new Y.Doc();
	seedProblem(doc, method);
	if (examples) {
		const board = new ProblemBoard(doc, method);
		for (const { id, title } of method.lanes)
			for (const number of [1, 2]) board.add(id, { at: 'end' }, t.exampleCard(title.trim(), number), ME, 0);
		board.destroy();
	}
	return {
		name: 'preview' as DocumentName,
		doc,
		awareness: new Awareness(doc),
		credentials: new Credentials(),
		loaded: Promise.resolve(),
		canWrite: true,
		saved: { state: { at: 'saved' }, hasUnsavedWork: false, makeOwn: async () => false },
		close: () => undefined
	};
}

/** The method at work in one of its phases; a vote is open on `items`. */
export function runIn(
	method: Method,
	phase: PhaseId,
	seenAs: SeenAs,
	items: readonly CardId[],
	now: number
): Run {
	const { id, version } = method;
	const first = begun(BOARD, { from: 'session', id, version }, rulesOfMethod(method), ME.id, now);
	const run = (phase === first.current ? first : wentTo(first, phase, now)) ?? first;
	const at = currentPhase(run);
	if (at === null) return run;
	const held = seenAs === 'holder' ? withStep(run, { ...at.step, holder: ME.id }) : run;
	if (at.rules.vote === undefined || items.length === 0) return held;
	const { attempt } = at.step;
	const state = { at: 'open', openedAt: now } as const;
	return { ...held, ballots: [{ id: createId<BallotId>(), phase, attempt, items, state }] };
}

/** A session in which nothing that is pressed does anything. */
export function localSession(run: Run, seenAs: SeenAs, sheet: () => OpenDocument, now: number): BoardSession {
	return {
		board: BOARD,
		title: '',
		run,
		rules: run,
		behind: run,
		who: {
			id: ME.id,
			role: seenAs === 'facilitator' ? 'facilitator' : 'member',
			hostsGroup: seenAs === 'holder'
		},
		holder: seenAs === 'holder' ? ME.id : null,
		facilitates: seenAs === 'facilitator',
		mayWriteUp: seenAs === 'facilitator',
		people: [],
		boards: [],
		ground: { boards: [], rounds: [], runs: [run], harvests: [] },
		groupsAddress: '#',
		now,
		addressOf: () => '#',
		cardAddress: () => '#',
		goesOn: () => null,
		goTo: () => undefined,
		give: async () => false,
		showCard: async () => false,
		sayReady: () => undefined,
		openSheet: async () => sheet(),
		cast: async () => false,
		voteOn: async () => null,
		methods: () => Promise.reject(new Error('a preview has no methods')),
		writing: () => Promise.resolve(null),
		standing: () => null
	};
}
