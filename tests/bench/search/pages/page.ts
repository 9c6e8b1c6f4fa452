/** A problem that a group wrote down, and how people ask for it. */
export interface ProblemPage {
	readonly title: string;
	readonly happens: string;
	readonly todo: string;
	/** In the page's own words. */
	readonly plain: string;
	/** By somebody who has the problem and has never seen the page. */
	readonly other: string;
}

type Written = readonly [title: string, happens: string, todo: string, plain: string, other: string];

export function pages(...written: readonly Written[]): readonly ProblemPage[] {
	return written.map(([title, happens, todo, plain, other]) => ({ title, happens, todo, plain, other }));
}
