import type * as Y from 'yjs';
import { ProblemBoard } from '#model/problem/board.ts';
import type { Card, CardId } from '#model/problem/card.ts';
import type { Lane, Method, MethodRef, PhaseId } from '#model/problem/method.ts';

/** A lane with something in it; `null` in place of the lane: cards that belong to none. */
export interface FilledLane {
	readonly lane: Lane | null;
	readonly cards: readonly Card[];
}

/** A problem board that is only looked at: its words, without whoever wrote them. */
export class StagedBoard {
	readonly #doc: Y.Doc;
	#board: ProblemBoard;
	#revision = $state.raw(0);
	#method: Method | null = null;
	#isGone = false;

	constructor(doc: Y.Doc) {
		this.#doc = doc;
		this.#board = new ProblemBoard(doc);
		this.#board.observe(() => this.#revision++);
	}

	/** Shows the lanes of the method that runs here, or did; as they are when its words cannot be had. */
	async follow(ref: MethodRef | null): Promise<void> {
		const method = ref === null ? null : await wordsOf(ref);
		if (this.#isGone || method === this.#method) return;
		this.#method = method;
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

	phaseTitle(phase: PhaseId): string {
		void this.#revision;
		return this.#board.method.phases.find(({ id }) => id === phase)?.title ?? '';
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

/** All methods together are large, so they come when one is shown. `null`: a session's own, or they cannot be fetched. */
async function wordsOf({ from, id, version }: MethodRef): Promise<Method | null> {
	if (from === 'session') return null;
	const registry = await import('#model/problem/methods/registry.ts').catch(() => null);
	return registry?.findMethod(id, version) ?? null;
}
