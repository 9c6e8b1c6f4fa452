import { Worker } from 'node:worker_threads';
import { unreachable } from '#model/unreachable.ts';
import type { Log } from '../log.ts';
import type { IndexAnswers, IndexCall, IndexOptions, IndexReply, IndexRequest } from './messages.ts';

export interface SearchIndexOptions {
	/** Where its file is; made when it is not there. */
	readonly directory: string;
	readonly log: Log;
	/** It is empty, or may lack something: read again whatever it does not know. */
	readonly wanting: () => void;
}

/** The index cannot answer now: its thread ended, or it is closed. */
export class IndexUnavailable extends Error {
	override readonly name = 'IndexUnavailable';
}

interface Waiting {
	readonly resolve: (answer: never) => void;
	readonly reject: (error: IndexUnavailable) => void;
}

/** A thread that ended is not begun again before this, so that one that ends at once does not take the machine with it. */
const AGAIN_AFTER_MS = 5000;

/** What can be found on this node: a read model in a file of its own, in a thread of its own. Everything in it can be read again. */
export class SearchIndex {
	readonly #options: SearchIndexOptions;
	readonly #waiting = new Map<number, Waiting>();
	#worker: Worker | null = null;
	#lastId = 0;
	#closed: PromiseWithResolvers<void> | null = null;
	#again: NodeJS.Timeout | null = null;

	constructor(options: SearchIndexOptions) {
		this.#options = options;
		this.#start();
	}

	/** Rejects with `IndexUnavailable`. What is written is taken over in the order of the calls; searches do not wait for it. */
	ask<C extends IndexCall>(call: C): Promise<IndexAnswers[C['kind']]> {
		return new Promise((resolve, reject) => {
			if (this.#worker === null || this.#closed !== null) {
				reject(new IndexUnavailable('the index is not open'));
				return;
			}
			const request: IndexRequest = { id: ++this.#lastId, call };
			this.#waiting.set(request.id, { resolve, reject });
			this.#worker.ref();
			this.#worker.postMessage(request);
		});
	}

	/** Finishes what it is writing. */
	async close(): Promise<void> {
		if (this.#again !== null) clearTimeout(this.#again);
		this.#closed ??= Promise.withResolvers();
		if (this.#worker === null) return;
		this.#worker.ref();
		this.#worker.postMessage('close');
		await this.#closed.promise;
	}

	#start(): void {
		const workerData: IndexOptions = { directory: this.#options.directory };
		const worker = new Worker(new URL('./index/worker.ts', import.meta.url), { workerData });
		this.#worker = worker;
		worker.on('message', (reply: IndexReply) => this.#heard(reply));
		worker.on('error', (error: Error) => this.#ended(worker, error.message));
		worker.on('exit', () => this.#ended(worker, 'its thread ended'));
		// While nobody waits for it, it keeps no process alive: nothing of it is lost by the end of one.
		worker.unref();
	}

	#heard(reply: IndexReply): void {
		const { log, wanting } = this.#options;
		switch (reply.kind) {
			case 'opened':
				if (reply.begunAnew !== null)
					log.info({ reason: reply.begunAnew, inMemory: reply.inMemory }, 'the search index is begun anew');
				return wanting();
			case 'begun anew':
				log.error({ reason: reply.reason }, 'the search index was damaged, and is filled again');
				return wanting();
			case 'answered':
				return this.#settle(reply.id)?.resolve(reply.answer as never);
			case 'failed':
				log.warn({ reason: reply.reason }, 'the search index could not do something');
				return this.#settle(reply.id)?.reject(new IndexUnavailable(reply.reason));
			case 'closed':
				return this.#closed?.resolve();
			default:
				return unreachable(reply);
		}
	}

	#settle(id: number): Waiting | undefined {
		const waiting = this.#waiting.get(id);
		this.#waiting.delete(id);
		if (this.#waiting.size === 0) this.#worker?.unref();
		return waiting;
	}

	#ended(worker: Worker, reason: string): void {
		if (this.#worker !== worker) return;
		this.#worker = null;
		for (const { reject } of this.#waiting.values()) reject(new IndexUnavailable(reason));
		this.#waiting.clear();
		if (this.#closed !== null) return this.#closed.resolve();
		this.#options.log.error({ reason }, 'the search index is opened again');
		this.#again = setTimeout(() => this.#start(), AGAIN_AFTER_MS).unref();
	}
}
