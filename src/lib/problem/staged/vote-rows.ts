import { isAgreed } from '#model/problem/ballots/consent.ts';
import { ranked } from '#model/problem/ballots/count.ts';
import type { Tally } from '#model/problem/ballots/tally.ts';
import type { CardId } from '#model/problem/card.ts';
import type { PhaseId, VoteRules } from '#model/problem/method.ts';
import { rulesOf, stepOf, type Run } from '#model/problem/run.ts';
import type { ResultRow } from '$lib/ui/big-screen/result-rows.ts';
import { cellsOf, columnsOf, lengthOf } from '../running/result-values.ts';

/** What one vote came to. */
export interface VoteResult {
	readonly phase: PhaseId;
	readonly type: VoteRules['type'];
	readonly voters: number;
	/** `null`: too few voted for their secret to be kept. */
	readonly tallies: readonly Tally[] | null;
	/** An earlier phase was reopened since. */
	readonly stale: boolean;
}

/** The last closed vote of each phase, the newest first. What is still open, or being counted, is nobody's to see. */
export function voteResults(run: Run | null): readonly VoteResult[] {
	const results = new Map<PhaseId, VoteResult>();
	for (const { phase, state } of run?.ballots.toReversed() ?? []) {
		const vote = run === null ? undefined : rulesOf(run, phase)?.vote;
		if (run === null || state.at !== 'closed' || vote === undefined || results.has(phase)) continue;
		const { voters, tallies } = state;
		results.set(phase, {
			phase,
			type: vote.type,
			voters,
			tallies,
			stale: stepOf(run, phase)?.stale ?? false
		});
	}
	return [...results.values()];
}

/** A vote's lines, the best first. */
export function voteRows(
	{ type, tallies }: Pick<VoteResult, 'type' | 'tallies'>,
	textOf: (card: CardId) => string
): readonly ResultRow[] {
	const columns = columnsOf(type);
	return ranked(type, tallies ?? []).map(({ card, numbers, place }) => {
		const cells = cellsOf(type, numbers);
		const words = columns.map((column, index) => `${column} ${String(cells[index])}`).join(' · ');
		return {
			id: card,
			label: textOf(card),
			count: lengthOf(type, numbers),
			leads: type === 'consent' ? isAgreed(numbers) : place === 1,
			words: columns.length > 1 ? words : String(cells[0])
		};
	});
}
