import type { PageEditing } from '../page-editing.svelte.ts';

/** Between what floats and what it belongs to, and to the edges of the window; in CSS pixels. */
const AWAY = 6;
const MARGIN = 8;

interface Range {
	readonly from: number;
	readonly to: number;
}

/**
 * Keeps something that floats (`position: fixed`) beside a range of the text, within what the window and the keyboard on the
 * screen leave free: on the side that is asked for, or on the other where that has no room.
 */
export function besideText(editing: PageEditing, range: () => Range, side: 'above' | 'below') {
	return (element: HTMLElement): (() => void) => {
		const place = (): void => {
			const { from, to } = range();
			const { view } = editing;
			const size = view.state.doc.content.size;
			if (view.isDestroyed || to > size) return;
			const start = view.coordsAtPos(from);
			const end = view.coordsAtPos(to);
			const { visualViewport } = window;
			const top = visualViewport?.offsetTop ?? 0;
			const bottom = top + (visualViewport?.height ?? window.innerHeight);
			const { offsetWidth: width, offsetHeight: height } = element;
			const above = Math.min(start.top, end.top) - AWAY - height;
			const below = Math.max(start.bottom, end.bottom) + AWAY;
			const fitsAbove = above >= top + MARGIN;
			const fitsBelow = below + height <= bottom - MARGIN;
			const isAbove = side === 'above' ? fitsAbove || !fitsBelow : fitsAbove && !fitsBelow;
			const left =
				side === 'above' && start.top === end.top ? (start.left + end.left - width) / 2 : start.left;
			element.style.left = `${Math.round(clamp(left, MARGIN, window.innerWidth - width - MARGIN))}px`;
			element.style.top = `${Math.round(clamp(isAbove ? above : below, top + MARGIN, bottom - height - MARGIN))}px`;
		};
		$effect(() => {
			void editing.state;
			range();
			place();
		});
		const scrolled = { capture: true, passive: true } as const;
		window.addEventListener('scroll', place, scrolled);
		window.addEventListener('resize', place);
		window.visualViewport?.addEventListener('resize', place);
		return () => {
			window.removeEventListener('scroll', place, scrolled);
			window.removeEventListener('resize', place);
			window.visualViewport?.removeEventListener('resize', place);
		};
	};
}

function clamp(value: number, least: number, most: number): number {
	return Math.max(least, Math.min(value, Math.max(least, most)));
}
