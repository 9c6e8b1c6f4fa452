/**
 * Arrow keys between the field and what was found, up and down; from the first hit, up leads back to the field. `list`: what
 * holds the field and the hits.
 */
export function betweenHits(event: KeyboardEvent, list: HTMLElement, field: HTMLElement): void {
	if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
	const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
	if (step === undefined) return;
	const stops = [field, ...list.querySelectorAll<HTMLElement>('[data-hit]')];
	const at = stops.indexOf(document.activeElement as HTMLElement);
	const next = at === -1 ? undefined : stops[at + step];
	if (next === undefined) return;
	event.preventDefault();
	next.focus();
}
