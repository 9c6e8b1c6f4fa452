import type * as Y from 'yjs';
import { ProblemBoard } from '#model/problem/board.ts';
import type { Card, CardId } from '#model/problem/card.ts';
import type { Lane, Method, MethodRef, Phase, PhaseId } from '#model/problem/method.ts';
import type { ShelfParts } from '../own-methods/shelf.ts';

/** A lane with something in it; `null` in place of the lane: cards that belong to none. */
export interface FilledLane {
	readonly lane: Lane | null;
	readonly cards: readonly Card[];
}

/** Where the words of a method are that the session's people made. */
type OwnWords = Pick<ShelfParts, 'session' | 'fetch'>;

/** A problem board that is only looked at: its words, without whoever wrote them. */
export class StagedBoard {
	readonly #doc: Y.Doc;
	readonly #session: OwnWords;
	#board: ProblemBoard;
	#revision = $state.raw(0);
	#method: Method | null = null;
	/** Which method that is. */
	#shown = 'null';
	#isGone = false;

	constructor(doc: Y.Doc, session: OwnWords) {
		this.#doc = doc;
		this.#session = session;
		this.#board = new ProblemBoard(doc);
		this.#board.observe(() => this.#revision++);
	}

	/** Shows the lanes of the method that runs here, or did; as they are when its words cannot be had. */
	async follow(ref: MethodRef | null): Promise<void> {
		const wanted = JSON.stringify(ref);
		// It is asked with each change of the run, and words never change.
		if (wanted === this.#shown) return;
		const method = ref === null ? null : await wordsOf(ref, this.#session);
		if (this.#isGone || method === this.#method) return;
		this.#method = method;
		// What could not be fetched is asked for again.
		if (method !== null || ref === null) this.#shown = wanted;
		this.#board.destroy();
		this.#board = new ProblemBoard(this.#doc, method);
		this.#board.observe(() => this.#revision++);
		this.#revision++;
	}

	get title(): string {
		void this.#revision;
		return this.#board.method.title;
	}

	get statement(): string {
		void this.#revision;
		return this.#board.statement.trim();
	}

	/** Every lane of the method, and cards of no lane where there are any. */
	get lanes(): readonly FilledLane[] {
		void this.#revision;
		const lanes: FilledLane[] = this.#board.method.lanes.map((lane) => ({
			lane,
			cards: this.#worded(lane.id)
		}));
		const others = this.#worded(null);
		return others.length === 0 ? lanes : [...lanes, { lane: null, cards: others }];
	}

	/** The lanes whose cards are what the work came to: they are the write-up's decision and actions. */
	get outcome(): readonly FilledLane[] {
		void this.#revision;
		const { phases } = this.#board.method;
		const ends = new Set(
			phases
				.filter(({ output }) => output?.pageSection === 'decision' || output?.pageSection === 'actions')
				.map(({ id }) => id)
		);
		return this.lanes.filter(
			({ lane, cards }) => cards.length > 0 && (lane?.phases.some((phase) => ends.has(phase)) ?? false)
		);
	}

	/** The words of a phase; `null`: they cannot be had. */
	phase(of: PhaseId): Pick<Phase, 'title' | 'prompt'> | null {
		void this.#revision;
		return this.#board.method.phases.find(({ id }) => id === of) ?? null;
	}

	phaseTitle(of: PhaseId): string {
		return this.phase(of)?.title ?? '';
	}

	/** `null`: it was deleted. */
	textOf(card: CardId): string | null {
		void this.#revision;
		return this.#board.card(card)?.text.trim() ?? null;
	}

	destroy(): void {
		this.#isGone = true;
		this.#board.destroy();
	}

	#worded(lane: Lane['id'] | null): readonly Card[] {
		return this.#board.lane(lane).filter(({ text }) => text.trim() !== '');
	}
}

/** All methods together are large, so they come when one is shown. `null`: they cannot be fetched. */
async function wordsOf({ from, id, version }: MethodRef, own: OwnWords): Promise<Method | null> {
	try {
		if (from === 'program') {
			const { findMethod } = await import('#model/problem/methods/registry.ts');
			return findMethod(id, version);
		}
		const { methodShelf } = await import('../own-methods/shelf.ts');
		// A screen keeps nothing of a session on its computer.
		const storage = { getItem: () => null, setItem: () => undefined };
		const found = await methodShelf({ ...own, storage }).find(id, version);
		return found.ok ? found.value : null;
	} catch {
		return null;
	}
}
