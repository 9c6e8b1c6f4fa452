import { Worker } from 'node:worker_threads';
import type { Log } from '../log.ts';
import type { Job, JobAnswer, JobParts, JobRequest, Results } from './jobs.ts';

export interface PoolOptions {
	readonly workers: number;
	/** A job that takes longer is a poisoned document: its worker is ended and replaced. */
	readonly jobTimeoutMs: number;
	/** Memory of one worker's JavaScript heap. */
	readonly heapMegabytes: number;
	/** A worker that has had nothing to do for so long is ended, and its memory is the system's again. */
	readonly idleMs: number;
	readonly log: Log;
}

/** Why a job was not done; the document's bytes are untouched. */
export class JobError extends Error {
	override readonly name = 'JobError';
	/** Whether it was the document that could not be opened, or the workers that could not take it. */
	readonly fault: 'document' | 'workers';

	constructor(fault: JobError['fault'], message: string) {
		super(message);
		this.fault = fault;
	}
}

interface Waiting {
	readonly request: JobRequest;
	readonly timeoutMs: number;
	readonly resolve: (result: Results[Job['kind']]) => void;
	readonly reject: (error: JobError) => void;
}

/** A worker thread and what it is busy with. */
interface Lane {
	worker: Worker | null;
	/** Runs while the worker has nothing to do. */
	idle: NodeJS.Timeout | null;
	current: { readonly waiting: Waiting; readonly timer: NodeJS.Timeout } | null;
}

/** More than this waiting means that the workers do not keep up; whoever asks comes again later. */
const MAX_WAITING = 1000;
/** A worker that opened more than this keeps a heap of many times that; the next job gets a new one. */
const HEAVY_BYTES = 1024 * 1024;

/** Opens documents in worker threads, so that no document, however large or broken, stops the server. */
export class DocumentPool {
	readonly #options: PoolOptions;
	readonly #lanes: Lane[];
	readonly #waiting: Waiting[] = [];
	#lastId = 0;
	#closed = false;
	/** How many count on finding a worker that is there already. */
	#held = 0;

	constructor(options: PoolOptions) {
		this.#options = options;
		this.#lanes = Array.from({ length: options.workers }, () => ({
			worker: null,
			idle: null,
			current: null
		}));
	}

	/**
	 * Rejects with `JobError` when the job failed, took too long or took too much memory.
	 * @param timeoutMs how long it may take, where somebody waits for it; at most what all may
	 */
	run<K extends Job['kind']>(
		job: Extract<Job, { kind: K }>,
		timeoutMs = this.#options.jobTimeoutMs
	): Promise<Results[K]> {
		if (this.#closed) return Promise.reject(new JobError('workers', 'The document workers are stopped'));
		if (this.#waiting.length >= MAX_WAITING)
			return Promise.reject(new JobError('workers', 'The document workers are busy'));
		return new Promise<Results[K]>((resolve, reject) => {
			const request = { id: ++this.#lastId, job };
			// The answer to a job has the type that its kind says; messages between threads lose that.
			this.#waiting.push({ request, timeoutMs, resolve: resolve as Waiting['resolve'], reject });
			this.#next();
		});
	}

	/**
	 * Keeps one worker there, with what moves cards loaded: somebody will wait for what it does. Until the function that is returned is
	 * called.
	 */
	keepReady(): () => void {
		this.#held += 1;
		this.#beReady();
		let isKept = true;
		return () => {
			if (!isKept) return;
			isKept = false;
			this.#held -= 1;
			if (this.#held === 0) for (const lane of this.#lanes) this.#restIfIdle(lane);
		};
	}

	/** Jobs that wait for a worker, jobs that a worker is busy with, and workers, busy or not. */
	counts(): { readonly waiting: number; readonly running: number; readonly workers: number } {
		const running = this.#lanes.filter((lane) => lane.current !== null).length;
		const workers = this.#lanes.filter((lane) => lane.worker !== null).length;
		return { waiting: this.#waiting.length, running, workers };
	}

	/** Fails what waits and ends the threads. */
	async close(): Promise<void> {
		this.#closed = true;
		for (const { reject } of this.#waiting.splice(0))
			reject(new JobError('workers', 'The document workers are stopped'));
		await Promise.all(
			this.#lanes.map(async (lane) => {
				this.#settle(lane)?.reject(new JobError('workers', 'The document workers are stopped'));
				if (lane.idle !== null) clearTimeout(lane.idle);
				await lane.worker?.terminate();
			})
		);
	}

	#next(): void {
		for (let lane = this.#freeLane(); lane !== undefined; lane = this.#freeLane()) {
			const waiting = this.#waiting.shift();
			if (waiting === undefined) return;
			if (lane.idle !== null) clearTimeout(lane.idle);
			const worker = (lane.worker ??= this.#start(lane));
			lane.current = { waiting, timer: this.#limit(lane, waiting) };
			worker.ref();
			worker.postMessage(waiting.request);
		}
	}

	/** One whose worker is there before one that has to start it. */
	#freeLane(): Lane | undefined {
		const free = this.#lanes.filter(({ current }) => current === null);
		return free.find(({ worker }) => worker !== null) ?? free[0];
	}

	#limit(lane: Lane, waiting: Waiting): NodeJS.Timeout {
		const timeoutMs = Math.min(waiting.timeoutMs, this.#options.jobTimeoutMs);
		return setTimeout(() => this.#replace(lane, 'it took too long'), timeoutMs);
	}

	#beReady(): void {
		if (this.#held === 0 || this.#closed || this.counts().workers > 0) return;
		// Without it, the first who needs a worker waits for its start; nothing else is amiss.
		this.run({ kind: 'get-ready' }).catch(() => undefined);
	}

	#start(lane: Lane): Worker {
		const worker = new Worker(new URL('./worker.ts', import.meta.url), {
			resourceLimits: { maxOldGenerationSizeMb: this.#options.heapMegabytes }
		});
		worker.on('message', (answer: JobAnswer) => this.#answered(lane, answer));
		// Out of memory, or thrown outside a job.
		worker.on('error', (error: Error) => this.#replace(lane, error.message, worker));
		worker.on('exit', () => this.#replace(lane, 'its thread ended', worker));
		// An idle worker must not keep the process alive.
		worker.unref();
		return worker;
	}

	#answered(lane: Lane, answer: JobAnswer): void {
		if (lane.current?.waiting.request.id !== answer.id) return;
		const waiting = this.#settle(lane);
		lane.worker?.unref();
		if (answer.ok) waiting?.resolve(answer.result);
		else waiting?.reject(new JobError('document', answer.reason));
		if (waiting !== null && bytesOf(waiting.request.job) > HEAVY_BYTES) this.#retire(lane);
		this.#next();
		this.#beReady();
		this.#restIfIdle(lane);
	}

	#restIfIdle(lane: Lane): void {
		if (lane.current !== null || lane.worker === null) return;
		if (lane.idle !== null) clearTimeout(lane.idle);
		lane.idle = setTimeout(() => this.#rest(lane), this.#options.idleMs).unref();
	}

	#rest(lane: Lane): void {
		const isKept = this.#held > 0 && this.counts().workers === 1;
		if (!isKept) this.#retire(lane);
	}

	/** Ends a worker that has nothing to do. */
	#retire(lane: Lane): void {
		const { worker } = lane;
		lane.worker = null;
		void worker?.terminate();
	}

	/** Gives up on a worker and its job; the next job gets a new one. `of`: only if it is still that one. */
	#replace(lane: Lane, reason: string, of = lane.worker): void {
		if (of === null || lane.worker !== of || this.#closed) return;
		lane.worker = null;
		const waiting = this.#settle(lane);
		this.#options.log.warn({ reason, kind: waiting?.request.job.kind }, 'a document worker was replaced');
		waiting?.reject(new JobError('document', `The document could not be opened: ${reason}`));
		void of.terminate();
		this.#next();
	}

	#settle(lane: Lane): Waiting | null {
		if (lane.current === null) return null;
		clearTimeout(lane.current.timer);
		const { waiting } = lane.current;
		lane.current = null;
		return waiting;
	}
}

function bytesOf(job: Job): number {
	return documentsOf(job).reduce(
		(sum, { snapshot, updates }) =>
			updates.reduce((bytes, update) => bytes + update.length, sum + (snapshot?.length ?? 0)),
		0
	);
}

function documentsOf(job: Job): readonly JobParts[] {
	if (job.kind === 'take-sheets') return job.sheets;
	if (!('parts' in job)) return [];
	return job.kind === 'harvest' ? [job.parts, ...job.sources.map(({ parts }) => parts)] : [job.parts];
}
