import type { SharedBoard } from './shared-board.ts';
import type { StockClient } from './stock-client.ts';
import { waitFor } from './wait-for.ts';

/** The top-level types that they write into. */
export const PAIR_ROOTS = ['pair', 'pair words'];

/** Two ordinary clients on one board, who write to each other while something else goes wrong. */
export class HealthyPair {
	readonly one: StockClient;
	readonly two: StockClient;
	/** The longest that a word took from one to the other and back, in milliseconds. */
	slowestMs = 0;
	#words = 0;

	private constructor(one: StockClient, two: StockClient) {
		this.one = one;
		this.two = two;
	}

	static async join(board: SharedBoard): Promise<HealthyPair> {
		const [mia, tom] = [await board.invite('Mia'), await board.invite('Tom')];
		const pair = new HealthyPair(board.stock(mia), board.stock(tom));
		await Promise.all([pair.one.synced(), pair.two.synced()]);
		return pair;
	}

	get words(): number {
		return this.#words;
	}

	/** A word from one to the other, and its echo back. Rejects when it does not come. */
	async exchange(): Promise<void> {
		const start = performance.now();
		this.#words += 1;
		const count = this.#words;
		this.one.doc.getMap('pair').set('word', count);
		this.one.doc.getArray('pair words').push([count]);
		await waitFor(() => this.two.doc.getMap('pair').get('word') === count, 'the other one sees the word');
		this.two.doc.getMap('pair').set('echo', count);
		this.two.doc.getArray('pair words').insert(0, [count]);
		await waitFor(() => this.one.doc.getMap('pair').get('echo') === count, 'the echo comes back');
		this.slowestMs = Math.max(this.slowestMs, performance.now() - start);
	}

	/** Exchanges words until `work` is done; its result. */
	async during<T>(work: Promise<T>): Promise<T> {
		const state = { working: true };
		const finished = work.finally(() => (state.working = false));
		// Whoever awaits the result hears of its failure, even when an exchange fails first.
		finished.catch(() => undefined);
		while (state.working) await this.exchange();
		return finished;
	}
}
