import { FIRST_LOADS, sourcesOf } from './first-loads.mjs';

/** What every page of SvelteKit starts with. */
const START = /[\\/]kit[\\/]src[\\/]runtime[\\/]client[\\/]entry\.js$|[\\/]client-optimized[\\/]app\.js$/;

/**
 * Puts modules that the same first loads need into one file. Left alone, the bundler makes a file for each set of places that
 * import a module, and the whiteboard began with fifty files of a few hundred bytes: compressed one by one they weighed ten
 * kilobytes more, and each is a request. No first load gets anything that it does not need; what none of them needs is left
 * alone.
 * @returns {import('vite').Plugin}
 */
export function firstLoadFiles() {
	/** @type {Map<string, number>} module → which first loads need it, a bit for each */
	const neededBy = new Map();
	const everything = 2 ** FIRST_LOADS.length - 1;
	return {
		name: 'first-load-files',
		apply: 'build',
		buildEnd(error) {
			if (error !== undefined || this.environment.name !== 'client') return;
			const ids = [...this.getModuleIds()];
			FIRST_LOADS.forEach(({ route, lazy }, at) => {
				const roots = [...sourcesOf(route), ...lazy];
				const wanted = ids.filter((id) => START.test(id) || roots.some((root) => id.endsWith(`/${root}`)));
				for (const id of closure(wanted, (id) => this.getModuleInfo(id)?.importedIds ?? []))
					neededBy.set(id, (neededBy.get(id) ?? 0) | (1 << at));
			});
			// What is imported by itself has a file of its own.
			for (const id of ids) {
				const info = this.getModuleInfo(id);
				if (info === null || info.isEntry || info.dynamicImporters.length > 0) neededBy.delete(id);
			}
		},
		config: () => ({
			build: {
				rolldownOptions: {
					output: {
						codeSplitting: {
							// What more of them need comes first: it imports nothing of the others, so that no two files import each other.
							groups: Array.from({ length: everything }, (_, at) => at + 1)
								.sort((a, b) => count(b) - count(a))
								.map((set) => ({
									name: nameOf(set),
									test: (/** @type {string} */ id) => neededBy.get(id) === set
								}))
						}
					}
				}
			}
		})
	};
}

/**
 * @param {readonly string[]} from
 * @param {(id: string) => readonly string[]} importedBy
 */
function closure(from, importedBy) {
	const seen = new Set(from);
	for (const id of seen) for (const imported of importedBy(id)) seen.add(imported);
	return seen;
}

/** @param {number} set */
function count(set) {
	return FIRST_LOADS.filter((_, at) => (set & (1 << at)) !== 0).length;
}

/** @param {number} set */
function nameOf(set) {
	if (count(set) === FIRST_LOADS.length) return 'first-all';
	const titles = FIRST_LOADS.filter((_, at) => (set & (1 << at)) !== 0).map(({ title }) =>
		title.replace(' ', '-')
	);
	return `first-${titles.join('-')}`;
}
