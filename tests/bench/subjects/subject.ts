import type { Address } from '../generator/client.ts';
import type { Pids } from '../generator/process-figures.ts';

/** A server under measurement, or the reason why there is none. */
export interface Subject {
	readonly name: string;
	/** One of ours, a peer, or a broadcast without any CRDT. */
	readonly kind: 'ours' | 'peer' | 'limit';
	/** Version and what it does for durability as it is started here. */
	readonly note: string;
	/** Scenarios that it cannot do, each with the reason. */
	readonly cannot: Readonly<Record<string, string>>;
	/** A new process on the server's core with nothing stored. `kept`: with its own persistence on, where that is a choice. */
	start(options: { readonly kept: boolean }): Promise<Running>;
}

export interface Running {
	readonly pids: Pids;
	/** So many new, empty documents, each with the addresses of so many members; documents whose members differ only by connection may have one. */
	rooms(count: number, members: number): Promise<Address[][]>;
	/** Stops it with SIGTERM and starts it again on the same data and port. */
	restart(): Promise<void>;
	/** Ends it and removes what it kept. */
	stop(): Promise<void>;
}
