/**
 * Puts the focus on what the page is about, where it fell from something that is gone. Elsewhere it is somebody's own doing,
 * and stays.
 * @param content else the page's own
 */
export function focusContent(content: HTMLElement | null = document.getElementById('content')): void {
	if (document.activeElement === document.body) content?.focus({ preventScroll: true });
}
