import type { OpenDocument } from '$lib/sync/open-document.ts';
import { t } from '$lib/messages/problem.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { IdentityId } from '#model/ids.ts';
import { ProblemBoard, type BoardChange } from '#model/problem/board.ts';
import type { Card, CardAuthor, CardId } from '#model/problem/card.ts';
import { cardsLeft, isForOneself } from '#model/problem/engine.ts';
import { fields } from '#model/problem/card-details.ts';
import type { Spot } from '#model/problem/lane-order.ts';
import type { Lane, LaneId, Method, Structure } from '#model/problem/method.ts';
import { rights, type BoardRights } from '#model/problem/rights.ts';
import { currentPhase } from '#model/problem/run.ts';
import type { Block } from '#model/problem/structure.ts';
import type { History, Undone } from '#model/yjs/history.ts';
import { historyOfBoard } from './board-history.ts';
import { CardEdits } from './card-edits.ts';
import { CardMoves } from './card-moves.ts';
import { Presence } from './presence.svelte.ts';
import { ShownLane } from './shown-lane.svelte.ts';
import { countedAs, isHiding, type Standing } from './standing.ts';

/** The origin of everything that this person does here. */
export const ORIGIN = 'problem:me';

export interface Me {
	readonly id: IdentityId;
	readonly name: string;
	readonly color: string;
}

/** What this tab is writing on. A new card without text goes away when its writing ends. */
export type Editing =
	| { readonly at: 'nothing' }
	| { readonly at: 'statement' }
	| { readonly at: 'card'; readonly card: CardId; readonly isNew: boolean };

/** The view of one problem board: its cards as plain snapshots, what is being written on, and everything one can do. */
export class BoardState {
	readonly board: ProblemBoard;
	readonly presence: Presence;
	readonly edits: CardEdits;
	readonly moves: CardMoves;
	readonly #me: Me;
	readonly #standing: () => Standing;
	readonly #history: History;
	readonly #stopObserving: () => void;
	readonly #lanes: ReadonlyMap<LaneId | null, ShownLane>;
	#statement = $state.raw('');
	#editing = $state.raw<Editing>({ at: 'nothing' });
	#undoable = $state.raw({ undo: false, redo: false });
	/** Counts changes of cards. */
	#changes = $state.raw(0);
	/** Counts changes of the names beside the cards. */
	#people = $state.raw(0);

	/** Whether all cards that the phase gives this person are written. By itself, since each card asks for the rights. */
	readonly #isSpent = $derived.by(() => {
		const { run, surface } = this.#standing();
		const now = run && currentPhase(run);
		return now !== null && surface === 'shared' && cardsLeft(now.rules, this.writtenNow) === 0;
	});

	/** What this person may do here now: a phase that begins changes it. */
	readonly rights: BoardRights = $derived.by(() => {
		const { run, who, mayWrite, surface, isFull } = this.#standing();
		if (!mayWrite || this.board.tooNew) return rights(null, { ...who, role: 'viewer' });
		const given = rights(run, who);
		const hides = run !== null && surface === 'shared' && isHiding(run);
		if (!hides) return { ...given, create: given.create && !isFull && !this.#isSpent };
		return { ...given, create: false, edit: () => given.edit(null), delete: () => given.delete(null) };
	});

	constructor(document: OpenDocument, me: Me, standing: () => Standing, method: Method | null = null) {
		this.#standing = standing;
		this.board = new ProblemBoard(document.doc, method);
		this.presence = new Presence(document.awareness);
		const lanes = [...this.board.method.lanes.map(({ id }) => id), null];
		this.#lanes = new Map(lanes.map((lane) => [lane, new ShownLane(this.board, lane)]));
		this.#me = me;
		this.#history = historyOfBoard(this.board, ORIGIN, ({ canUndo, canRedo }) => {
			this.#undoable = { undo: canUndo, redo: canRedo };
		});
		this.#stopObserving = this.board.observe((change, transaction) => {
			this.#read(change);
			if (transaction.origin !== ORIGIN) this.#noticeLoss(change);
		});
		this.#statement = this.board.statement;
		this.edits = new CardEdits({
			board: this.board,
			act: (change) => this.#act(change),
			mayEdit: (card) => this.rights.edit(this.board.card(card)?.author ?? null),
			mayArrange: () => this.rights.group,
			mayMove: () => this.rights.move
		});
		this.moves = new CardMoves(this, (change) => this.#act(change));
	}

	get method(): Method {
		return this.board.method;
	}

	/** Whether this is the board of all, or what one person writes alone. */
	get surface(): Standing['surface'] {
		return this.#standing().surface;
	}

	/** Those that this surface shows. What somebody put into another one by an earlier version is not lost from sight. */
	get lanes(): readonly Lane[] {
		if (this.surface === 'sheet') return this.method.lanes;
		return this.method.lanes.filter(
			(lane) => !isForOneself(this.method, lane) || this.lane(lane.id).length > 0
		);
	}

	get statement(): string {
		return this.#statement;
	}

	get editing(): Editing {
		return this.#editing;
	}

	get canUndo(): boolean {
		return this.#undoable.undo;
	}

	get canRedo(): boolean {
		return this.#undoable.redo;
	}

	lane(lane: LaneId | null): readonly Card[] {
		return this.#lanes.get(lane)?.cards ?? [];
	}

	blocks(lane: LaneId | null): readonly Block[] {
		return this.#lanes.get(lane)?.blocks ?? [];
	}

	/** A card as it is now, followed as it changes; `null` when it is gone. */
	cardNow(id: CardId): Card | null {
		void this.#changes;
		return this.board.card(id) ?? null;
	}

	get cardCount(): number {
		void this.#changes;
		return this.board.size;
	}

	/** How many cards this person has written on this board in the phase of now, where a phase has so many and no more. */
	get writtenNow(): number {
		void this.#changes;
		const phase = countedAs(this.#standing().run);
		if (phase === null) return 0;
		return [...this.board.facts.entries()].filter(([id, value]) => {
			const told = fields(value);
			return (
				told?.author === this.#me.id && told.phase === phase && this.board.card(id as CardId) !== undefined
			);
		}).length;
	}

	/** Every tag on the board, once. */
	tagsInUse(): readonly string[] {
		const cards = [...this.#lanes.values()].flatMap((lane) => lane.cards);
		return [...new Set(cards.flatMap(({ details }) => details.tags))].sort();
	}

	structure(lane: LaneId | null): Structure {
		return this.#lanes.get(lane)?.structure ?? 'cards';
	}

	laneTitle(lane: LaneId | null): string {
		return this.method.lanes.find(({ id }) => id === lane)?.title ?? t.otherCards;
	}

	/** The name and colour to show: as they are called now, or else as they were when they wrote. */
	author(id: IdentityId | null): CardAuthor | null {
		void this.#people;
		if (id === null) return null;
		return id === this.#me.id ? this.#me : (this.presence.find(id) ?? this.board.author(id));
	}

	isEditing(card: CardId): boolean {
		return this.#editing.at === 'card' && this.#editing.card === card;
	}

	/** The one card of a lane that the Tab key stops at. */
	currentIn(lane: LaneId | null): CardId | null {
		return this.#lanes.get(lane)?.current ?? null;
	}

	stepOn(card: CardId): void {
		const lane = this.board.card(card)?.lane ?? null;
		const shown = this.#lanes.get(lane);
		if (shown === undefined || shown.chosen === card) return;
		shown.chosen = card;
		this.#tell(lane);
	}

	/** Where a card stands, counted from one. */
	placeOf(id: CardId): { lane: LaneId | null; place: number; of: number } {
		const lane = this.board.card(id)?.lane ?? null;
		const cards = this.lane(lane);
		return { lane, place: cards.findIndex((card) => card.id === id) + 1, of: cards.length };
	}

	/** Makes an empty card and begins to write on it. */
	add(lane: LaneId, spot: Spot = { at: 'end' }): CardId | null {
		if (!this.rights.create) return null;
		this.finish();
		this.#history.begin();
		const { run, surface } = this.#standing();
		const phase = surface === 'sheet' ? (run?.current ?? null) : countedAs(run);
		const card = this.#act(() => this.board.add(lane, spot, '', this.#me, Date.now(), phase));
		this.#write({ at: 'card', card, isNew: true }, lane);
		return card;
	}

	edit(id: CardId): void {
		const card = this.board.card(id);
		if (card === undefined || !this.rights.edit(card.author) || this.isEditing(id)) return;
		this.finish();
		this.#history.begin();
		this.#write({ at: 'card', card: id, isNew: false }, card.lane);
	}

	editStatement(): void {
		if (!this.rights.editStatement || this.#editing.at === 'statement') return;
		this.finish();
		this.#history.begin();
		this.#write({ at: 'statement' }, null);
	}

	/** Ends the writing; a card that nobody has written anything on goes away. */
	finish(): void {
		const editing = this.#editing;
		if (editing.at === 'nothing') return;
		this.#editing = { at: 'nothing' };
		const card = editing.at === 'card' ? this.board.card(editing.card) : undefined;
		const isBlank = card?.text.trim() === '' && !this.presence.writers.has(card.id);
		if (card !== undefined && isBlank) this.#act(() => this.board.delete(card.id));
		this.#history.end();
		this.#tell(card?.lane ?? null);
		if (isBlank && editing.at === 'card' && !editing.isNew) this.#offerUndoOfDelete(card, card.text);
	}

	/** Whether it is gone: a card that somebody else is writing on stays. */
	delete(id: CardId): boolean {
		const card = this.board.card(id);
		if (card === undefined || !this.rights.delete(card.author)) return false;
		const writer = this.presence.writers.get(id);
		if (writer !== undefined) {
			toast.show({ text: t.beingWritten(writer.name), kind: 'note' });
			return false;
		}
		if (this.isEditing(id)) this.finish();
		if (this.board.card(id) === undefined) return true;
		this.#act(() => this.board.delete(id));
		this.#offerUndoOfDelete(card, card.text);
		return true;
	}

	/** Begins a gesture of several moves that is one step. */
	beginGesture(): void {
		this.finish();
		this.#history.begin();
	}

	/** Ends the gesture, and takes it back where it is `dropped`. */
	endGesture(dropped: 'keep' | 'take-back'): void {
		this.#history.end();
		if (dropped === 'take-back') this.#history.undo();
	}

	undo(): void {
		this.finish();
		this.#report(this.#history.undo());
	}

	redo(): void {
		this.finish();
		this.#report(this.#history.redo());
	}

	destroy(): void {
		this.finish();
		this.#stopObserving();
		this.#history.destroy();
		this.presence.destroy();
		this.board.destroy();
	}

	#act<T>(change: () => T): T {
		return this.#history.perform(change);
	}

	#report(result: Undone | null): void {
		if (result?.changed.size === 0) toast.show({ text: t.undoOvertaken, kind: 'note' });
	}

	#offerUndoOfDelete(card: Card, text: string): void {
		const run = (): void => this.#act(() => this.board.restore(card, text));
		toast.show({ text: t.deleted, kind: 'note', purpose: 'undo', action: { label: t.undo, run } });
	}

	#write(editing: Editing, lane: LaneId | null): void {
		this.#editing = editing;
		if (editing.at === 'card') this.stepOn(editing.card);
		this.#tell(lane);
	}

	#tell(lane: LaneId | null): void {
		const { at } = this.#editing;
		const editing = this.#editing.at === 'card' ? this.#editing.card : at === 'statement' ? 'problem' : null;
		this.presence.tell({ lane, editing });
	}

	#read({ lanes, statement, people, structure }: BoardChange): void {
		for (const lane of lanes) this.#lanes.get(lane)?.read();
		if (lanes.size > 0) this.#changes++;
		if (structure) for (const shown of this.#lanes.values()) shown.readStructure();
		if (statement) this.#statement = this.board.statement;
		if (people) this.#people++;
	}

	/** Somebody else deleted the card under this person's hands: what they wrote can come back. */
	#noticeLoss({ deleted }: BoardChange): void {
		const editing = this.#editing;
		const lost = editing.at === 'card' ? deleted.find(({ id }) => id === editing.card) : undefined;
		if (lost === undefined) return;
		this.#editing = { at: 'nothing' };
		this.#history.end();
		this.#tell(lost.lane);
		if (lost.text.trim() === '') return;
		const run = (): void => this.#act(() => this.board.restore(lost, lost.text));
		toast.show({ text: t.deletedByOthers, kind: 'problem', action: { label: t.putBack, run } });
	}
}
