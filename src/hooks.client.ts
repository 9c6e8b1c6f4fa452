import { dev } from '$app/environment';
import { theme } from '$lib/ui/theme.svelte.ts';

/** Runs once, before the first route is drawn. */
export function init(): void {
	theme.start();
	if (document.readyState === 'complete') keepTheApp();
	else addEventListener('load', keepTheApp);
}

/** From then on the app opens without a network. Where browsers bar that, as in a frame of another site, it needs one. */
function keepTheApp(): void {
	if (!('serviceWorker' in navigator)) return;
	navigator.serviceWorker
		.register('/service-worker.js', { type: dev ? 'module' : 'classic' })
		.catch(() => undefined);
}
