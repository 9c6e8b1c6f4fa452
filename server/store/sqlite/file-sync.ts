/** How a file is made durable; an argument so that tests can let it be slow. */
export interface SyncCalls {
	readonly now: () => number;
	/** Holds up this thread. */
	readonly here: (descriptor: number) => void;
	/** In a thread of its own, which takes two switches of threads. */
	readonly beside: (descriptor: number) => Promise<void>;
}

/** A sync that takes longer than this would hold up what comes meanwhile by more than the switches cost. */
const SLOW_MS = 3;
/** After a slow one, so many go beside before one is tried here again. */
const BESIDE_AFTER_SLOW = 200;

/**
 * Syncs here as long as the disk is quick, and beside the next transaction when it is not. On a quick disk the two
 * switches of threads cost more than the sync, at every append of a server that has one core.
 */
export function createFileSync({ now, here, beside }: SyncCalls): (descriptor: number) => Promise<void> {
	let besides = 0;
	return async (descriptor) => {
		if (besides > 0) {
			besides -= 1;
			return beside(descriptor);
		}
		const start = now();
		here(descriptor);
		if (now() - start > SLOW_MS) besides = BESIDE_AFTER_SLOW;
	};
}
