/**
 * Keeps what fingers do on an element from the browser's own gestures. `touch-action: none` is not enough: Chromium still makes
 * a fling of a swift swipe. Nothing moves by it, but for a second the next tap, wherever it is, is taken for the finger that
 * stops it, and becomes no click: buttons seem dead. Whoever uses this lives on pointer events; no click comes from there.
 * Returns the function that ends it.
 */
export function keepTouches(
	element: HTMLElement,
	isOurs: (target: Element) => boolean = () => true
): () => void {
	const onTouch = (event: TouchEvent): void => {
		if (event.cancelable && event.target instanceof Element && isOurs(event.target)) event.preventDefault();
	};
	element.addEventListener('touchstart', onTouch, { passive: false });
	return () => element.removeEventListener('touchstart', onTouch);
}
