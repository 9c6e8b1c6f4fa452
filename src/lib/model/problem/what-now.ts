import type { IdentityId, RoundId } from '../ids.ts';
import { unreachable } from '../unreachable.ts';
import type { CardId } from './card.ts';
import { actionsOf, cardsLeft, mayWriteSheet, speaker, writesAlone, type Participant } from './engine.ts';
import { currentBallot, currentPhase, type Ballot, type Run } from './run.ts';

/**
 * What one person is to do now, for the sentence at the top of their screen. The words are the client's; the phase's own
 * prompt stands beneath it.
 */
export type WhatNow =
	/** No method runs here, or it is done. */
	| { readonly do: 'work-together' }
	/** A viewer; or somebody whose part in this phase is to read. */
	| { readonly do: 'read' }
	/** `alone`: nobody is sent what they write before the reveal. `left`: cards; `null`: as many as they like. */
	| { readonly do: 'write'; readonly alone: boolean; readonly left: number | null }
	/** They have written all their cards, or the cards are being moved. */
	| { readonly do: 'wait-for-reveal' }
	/** What all wrote alone is on the board. */
	| { readonly do: 'read-revealed' }
	| { readonly do: 'speak' }
	| { readonly do: 'listen'; readonly to: IdentityId | null }
	| { readonly do: 'talk'; readonly about: CardId | null }
	| { readonly do: 'group' }
	/** The facilitator has to open the vote. */
	| { readonly do: 'wait-for-vote' }
	| { readonly do: 'vote'; readonly ballot: Ballot; readonly voted: boolean }
	| { readonly do: 'wait-for-count' }
	| { readonly do: 'look-at-result'; readonly ballot: Ballot }
	| { readonly do: 'decide' }
	| { readonly do: 'agree-on-actions' }
	| { readonly do: 'write-up' }
	/** `null`: the groups are not planned yet. */
	| { readonly do: 'go-to-group'; readonly round: RoundId | null };

/** What the person has done already in this phase, as their own browser knows it. */
export interface Mine {
	/** Cards written in this attempt. */
	readonly written: number;
	/** Whether their vote on the ballot of now is in. */
	readonly voted: boolean;
}

/** `inGroup`: they are on their group's board already, so that they need not be sent there. */
export function whatNow(run: Run | null, who: Participant, mine: Mine, inGroup = false): WhatNow {
	const now = run && currentPhase(run);
	if (run === null || now === null) return who.role === 'viewer' ? { do: 'read' } : { do: 'work-together' };
	const { rules, step } = now;
	if (rules.groups !== undefined && !inGroup && who.role === 'member')
		return { do: 'go-to-group', round: step.round };
	const actions = actionsOf(run, who);
	if (step.turns !== null) return inTurns(speaker(step), who);
	if (rules.kind !== 'vote' && actions.length === 0)
		return rules.kind === 'discuss' && who.role !== 'viewer' ? talk(step.topic) : { do: 'read' };
	switch (rules.kind) {
		case 'write':
		case 'breakout':
		case 'turns':
			if (writesAlone(rules) && step.hiding.at === 'revealed') return { do: 'read-revealed' };
			if (writesAlone(rules) && !mayWriteSheet(run, who)) return { do: 'wait-for-reveal' };
			return writing(writesAlone(rules), cardsLeft(rules, mine.written));
		case 'discuss':
			return talking(run, step.topic, actions.includes('vote'), mine.voted);
		case 'group':
			return { do: 'group' };
		case 'vote':
			return voting(currentBallot(run), actions.includes('vote'), mine.voted);
		case 'decide':
			return { do: 'decide' };
		case 'act':
			return { do: 'agree-on-actions' };
		case 'draft':
			return { do: 'write-up' };
		default:
			return unreachable(rules.kind);
	}
}

function inTurns(to: IdentityId | null, { id }: Participant): WhatNow {
	return to === id ? { do: 'speak' } : { do: 'listen', to };
}

function talk(about: CardId | null): WhatNow {
	return { do: 'talk', about };
}

/** Whether to go on with what is talked about is voted on in between. */
function talking(run: Run, topic: CardId | null, mayVote: boolean, voted: boolean): WhatNow {
	const ballot = currentBallot(run);
	const isUnderWay = ballot !== null && ballot.state.at !== 'closed';
	return isUnderWay ? voting(ballot, mayVote, voted) : talk(topic);
}

function writing(alone: boolean, left: number | null): WhatNow {
	return alone && left === 0 ? { do: 'wait-for-reveal' } : { do: 'write', alone, left };
}

function voting(ballot: Ballot | null, mayVote: boolean, voted: boolean): WhatNow {
	if (ballot === null) return { do: 'wait-for-vote' };
	switch (ballot.state.at) {
		case 'open':
			return mayVote ? { do: 'vote', ballot, voted } : { do: 'read' };
		case 'counting':
			return { do: 'wait-for-count' };
		case 'closed':
			return { do: 'look-at-result', ballot };
		default:
			return unreachable(ballot.state);
	}
}
