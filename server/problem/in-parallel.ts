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
