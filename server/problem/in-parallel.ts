import { setTimeout as wait } from 'node:timers/promises';

/** Does `work` for each, so many at once; rejects when one rejects, after those under way have ended. */
export async function inParallel<T>(
	items: readonly T[],
	atOnce: number,
	work: (item: T) => Promise<void>
): Promise<void> {
	const left = items.values();
	const lane = async (): Promise<void> => {
		for (const item of left) await work(item);
	};
	const ended = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, lane));
	const failed = ended.find((one) => one.status === 'rejected');
	if (failed !== undefined) throw failed.reason;
}

/**
 * Does `work` for each: the next when the one before has ended, or has taken so many milliseconds. Rejects when one rejects, after all have
 * ended.
 */
export async function inTurn<T>(
	items: readonly T[],
	patienceMs: number,
	work: (item: T) => Promise<void>
): Promise<void> {
	const begun: Promise<void>[] = [];
	for (const item of items) {
		const one = work(item);
		begun.push(one);
		await Promise.race([one.catch(() => undefined), wait(patienceMs, undefined, { ref: false })]);
	}
	const failed = (await Promise.allSettled(begun)).find((one) => one.status === 'rejected');
	if (failed !== undefined) throw failed.reason;
}
