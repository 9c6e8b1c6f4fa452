/** Keeps the screen from sleeping while the page is looked at. Returns what lets it sleep again. */
export function keepAwake(page: Document, wakeLock: WakeLock | undefined): () => void {
	if (wakeLock === undefined) return () => undefined;
	let isOver = false;
	let held: WakeLockSentinel | null = null;

	const isHeld = (): boolean => held !== null && !held.released;

	async function hold(lock: WakeLock): Promise<void> {
		if (page.visibilityState !== 'visible' || isHeld()) return;
		try {
			const got = await lock.request('screen');
			// Asked for twice, as somebody looked away and back before the answer: nobody would let go of the first.
			if (isOver || isHeld()) await got.release();
			else held = got;
		} catch {
			// Low on battery, or not permitted: the device's own settings count then.
		}
	}

	const onVisible = (): void => void hold(wakeLock);
	page.addEventListener('visibilitychange', onVisible);
	onVisible();
	return () => {
		isOver = true;
		page.removeEventListener('visibilitychange', onVisible);
		void held?.release().catch(() => undefined);
	};
}
