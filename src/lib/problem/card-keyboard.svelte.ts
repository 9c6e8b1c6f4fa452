import { tick } from 'svelte';
import { t } from '$lib/messages/problem.ts';
import type { CardId } from '#model/problem/card.ts';
import type { LaneId } from '#model/problem/method.ts';
import type { BoardState } from './board-state.svelte.ts';

const DIRECTIONS = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const;

function directionOf(key: string): 'up' | 'down' | 'left' | 'right' | null {
	return key in DIRECTIONS ? DIRECTIONS[key as keyof typeof DIRECTIONS] : null;
}

/** Everything that the keyboard does with a card while nobody writes on it. */
export class CardKeyboard {
	readonly #state: BoardState;
	readonly #root: HTMLElement;
	readonly #announce: (words: string) => void;
	/** Has a card drawn, however far away it is. */
	readonly #need: (card: CardId) => void;
	/** The card that the arrow keys move. */
	#grabbed = $state.raw<CardId | null>(null);

	constructor(
		state: BoardState,
		root: HTMLElement,
		announce: (words: string) => void,
		need: (card: CardId) => void
	) {
		this.#state = state;
		this.#root = root;
		this.#announce = announce;
		this.#need = need;
	}

	get grabbed(): CardId | null {
		return this.#grabbed;
	}

	/** Focus stands on this card now: another one in hand is put down where it is. */
	focused(card: CardId | null): void {
		if (card !== null) this.#state.stepOn(card);
		if (this.#grabbed !== null && card !== null && card !== this.#grabbed) this.#putDown();
	}

	async focus(card: CardId): Promise<void> {
		this.#need(card);
		await tick();
		this.#root.querySelector<HTMLElement>(`[data-card="${card}"]`)?.focus();
	}

	handle(event: KeyboardEvent): void {
		const element = event.target instanceof HTMLElement ? event.target : null;
		const id = element?.dataset.card as CardId | undefined;
		if (id === undefined || event.ctrlKey || event.metaKey) return;
		const done = this.#grabbed === id ? this.#whileGrabbed(event, id) : this.#onCard(event, id);
		if (done) event.preventDefault();
	}

	#onCard(event: KeyboardEvent, id: CardId): boolean {
		const direction = directionOf(event.key);
		if (direction !== null) {
			if (event.altKey) this.#nudge(id, direction);
			else this.#step(id, direction);
			return true;
		}
		switch (event.key) {
			case 'Enter':
			case 'F2':
				this.#state.edit(id);
				return true;
			case ' ':
				this.#grab(id);
				return true;
			case 'Delete':
			case 'Backspace':
				this.#delete(id);
				return true;
			case 'g':
			case 'G':
				if (this.#state.moves[event.shiftKey ? 'apart' : 'withAbove'](id)) this.#moved(id);
				return true;
			default:
				return false;
		}
	}

	#whileGrabbed(event: KeyboardEvent, id: CardId): boolean {
		const direction = directionOf(event.key);
		if (direction !== null) {
			this.#nudge(id, direction);
			return true;
		}
		switch (event.key) {
			case ' ':
			case 'Enter':
				this.#putDown();
				return true;
			case 'Escape':
				this.#grabbed = null;
				this.#state.endGesture('take-back');
				this.#announce(t.movedBack);
				void this.focus(id);
				return true;
			case 'Tab':
				this.#putDown();
				return false;
			default:
				return false;
		}
	}

	#grab(id: CardId): void {
		if (!this.#state.rights.move) return;
		this.#state.beginGesture();
		this.#grabbed = id;
		const { lane, place, of } = this.#state.placeOf(id);
		this.#announce(t.pickedUp(this.#state.laneTitle(lane), place, of));
	}

	#putDown(): void {
		const id = this.#grabbed;
		if (id === null) return;
		this.#grabbed = null;
		this.#state.endGesture('keep');
		const { lane, place, of } = this.#state.placeOf(id);
		this.#announce(t.putDown(this.#state.laneTitle(lane), place, of));
	}

	#nudge(id: CardId, direction: 'up' | 'down' | 'left' | 'right'): void {
		if (this.#state.moves.nudge(id, direction)) this.#moved(id);
	}

	#moved(id: CardId): void {
		this.tellPlace(id);
		void this.focus(id);
	}

	tellPlace(id: CardId): void {
		const { lane, place, of } = this.#state.placeOf(id);
		this.#announce(t.movedTo(this.#state.laneTitle(lane), place, of));
	}

	#step(id: CardId, direction: 'up' | 'down' | 'left' | 'right'): void {
		const { lane, place } = this.#state.placeOf(id);
		if (direction === 'up' || direction === 'down') {
			const next = this.#state.lane(lane)[place - 1 + (direction === 'up' ? -1 : 1)];
			if (next !== undefined) void this.focus(next.id);
			return;
		}
		const next = this.#nextFilledLane(lane, direction);
		const cards = this.#state.lane(next);
		const card = cards[Math.min(place, cards.length) - 1];
		if (card !== undefined) void this.focus(card.id);
	}

	#nextFilledLane(from: LaneId | null, direction: 'left' | 'right'): LaneId | null {
		for (let lane = this.#state.moves.laneBeside(from, direction); lane !== null;)
			if (this.#state.lane(lane).length > 0) return lane;
			else lane = this.#state.moves.laneBeside(lane, direction);
		return from;
	}

	#delete(id: CardId): void {
		const { lane, place } = this.#state.placeOf(id);
		if (!this.#state.delete(id)) return;
		const cards = this.#state.lane(lane);
		const next = cards[Math.min(place, cards.length) - 1];
		if (next !== undefined) void this.focus(next.id);
		else void this.focusAdd(lane);
	}

	async focusAdd(lane: LaneId | null): Promise<void> {
		await tick();
		this.#root.querySelector<HTMLElement>(`[data-lane="${lane}"] [data-add]`)?.focus();
	}
}
