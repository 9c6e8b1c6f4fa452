/** Longer than any frame: none come while nobody sees the page. */
const AT_LATEST_MS = 250;

/** Resolves once the page has answered people and painted. */
export function nextFrame(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		const late = setTimeout(() => port2.postMessage(null), AT_LATEST_MS);
		requestAnimationFrame(() => {
			clearTimeout(late);
			// Not now, but after this frame is painted.
			port2.postMessage(null);
		});
	});
}
