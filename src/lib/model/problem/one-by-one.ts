import type { PhaseRules } from './method.ts';
import { rulesOf, type Run } from './run.ts';

/**
 * The latest phase in which people wrote alone, if its cards are shown one by one by whoever wrote them, then or later; `null`
 * while all of them are being moved.
 */
export function shownOneByOne(run: Pick<Run, 'steps' | 'phases'>): PhaseRules | null {
	const latest = run.steps.findLast(({ hiding }) => hiding.at !== 'nothing');
	if (latest === undefined || latest.hiding.at === 'revealing') return null;
	const rules = rulesOf(run, latest.phase);
	return rules?.reveal === 'perItem' ? rules : null;
}
