import type { IdentityId } from '#model/ids.ts';
import { currentRound, groupOf, isUnderWay } from '#model/session/rounds.ts';
import type { PrivateThings } from '#model/session/private.ts';
import type { Session } from '#model/session/session.ts';
import { leftMs } from '#model/session/timer.ts';
import { roundTime } from '../breakouts/time-left.ts';
import { currentItem } from '../facilitator/agenda-times.ts';
import { urgency, type Urgency } from '$lib/ui/clock-time.ts';

/** What one member needs to know without looking at the session. */
export interface Now {
	/** `null`: no clock runs. `leftMs` is negative when it is over. Of the group, where its clock runs out first. */
	readonly clock: { readonly leftMs: number; readonly tone: Urgency; readonly paused: boolean } | null;
	/** What they were asked, in the words of the facilitator; the latest, else what is up on the agenda. */
	readonly task: { readonly of: 'prompt' | 'agenda'; readonly text: string } | null;
	readonly group: string | null;
}

/** @param now server time. */
export function whatIsNow(session: Session, me: IdentityId, mine: PrivateThings, now: number): Now {
	const round = currentRound(session);
	const isOn = isUnderWay(round);
	const group = isOn ? groupOf(round, me) : null;
	const prompt = mine.prompts.at(-1);
	const item = currentItem(session.agenda, now);
	return {
		clock: clockOf(session, group === null || !isOn ? null : roundTime(round.state, now), now),
		task:
			prompt !== undefined
				? { of: 'prompt', text: prompt.text }
				: item !== null
					? { of: 'agenda', text: item.item.title }
					: null,
		group: group?.name ?? null
	};
}

function clockOf({ timer }: Session, round: ReturnType<typeof roundTime> | null, now: number): Now['clock'] {
	const ofTimer = leftMs(timer, now);
	const ofRound = round === null || round.at === 'none' ? null : round.at === 'up' ? 0 : round.ms;
	const isRounds = ofRound !== null && (ofTimer === null || ofRound < ofTimer);
	const left = isRounds ? ofRound : ofTimer;
	if (left === null) return null;
	const paused = !isRounds && timer.at === 'paused';
	return { leftMs: left, paused, tone: paused ? 'calm' : urgency(left) };
}
