import type { OpenDocument } from '$lib/sync/open-document.ts';
import { t } from '$lib/messages/problem.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { IdentityId } from '#model/ids.ts';
import { ProblemBoard, type BoardChange } from '#model/problem/board.ts';
import type { Card, CardAuthor, CardId } from '#model/problem/card.ts';
import type { Spot } from '#model/problem/lane-order.ts';
import type { LaneId, Method } from '#model/problem/method.ts';
import { rights, type BoardRights } from '#model/problem/rights.ts';
import { History, type Undone } from '#model/yjs/history.ts';
import { Presence } from './presence.svelte.ts';

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

/** The cards of one lane. Each lane by itself, so that a letter in one leaves the cards of the others in peace. */
class LaneCards {
	cards = $state.raw<readonly Card[]>([]);

	constructor(cards: readonly Card[]) {
		this.cards = cards;
	}
}

/** The view of one problem board: its cards as plain snapshots, what is being written on, and everything one can do. */
export class BoardState {
	readonly board: ProblemBoard;
	readonly presence: Presence;
	readonly rights: BoardRights;
	readonly #me: Me;
	readonly #history: History;
	readonly #stopObserving: () => void;
	readonly #lanes: ReadonlyMap<LaneId | null, LaneCards>;
	#statement = $state.raw('');
	#editing = $state.raw<Editing>({ at: 'nothing' });
	#undoable = $state.raw({ undo: false, redo: false });
	/** Counts changes of the names beside the cards. */
	#people = $state.raw(0);
	/** The card that the keyboard stands on, in each lane. */
	#current = $state.raw<ReadonlyMap<LaneId | null, CardId>>(new Map());

	constructor(document: OpenDocument, me: Me, readonly: boolean) {
		this.board = new ProblemBoard(document.doc);
		this.presence = new Presence(document.awareness);
		const lanes = [...this.board.method.lanes.map(({ id }) => id), null];
		this.#lanes = new Map(lanes.map((lane) => [lane, new LaneCards(this.board.lane(lane))]));
		this.#me = me;
		const mayWrite = !readonly && document.canWrite && !this.board.tooNew;
		this.rights = rights(null, { id: me.id, role: mayWrite ? 'member' : 'viewer' });
		const { places, facts, texts, meta } = this.board;
		this.#history = new History({
			doc: document.doc,
			origin: ORIGIN,
			lists: [{ list: places }, { list: facts }],
			texts: [texts, meta],
			now: () => performance.now(),
			onChange: () => {
				this.#undoable = { undo: this.#history.canUndo, redo: this.#history.canRedo };
			}
		});
		this.#stopObserving = this.board.observe((change, transaction) => {
			this.#read(change);
			if (transaction.origin !== ORIGIN) this.#noticeLoss(change);
		});
		this.#statement = this.board.statement;
	}

	get method(): Method {
		return this.board.method;
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
		const cards = this.lane(lane);
		const current = this.#current.get(lane);
		return cards.some(({ id }) => id === current) ? current! : (cards[0]?.id ?? null);
	}

	stepOn(card: CardId): void {
		const lane = this.board.card(card)?.lane ?? null;
		if (this.#current.get(lane) === card) return;
		this.#current = new Map(this.#current).set(lane, card);
		this.#tell(lane);
	}

	/** Makes an empty card and begins to write on it. */
	add(lane: LaneId, spot: Spot = { at: 'end' }): CardId | null {
		if (!this.rights.create) return null;
		this.finish();
		this.#history.begin();
		const card = this.#act(() => this.board.add(lane, spot, '', this.#me, Date.now()));
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

	/** Whether the card went anywhere. */
	move(card: CardId, lane: LaneId, spot: Spot): boolean {
		if (!this.rights.move) return false;
		const moved = this.#act(() => this.board.move(card, lane, spot));
		if (moved) this.stepOn(card);
		return moved;
	}

	/** Moves by one place up or down, or to the lane on the left or right. */
	nudge(id: CardId, direction: 'up' | 'down' | 'left' | 'right'): boolean {
		const card = this.board.card(id);
		if (card === undefined) return false;
		if (direction === 'up' || direction === 'down') {
			const cards = this.lane(card.lane);
			const neighbour = cards[cards.findIndex((one) => one.id === id) + (direction === 'up' ? -1 : 1)];
			if (neighbour === undefined || card.lane === null) return false;
			return this.move(id, card.lane, { at: direction === 'up' ? 'before' : 'behind', card: neighbour.id });
		}
		const lane = this.laneBeside(card.lane, direction);
		if (lane === null) return false;
		// To about the same height, so that the eye can follow.
		const index = this.lane(card.lane).findIndex((one) => one.id === id);
		const beside = this.lane(lane)[index];
		return this.move(id, lane, beside === undefined ? { at: 'end' } : { at: 'before', card: beside.id });
	}

	laneBeside(lane: LaneId | null, direction: 'left' | 'right'): LaneId | null {
		const index = this.method.lanes.findIndex(({ id }) => id === lane);
		return this.method.lanes[index + (direction === 'left' ? -1 : 1)]?.id ?? null;
	}

	/** Where a card stands, counted from one. */
	placeOf(id: CardId): { lane: LaneId | null; place: number; of: number } {
		const lane = this.board.card(id)?.lane ?? null;
		const cards = this.lane(lane);
		return { lane, place: cards.findIndex((card) => card.id === id) + 1, of: cards.length };
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
		toast.show({ text: t.deleted, kind: 'note', action: { label: t.undo, run } });
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

	#read({ lanes, statement, people }: BoardChange): void {
		for (const lane of lanes) {
			const shown = this.#lanes.get(lane);
			if (shown !== undefined) shown.cards = this.board.lane(lane);
		}
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
