import type { LibraryPage } from '#protocol/community.ts';

/** How a library puts its pages in order. */

const MOST_SHOWN = 5;

/** Those that helped somebody, the latest first. */
export function recentlyUseful(pages: readonly LibraryPage[]): LibraryPage[] {
	return pages
		.filter(({ lastWorked }) => lastWorked !== null)
		.sort((a, b) => (b.lastWorked ?? 0) - (a.lastWorked ?? 0))
		.slice(0, MOST_SHOWN);
}

/** Those whose day has passed, the longest ago first. */
export function overdue(pages: readonly LibraryPage[]): LibraryPage[] {
	return pages.filter(({ isOverdue }) => isOverdue).sort((a, b) => (a.reviewAt ?? 0) - (b.reviewAt ?? 0));
}

/** What came up more than once, the most often first. */
export function recurring(pages: readonly LibraryPage[]): LibraryPage[] {
	return pages
		.filter(({ occurred }) => occurred > 1)
		.sort((a, b) => b.occurred - a.occurred)
		.slice(0, MOST_SHOWN);
}

/** A topic and what is below it: `Kitchen/Coffee` is under `Kitchen`. */
export interface Topic {
	readonly name: string;
	readonly pages: readonly LibraryPage[];
	readonly below: readonly Topic[];
}

/** Pages by topic, as a tree, each level by name; without one last. */
export function topicsOf(pages: readonly LibraryPage[]): Topic[] {
	return level(
		pages.map((page) => ({ page, path: page.topic.split('/').flatMap((part) => part.trim() || []) }))
	);
}

interface Placed {
	readonly page: LibraryPage;
	readonly path: readonly string[];
}

function level(placed: readonly Placed[]): Topic[] {
	const byName = new Map<string, Placed[]>();
	for (const one of placed) {
		const name = one.path[0] ?? '';
		byName.set(name, [...(byName.get(name) ?? []), one]);
	}
	return [...byName]
		.sort(([a], [b]) => Number(a === '') - Number(b === '') || a.localeCompare(b))
		.map(([name, ones]) => ({
			name,
			pages: ones.filter(({ path }) => path.length <= 1).map(({ page }) => page),
			below: level(
				ones.filter(({ path }) => path.length > 1).map(({ page, path }) => ({ page, path: path.slice(1) }))
			)
		}));
}

/** All tags, by name. */
export function tagsOf(pages: readonly LibraryPage[]): string[] {
	return [...new Set(pages.flatMap(({ tags }) => tags))].sort((a, b) => a.localeCompare(b));
}
