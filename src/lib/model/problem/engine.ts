import type { BoardId, IdentityId } from '../ids.ts';
import type { Role } from '../session/session.ts';
import type { Action, Lane, Method, PhaseRules, Sees } from './method.ts';
import { currentPhase, type Run, type Step } from './run.ts';

/*
 * The engine's questions. Pure, from the run in the session's record alone, so that the server, which enforces, and the
 * client, which shows, give the same answers.
 */

/** Somebody, as far as a phase can tell people apart. */
export interface Participant {
	readonly id: IdentityId;
	readonly role: Role;
	/** Whether they host their group now, in a phase with breakout groups. */
	readonly hostsGroup?: boolean;
}

/** On a board that no method runs on, or whose method is done: the phases are only a guide. */
const OPEN_BOARD: { readonly [R in Role]: readonly Action[] } = {
	facilitator: ['create', 'editOwn', 'editAny', 'deleteOwn', 'deleteAny', 'move', 'group'],
	member: ['create', 'editOwn', 'editAny', 'deleteOwn', 'deleteAny', 'move', 'group'],
	viewer: []
};
export const OPEN_BOARD_SEES: Sees = { others: 'text', authors: 'always', tallies: 'afterClose' };

/** What somebody may do now. `run` is `null` on an open board. */
export function actionsOf(run: Run | null, who: Participant): readonly Action[] {
	const now = run && currentPhase(run);
	if (now === null) return OPEN_BOARD[who.role];
	const { can } = now.rules;
	return isHolder(now.rules, now.step, who) ? (can.holder ?? []) : (can[who.role] ?? []);
}

export function may(run: Run | null, who: Participant, action: Action): boolean {
	return actionsOf(run, who).includes(action);
}

/** Whether the phase's case is theirs: what `can.holder` says holds for them, whatever their role. A viewer has no case. */
export function isHolder({ can, groups }: PhaseRules, { holder }: Step, who: Participant): boolean {
	if (can.holder === undefined || who.role === 'viewer') return false;
	return groups === undefined ? holder === who.id : who.hostsGroup === true;
}

/**
 * Whether people write each on a sheet of their own in this phase, and not on the shared board: where others are to see
 * less than the text.
 */
export function writesAlone({ sees, can }: PhaseRules): boolean {
	return sees.others !== 'text' && Object.values(can).some((actions) => actions.includes('create'));
}

/**
 * Whether a lane is for what people write to themselves alone. It is on everybody's own sheet, and on no board that is shared:
 * there, its promise that nobody else is sent this would be broken.
 */
export function isForOneself({ phases }: Pick<Method, 'phases'>, lane: Pick<Lane, 'phases'>): boolean {
	const own = phases.filter(({ id }) => lane.phases.includes(id));
	return own.length > 0 && own.every((phase) => phase.reveal === 'never' && writesAlone(phase));
}

/** What may be sent to anybody but the author now. What is revealed is text like any other. */
export function sees(run: Run | null): Sees {
	const now = run && currentPhase(run);
	if (now === null) return OPEN_BOARD_SEES;
	const { hiding } = now.step;
	return hiding.at === 'revealed' ? { ...now.rules.sees, others: 'text' } : now.rules.sees;
}

/**
 * What becomes of the authors of hidden cards at the reveal. `kept`: the cards name them. `dropped`: nothing in the shared
 * document, its history or its client ids tells who wrote what; it is not stored at all.
 */
export function authorsAtReveal({ sees }: Pick<PhaseRules, 'sees'>): 'kept' | 'dropped' {
	return sees.authors === 'never' ? 'dropped' : 'kept';
}

/** Whether somebody may have the page made: facilitators always, the others in the phase that writes up. */
export function mayWriteUp(run: Run, role: Role, hasEnded: boolean): boolean {
	if (role === 'facilitator') return true;
	return role === 'member' && !hasEnded && currentPhase(run)?.rules.kind === 'draft';
}

/** Whether somebody may change the shared document now. Whose card it is they change, the document's server cannot tell. */
export function mayWriteShared(run: Run | null, who: Participant): boolean {
	const now = run && currentPhase(run);
	const actions = actionsOf(run, who);
	const onOwnSheet = now !== null && writesAlone(now.rules);
	return actions.some((action) => {
		switch (action) {
			case 'create':
			case 'editOwn':
			case 'deleteOwn':
				return !onOwnSheet;
			case 'vote':
				return false;
			default:
				return true;
		}
	});
}

/** Whether this is the board of all, while a phase has its people write on the boards of their groups. */
export function writesInGroups(run: Run | null, board: BoardId): boolean {
	const now = run && currentPhase(run);
	return run?.board === board && now?.rules.groups !== undefined && now.step.round !== null;
}

/** Whether people write alone in this run, or did: what they bring late to their sheets is kept. */
export function hasSheets({ steps }: Pick<Run, 'steps'>): boolean {
	return steps.some(({ hiding }) => hiding.at !== 'nothing');
}

/** Whether somebody may write on their own sheet now. When its cards are revealed, it is closed until the phase is repeated. */
export function mayWriteSheet(run: Run | null, who: Participant): boolean {
	const now = run && currentPhase(run);
	if (now === null || !writesAlone(now.rules) || now.step.hiding.at !== 'hidden') return false;
	return actionsOf(run, who).some((action) => action === 'create' || action === 'editOwn');
}

/** How many cards somebody may still write in this phase; `null`: as many as they like. */
export function cardsLeft({ cap }: Pick<PhaseRules, 'cap'>, written: number): number | null {
	return cap === undefined ? null : Math.max(0, cap - written);
}

/** Who it is whose turn it is to speak; `null`: nobody's, or everybody has had theirs. */
export function speaker({ turns }: Pick<Step, 'turns'>): IdentityId | null {
	return turns?.order[turns.at] ?? null;
}
