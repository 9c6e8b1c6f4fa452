import type { StoreError } from '../store/store.ts';

interface Waiter {
	readonly sequence: number;
	readonly resolve: () => void;
	readonly reject: (error: StoreError) => void;
}

/** Whoever made content on the server and waits until its batch is durable. */
export class DurableWaiters {
	#waiters: Waiter[] = [];

	/** Resolves when the batch is durable; rejects with why it is not. */
	until(sequence: number): Promise<void> {
		return new Promise((resolve, reject) => this.#waiters.push({ sequence, resolve, reject }));
	}

	/** All batches up to this one that have not failed. */
	durable(sequence: number): void {
		for (const { resolve } of this.#take((waiter) => waiter.sequence <= sequence)) resolve();
	}

	failed(sequence: number, error: StoreError): void {
		for (const { reject } of this.#take((waiter) => waiter.sequence === sequence)) reject(error);
	}

	#take(isMeant: (waiter: Waiter) => boolean): Waiter[] {
		const taken = this.#waiters.filter(isMeant);
		if (taken.length > 0) this.#waiters = this.#waiters.filter((waiter) => !isMeant(waiter));
		return taken;
	}
}
