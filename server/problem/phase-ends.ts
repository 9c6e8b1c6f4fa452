import type { SessionId } from '#model/ids.ts';
import { withEndKept } from '#model/problem/course.ts';
import { nameOf, pendingIn, type Pending } from '#model/problem/pending.ts';
import { runOf } from '#model/problem/run.ts';
import { withRun } from '#model/session/apply/runs.ts';
import type { Session } from '#model/session/session.ts';
import { sharedDocument } from '#protocol/documents.ts';
import { isDocumentsFault } from '../documents/documents-fault.ts';
import type { Log } from '../log.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { Versions } from '../versions/versions.ts';

type Keep = Extract<Pending, { do: 'keep' }>;

export interface PhaseEndsParts {
	readonly sessions: Pick<SessionStore, 'session'>;
	readonly versions: Pick<Versions, 'makeOfPhase'>;
	/** Changes the record by compare-and-set. */
	readonly change: (session: SessionId, change: (current: Session) => Session) => Promise<unknown>;
	readonly log: Log;
}

/**
 * Keeps each problem board as it was at the end of each phase. The node that ended the phase does it at once; where it died in that
 * moment whoever takes over keeps the board as it is by then, and the version says when that was.
 */
export class PhaseEnds {
	readonly #parts: PhaseEndsParts;

	constructor(parts: PhaseEndsParts) {
		this.#parts = parts;
	}

	/** Nothing where it is done already. Rejects when it should be tried again. */
	async carryOut(session: SessionId, end: Keep): Promise<void> {
		const { sessions, change } = this.#parts;
		const runs = (await sessions.session(session))?.session.runs ?? [];
		if (!pendingIn(runs).some((pending) => nameOf(pending) === nameOf(end))) return;
		await this.#keep(end);
		await change(session, (current) => {
			const run = runOf(current.runs, end.board);
			const after = run && withEndKept(run, end);
			return after === null || after === run ? current : withRun(current, after);
		});
	}

	async #keep({ board, phase, attempt }: Keep): Promise<void> {
		try {
			await this.#parts.versions.makeOfPhase(sharedDocument(board), { id: phase, attempt });
		} catch (error) {
			// A board that does not open would not at the next try either, and must not be tried for ever.
			if (!isDocumentsFault(error)) throw error;
			this.#parts.log.warn({ err: error, board, phase }, 'a board was not kept as it was');
		}
	}
}
