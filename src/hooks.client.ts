import { theme } from '$lib/ui/theme.svelte.ts';

/** Runs once, before the first route is drawn. */
export function init(): void {
	theme.start();
}
