import { createSubscriber } from 'svelte/reactivity';

/** Whether the window is at least so wide, as in CSS; followed where it is read. Svelte's own class would weigh on every first load. */
export function wideWindow(least: string): () => boolean {
	const query = matchMedia(`(min-width: ${least})`);
	const subscribe = createSubscriber((update) => {
		query.addEventListener('change', update);
		return () => query.removeEventListener('change', update);
	});
	return () => {
		subscribe();
		return query.matches;
	};
}
