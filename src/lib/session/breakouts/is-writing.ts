const TEXT_FIELDS = 'textarea, input:not([type="button"], [type="checkbox"], [type="radio"], [type="range"])';

/** Whether somebody has the caret in a text, where moving them would cut a sentence off. */
export function isWriting(): boolean {
	const active = document.activeElement;
	return active instanceof HTMLElement && (active.isContentEditable || active.matches(TEXT_FIELDS));
}
