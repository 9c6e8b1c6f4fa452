import { createId, type BoardId } from '#model/ids.ts';
import { currentPhase, type Run } from '#model/problem/run.ts';
import { LIMITS } from '#model/session/session.ts';
import type { BoardSession } from '../board-session.ts';

interface Parts {
	readonly session: BoardSession;
	readonly run: () => Run;
	/** The problem in its people's words; empty: nobody wrote it. */
	readonly statement: () => string;
}

/** The page of what a run leaves: the one that there is, and making one. */
export class WriteUp {
	readonly #parts: Parts;
	#busy = $state(false);

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** It is being made. */
	get busy(): boolean {
		return this.#busy;
	}

	get may(): boolean {
		return this.#parts.session.mayWriteUp;
	}

	/** Whether writing up is what there is to do now. */
	get isDue(): boolean {
		const run = this.#parts.run();
		return run.current === null || currentPhase(run)?.rules.kind === 'draft';
	}

	/** The one that was made last; `null`: none, or it was put away. */
	get page(): { readonly id: BoardId; readonly title: string } | null {
		const { page } = this.#parts.run();
		return this.#parts.session.boards.find(({ id }) => id === page) ?? null;
	}

	/** Makes a draft of what is on the board now, and opens it; one of before stays as it is. */
	async make(): Promise<void> {
		if (this.#busy) return;
		this.#busy = true;
		const { session, run } = this.#parts;
		const { board, page: instead } = run();
		const page = createId<BoardId>();
		const title = cut(this.#parts.statement().trim() || session.title);
		const made = await session.give({ type: 'write-up', board, instead, page, title });
		this.#busy = false;
		if (made) session.goTo(page);
	}
}

/** As much as a title holds, between two words where there are some. */
function cut(text: string): string {
	const line = text.replaceAll(/\s+/g, ' ');
	if (line.length <= LIMITS.titleLength) return line;
	const kept = line.slice(0, LIMITS.titleLength - 1);
	const end = kept.lastIndexOf(' ');
	return `${end > 0 ? kept.slice(0, end) : Array.from(kept).slice(0, -1).join('')}…`;
}
