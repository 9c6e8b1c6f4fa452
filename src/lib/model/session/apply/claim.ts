import { CLAIM_AFTER_MS } from '../claim.ts';
import type { ClaimCommand } from '../commands/people.ts';
import { accept, refuse, type Family } from './outcome.ts';

export const claim: Family<ClaimCommand> = {
	// That no facilitator is here, the server has seen to.
	'claim-facilitation': (session, _, actor, now) => {
		if (actor.role === 'facilitator' || session.claim !== null) return refuse('not-now');
		return accept({ ...session, claim: { by: actor.id, at: now, dueAt: now + CLAIM_AFTER_MS } });
	},
	'refuse-claim': (session, _, actor) => {
		if (session.claim === null) return refuse('not-now');
		if (session.claim.by !== actor.id && actor.role !== 'facilitator') return refuse('forbidden');
		return accept({ ...session, claim: null });
	}
};
