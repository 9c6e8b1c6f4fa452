/**
 * One stop for Tab in a toolbar, the arrow keys within it (the toolbar pattern of the ARIA practices).
 * To be attached to the element with `role="toolbar"`.
 */
export function rovingFocus(toolbar: HTMLElement): () => void {
	const controls = (): HTMLElement[] => [...toolbar.querySelectorAll<HTMLElement>('button:not(:disabled)')];
	const choose = (chosen: HTMLElement | undefined): void => {
		for (const button of toolbar.querySelectorAll('button')) button.tabIndex = button === chosen ? 0 : -1;
	};
	const focused = (event: FocusEvent): void => {
		if (event.target instanceof HTMLElement && controls().includes(event.target)) choose(event.target);
	};
	const pressed = (event: KeyboardEvent): void => {
		const all = controls();
		const at = all.indexOf(document.activeElement as HTMLElement);
		const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0;
		let next = at < 0 || step === 0 ? undefined : all[(at + step + all.length) % all.length];
		if (event.key === 'Home') next = all[0];
		if (event.key === 'End') next = all.at(-1);
		if (next === undefined) return;
		event.preventDefault();
		choose(next);
		next.focus();
	};
	choose(controls()[0]);
	// A button that becomes disabled while it is the stop would leave the toolbar without one.
	const observer = new MutationObserver(() => {
		const stop = toolbar.querySelector('button[tabindex="0"]:not(:disabled)');
		if (stop === null) choose(controls()[0]);
	});
	observer.observe(toolbar, {
		subtree: true,
		childList: true,
		attributes: true,
		attributeFilter: ['disabled']
	});
	toolbar.addEventListener('focusin', focused);
	toolbar.addEventListener('keydown', pressed);
	return () => {
		observer.disconnect();
		toolbar.removeEventListener('focusin', focused);
		toolbar.removeEventListener('keydown', pressed);
	};
}
