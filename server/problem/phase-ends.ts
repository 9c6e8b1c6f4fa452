import type { Run, Step } from '#model/problem/run.ts';
import { runOf, stepOf } from '#model/problem/run.ts';
import { sharedDocument } from '#protocol/documents.ts';
import type { VersionedSession } from '#protocol/session.ts';
import type { Log } from '../log.ts';
import type { SessionNews } from '../session/session-news.ts';
import type { Versions } from '../versions/versions.ts';

export interface PhaseEndsParts {
	readonly news: SessionNews;
	readonly versions: Pick<Versions, 'makeOfPhase'>;
	readonly log: Log;
}

/**
 * Keeps each problem board as it was at the end of each phase. The node that ended the phase does it at once; where it dies in that
 * moment there is none of that phase, since a later one would show what came afterwards.
 */
export class PhaseEnds {
	readonly #parts: PhaseEndsParts;
	readonly #running = new Set<Promise<void>>();

	constructor(parts: PhaseEndsParts) {
		this.#parts = parts;
		parts.news.listenToOwn({
			sessionChanged: (after, before) => this.#look(after, before),
			memberChanged: () => undefined,
			memberRemoved: () => undefined,
			doorChanged: () => undefined,
			privateChanged: () => undefined,
			inDoubt: () => undefined
		});
	}

	/** Resolves when what is being kept is kept. */
	async idle(): Promise<void> {
		await Promise.allSettled(this.#running);
	}

	#look({ session: after }: VersionedSession, { session: before }: VersionedSession): void {
		if (after.runs === before.runs) return;
		for (const run of before.runs)
			for (const step of run.steps)
				if (!hasEnded(step) && endedIn(runOf(after.runs, run.board), step)) this.#keep(run, step);
	}

	#keep({ board }: Run, { phase, attempt }: Step): void {
		const kept = this.#parts.versions
			.makeOfPhase(sharedDocument(board), { id: phase, attempt })
			.catch((error: unknown) =>
				this.#parts.log.warn({ err: error, board, phase }, 'a board was not kept as it was')
			)
			.finally(() => this.#running.delete(kept));
		this.#running.add(kept);
	}
}

/** It was left, and what it hid is on the board. */
function hasEnded({ closedAt, hiding }: Step): boolean {
	return closedAt !== null && hiding.at !== 'revealing';
}

/** Whether this attempt is over by now: a phase that is repeated is in its next one. */
function endedIn(run: Run | null, { phase, attempt }: Step): boolean {
	const step = run && stepOf(run, phase);
	return step !== null && (step.attempt !== attempt || hasEnded(step));
}
