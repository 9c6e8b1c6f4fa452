/** Keeps the screen from sleeping while the page is looked at. Returns what lets it sleep again. */
export function keepAwake(page: Document, wakeLock: WakeLock | undefined): () => void {
	if (wakeLock === undefined) return () => undefined;
	let isOver = false;
	let held: WakeLockSentinel | null = null;

	async function hold(lock: WakeLock): Promise<void> {
		if (page.visibilityState !== 'visible' || (held !== null && !held.released)) return;
		try {
			held = await lock.request('screen');
			if (isOver) await held.release();
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
