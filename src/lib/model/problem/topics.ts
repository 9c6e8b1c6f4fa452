import type { CardId } from './card.ts';
import type { PhaseRules } from './method.ts';
import type { Ballot, Run, Step } from './run.ts';

/*
 * Where cards are taken up one after the other, the group votes in secret on whether to go on with the one of now. Who has
 * had enough marks something, too: were silence the only way to say so, nobody would know how many had voted.
 */

/** What stands on such a ballot beside the topic: "that is enough". No card of a board is called so. */
export const ENOUGH = '-enough-enough-enough-' as CardId;

/** What is voted on. */
export function goOnItems(topic: CardId): readonly CardId[] {
	return [topic, ENOUGH];
}

/** What the votes on a topic have come to so far. */
interface GoingOn {
	/** The vote that is under way. */
	readonly open: Ballot | null;
	/** How the last one ended; `numbers`: `null` where too few voted for it to be told. */
	readonly last: { readonly numbers: { readonly on: number; readonly enough: number } | null } | null;
	/** By how much the method would go on now; `null`: it asks for a vote first, or has asked often enough. */
	readonly extendMs: number | null;
	/** Whether another vote is foreseen. */
	readonly mayVote: boolean;
}

/** How a topic stands, from the votes of this attempt. */
export function goingOn(run: Pick<Run, 'ballots'>, rules: PhaseRules, step: Step, topic: CardId): GoingOn {
	const votes = run.ballots.filter(
		({ phase, attempt, items }) => phase === step.phase && attempt === step.attempt && items[0] === topic
	);
	const latest = votes.at(-1) ?? null;
	const closed = votes.filter(({ state }) => state.at === 'closed').length;
	const steps = rules.topics?.extendSeconds ?? [];
	const seconds = steps[closed - 1];
	const foreseen = [rules.topics?.seconds ?? 0, ...steps.slice(0, closed)].reduce(
		(sum, more) => sum + more,
		0
	);
	const isExtended = step.clock.at !== 'off' && step.clock.lengthMs >= foreseen * 1000;
	const last = latest?.state.at === 'closed' ? { numbers: numbersOf(latest) } : null;
	return {
		open: latest !== null && latest.state.at !== 'closed' ? latest : null,
		last,
		extendMs: last === null || seconds === undefined || isExtended ? null : seconds * 1000,
		mayVote: rules.vote !== undefined && closed < steps.length
	};
}

function numbersOf({ state }: Ballot): { on: number; enough: number } | null {
	if (state.at !== 'closed' || state.tallies === null) return null;
	const [on, enough] = state.tallies.map(({ numbers }) => numbers[0] ?? 0);
	return { on: on ?? 0, enough: enough ?? 0 };
}

/** The next topic in the queue that nobody has talked about; `null`: all have been. */
export function nextTopic(queue: readonly CardId[], { topic, talked = [] }: Step): CardId | null {
	return queue.find((card) => card !== topic && !talked.includes(card)) ?? null;
}
