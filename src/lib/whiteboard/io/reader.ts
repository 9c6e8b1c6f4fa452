import { Assembly, type Read, type ReadingPart, type ReadingRequest } from './reading-parts.ts';

/** What is used of a worker. */
export type ReadingWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

export function startReadingWorker(): ReadingWorker {
	return new Worker(new URL('./reading-worker.ts', import.meta.url), { type: 'module' });
}

/** Reads drawings, one after another, in a worker of its own that is there as long as it is needed. `close` it. */
export class Reader {
	readonly #start: () => ReadingWorker;
	readonly #signal: AbortSignal;
	#worker: ReadingWorker | null = null;

	constructor(signal: AbortSignal, start: () => ReadingWorker = startReadingWorker) {
		this.#signal = signal;
		this.#start = start;
	}

	/** Rejects when the worker cannot be had or fails, and with the signal's reason when that says to stop. */
	async read(request: ReadingRequest): Promise<Read> {
		this.#signal.throwIfAborted();
		const worker = (this.#worker ??= this.#start());
		const assembly = new Assembly();
		const stop = new AbortController();
		try {
			return await new Promise<Read>((resolve, reject) => {
				worker.onmessage = ({ data }: MessageEvent<ReadingPart>) => {
					const read = assembly.add(data);
					if (read !== undefined) resolve(read);
				};
				worker.onerror = ({ message }) => reject(new Error(`The reading worker failed: ${message}`));
				this.#signal.addEventListener('abort', () => reject(this.#signal.reason as Error), stop);
				worker.postMessage(request);
			});
		} finally {
			stop.abort();
		}
	}

	close(): void {
		this.#worker?.terminate();
		this.#worker = null;
	}
}
