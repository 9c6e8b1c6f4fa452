import { stemOf } from './stem.ts';
import { PROBLEM_LANGUAGE } from './problem-language.ts';

/** Words that are used of such problems instead of another one, by its stem, as stems. */
export type Related = ReadonlyMap<string, readonly string[]>;

/** Reads the groups of problem-language.ts: each word of a group stands for the others, of all the groups that it is in. */
export function readRelated(groups: string = PROBLEM_LANGUAGE): Related {
	const related = new Map<string, Set<string>>();
	for (const line of groups.trim().split('\n')) {
		const stems = line.split(' ').map(stemOf);
		for (const stem of stems) {
			const others = related.get(stem) ?? new Set();
			for (const other of stems) if (other !== stem) others.add(other);
			related.set(stem, others);
		}
	}
	return new Map([...related].map(([stem, others]) => [stem, [...others]]));
}
