import { t } from '$lib/messages/problem-steering.ts';
import type { PhasePlan } from '#model/session/phase-groups.ts';
import { LIMITS } from '#model/session/session.ts';

export interface GroupNames {
	readonly name: string;
	/** Of the board that it works on. */
	readonly board: string;
}

export interface Naming {
	readonly plan: PhasePlan;
	/** How many are in a group. */
	readonly size: number;
	/** What people choose among; none where they do not. */
	readonly topics: readonly string[];
	/** What they are the groups of: the phase, or the board of all where boards serve several phases. */
	readonly of: string;
	/** The titles of the session's boards. */
	readonly taken: readonly string[];
}

/**
 * What the groups of a phase are called, and their boards, so that no two boards of a session are called alike: the boards of earlier
 * groups stay in its list. A group that two became is called after both.
 */
export function groupNames({ plan, size, topics, of, taken }: Naming): GroupNames[] {
	const titles = new Set(taken);
	return namesOf(plan, size, topics).map(({ name, board }) => {
		const title = unlike(cut(topics.length > 0 ? board : t.groupIn(board, of)), titles);
		titles.add(title);
		return { name, board: title };
	});
}

function namesOf(plan: PhasePlan, size: number, topics: readonly string[]): GroupNames[] {
	switch (plan.make) {
		case 'joint':
			return plan.of.map((groups) => alike(cut(joined(groups.map(({ name }) => name)))));
		case 'rotated':
			return plan.from.groups.map(({ name }) => alike(name));
		case 'new': {
			const chosen = plan.place === 'choosing' && topics.length > 0 ? topics : null;
			return Array.from({ length: chosen?.length ?? plan.count }, (_, index) => {
				if (size === 1) return { name: t.seat(index + 1), board: t.sheetOf(index + 1) };
				return alike(chosen?.[index] ?? t.group(String(index + 1)));
			});
		}
	}
}

/** `Group 1` and `Group 2` are `Group 1 + 2`. */
function joined(names: readonly string[]): string {
	const before = t.group('');
	const labels = names.map((name) => (name.startsWith(before) ? name.slice(before.length) : null));
	return labels.every((label) => label !== null) ? t.group(labels.join(' + ')) : names.join(' + ');
}

function alike(name: string): GroupNames {
	return { name, board: name };
}

function cut(title: string): string {
	return title.slice(0, LIMITS.titleLength);
}

/** With a number behind it where there is one of this title already. */
function unlike(title: string, taken: ReadonlySet<string>): string {
	let free = title;
	for (let number = 2; taken.has(free); number++) {
		const end = ` (${number})`;
		free = title.slice(0, LIMITS.titleLength - end.length) + end;
	}
	return free;
}
