/**
 * What people open first, and what each of these needs before it can be used. The build puts the modules into files by it
 * (first-load-files.mjs), and the budget weighs them (../bundle-budget.mjs).
 */

const BOARD = 'src/routes/s/[session]/[board]/+page.svelte';

/**
 * A board's component is imported when the kind is known; it belongs to the first load all the same.
 * @type {readonly { title: string, route: string, lazy: readonly string[], budgetKb: number }[]}
 */
export const FIRST_LOADS = [
	{ title: 'start page', route: 'src/routes/+page.svelte', lazy: [], budgetKb: 60 },
	{ title: 'whiteboard', route: BOARD, lazy: ['src/lib/whiteboard/Whiteboard.svelte'], budgetKb: 170 },
	{
		title: 'problem board',
		route: BOARD,
		lazy: ['src/routes/s/[session]/[board]/ProblemProgram.svelte'],
		budgetKb: 140
	},
	{ title: 'page', route: BOARD, lazy: ['src/lib/page/PageEditor.svelte'], budgetKb: 181 }
];

/**
 * The sources of a route: its page, what loads its data, and the layouts around it. Not all of them exist.
 * @param {string} route
 * @returns {string[]}
 */
export function sourcesOf(route) {
	const sources = [route, route.replace('.svelte', '.ts')];
	let folder = route;
	do {
		folder = folder.slice(0, folder.lastIndexOf('/'));
		sources.push(`${folder}/+layout.svelte`, `${folder}/+layout.ts`);
	} while (folder !== 'src/routes');
	return sources;
}
