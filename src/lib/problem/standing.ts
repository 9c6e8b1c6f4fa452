import { writesAlone, type Participant } from '#model/problem/engine.ts';
import type { PhaseId } from '#model/problem/method.ts';
import { currentPhase, type Run } from '#model/problem/run.ts';

/** What decides about this person's rights. */
export interface Standing {
	/** What runs on the board; `null`: it is open. */
	readonly run: Run | null;
	readonly who: Participant;
	/** Whether the document takes this person's changes. */
	readonly mayWrite: boolean;
	/** Theirs alone, or everybody's: where a phase hides writing, cards are made on the sheet. */
	readonly surface: 'shared' | 'sheet';
	/** No more cards: all have been written, or they are written elsewhere now. */
	readonly isFull: boolean;
}

/** Whether people write each on a sheet of their own now. */
export function isHiding(run: Run): boolean {
	const now = currentPhase(run);
	return now !== null && writesAlone(now.rules);
}

/** What cards of the shared board count under, in a phase that has so many for each; begun anew, it counts anew. */
export function countedAs(run: Run | null): PhaseId | null {
	const now = run && currentPhase(run);
	if (now?.rules.cap === undefined || writesAlone(now.rules)) return null;
	const { phase, attempt } = now.step;
	return attempt === 1 ? phase : (`${phase}.${attempt}` as PhaseId);
}
