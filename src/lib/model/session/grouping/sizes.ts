/** How many groups there shall be: so many, or of so many people each. */
export type Division =
	{ readonly by: 'number'; readonly groups: number } | { readonly by: 'size'; readonly size: number };

/**
 * How many groups so many people make. By size, nobody is left over: groups are larger by one rather than one of them much
 * smaller. Where one more would not do, there is one group more.
 */
export function groupCount(people: number, division: Division): number {
	const wanted = division.by === 'number' ? division.groups : bySize(people, division.size);
	return Math.max(1, Math.min(Math.max(1, people), Math.floor(wanted)));
}

function bySize(people: number, size: number): number {
	const fewer = Math.max(1, Math.floor(people / size));
	return Math.ceil(people / fewer) > size + 1 ? fewer + 1 : fewer;
}

/** How many people come into each of so many groups: they differ by one at most. */
export function groupSizes(people: number, groups: number): number[] {
	const least = Math.floor(people / groups);
	return Array.from({ length: groups }, (_, index) => least + (index < people % groups ? 1 : 0));
}
