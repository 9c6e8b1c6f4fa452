import { deliver, savedState, startDelivery, type Delivery, type DeliveryEvent } from './delivery.ts';
import type { SavedLight, SavedState } from './open-document.ts';

/** What became of one document's changes, for the screen; `delivery.ts` says what that is. */
export class DeliveryLight implements SavedLight {
	#delivery: Delivery;
	#state = $state.raw<SavedState>({ at: 'connecting' });
	#changes = $state.raw(0);
	/** Hears how many changes the server has not. */
	onUnsaved: (changes: number) => void = () => undefined;
	makeOwn: () => Promise<boolean> = () => Promise.resolve(false);

	constructor(canWrite: boolean) {
		this.#delivery = startDelivery(canWrite);
	}

	get delivery(): Delivery {
		return this.#delivery;
	}

	get state(): SavedState {
		return this.#state;
	}

	get hasUnsavedWork(): boolean {
		const { state } = this;
		return this.#changes > 0 && !(state.at === 'held-back' && state.kept);
	}

	/** The next load of the page brings it all: leaving now loses nothing. */
	leftToNextLoad(): void {
		this.#changes = 0;
	}

	take(event: DeliveryEvent): void {
		const before = this.#delivery;
		const after = deliver(before, event);
		this.#delivery = after;
		if (after.changes !== before.changes) {
			this.#changes = after.changes;
			// What is restored was remembered already.
			if (event.type !== 'restored') this.onUnsaved(after.changes);
		}
		const state = savedState(after);
		if (JSON.stringify(state) !== JSON.stringify(this.#state)) this.#state = state;
	}
}
