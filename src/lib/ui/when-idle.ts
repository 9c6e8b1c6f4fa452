/** Runs it once the browser has nothing else to do, within so many milliseconds at the latest. */
export function whenIdle(act: () => void, withinMs: number): void {
	// Safari has no idle callbacks.
	if ('requestIdleCallback' in globalThis) requestIdleCallback(() => act(), { timeout: withinMs });
	else setTimeout(act, withinMs);
}
