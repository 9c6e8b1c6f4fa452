import { StoreError, type AppendListener, type LogEntry, type LogPosition } from '../store.ts';

/** One append on its way, and what became of it. */
export class Outgoing {
	readonly entry: LogEntry;
	readonly bytes: Buffer;
	/** On the monotonic clock. */
	readonly since: number;
	/** Whose append it is. */
	readonly from: object;
	readonly #listener: AppendListener;
	#at: 'waiting' | 'written' | 'ended' = 'waiting';
	#answeredBy: string | null = null;

	constructor(entry: LogEntry, bytes: Buffer, listener: AppendListener, since: number, from: object) {
		this.entry = entry;
		this.bytes = bytes;
		this.#listener = listener;
		this.since = since;
		this.from = from;
	}

	/** Whoever appended it has heard nothing yet. */
	get isWaiting(): boolean {
		return this.#at === 'waiting';
	}

	/** The server whose reply, and not only an echo, said that it is stored; only that one can confirm it. */
	get answeredBy(): string | null {
		return this.#answeredBy;
	}

	answered(by: string | null): void {
		this.#answeredBy = by;
	}

	written(position: LogPosition): void {
		this.#at = 'written';
		this.#listener.written(position);
	}

	durable(): void {
		if (this.#at === 'ended') return;
		this.#at = 'ended';
		this.#listener.durable();
	}

	failed(error: StoreError): void {
		if (this.#at === 'ended') return;
		this.#at = 'ended';
		this.#listener.failed(error);
	}
}

export function unavailable(reason: string): StoreError {
	return new StoreError('unavailable', reason);
}
