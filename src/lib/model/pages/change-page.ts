import type { BoardId } from '../ids.ts';
import type { Label } from '../session/label.ts';
import { isWider } from '../session/label.ts';
import { unreachable } from '../unreachable.ts';
import {
	PAGE_LIMITS,
	type DecisionStatus,
	type Occurrence,
	type PageRecord,
	type PageState,
	type Person
} from './page-record.ts';

/** What somebody who sees to a page does with it. */
export type PageChange =
	| { readonly type: 'state'; readonly state: PageState }
	| { readonly type: 'steward' | 'deputy'; readonly person: Person | null }
	| { readonly type: 'review'; readonly at: number | null }
	| { readonly type: 'topic'; readonly topic: string; readonly tags: readonly string[] }
	| { readonly type: 'decision'; readonly status: DecisionStatus | null }
	| { readonly type: 'supersedes'; readonly pages: readonly BoardId[] }
	| { readonly type: 'label'; readonly label: Label };

export type PageRefusal =
	| 'invalid'
	| 'forbidden'
	/** It was given up for another page. */
	| 'merged'
	/** It would be read by people for whom it was not written. */
	| 'needs-consent';

export type PageOutcome =
	{ readonly ok: true; readonly page: PageRecord } | { readonly ok: false; readonly refusal: PageRefusal };

/** How somebody stands to a page. */
export interface PageActor extends Person {
	/** They facilitate the session that the page is of. */
	readonly facilitates: boolean;
}

/** Whether somebody sees to a page: facilitators of its session, its steward, its deputy. */
export function mayChangePage(
	{ steward, deputy }: Pick<PageRecord, 'steward' | 'deputy'>,
	{ id, facilitates }: Pick<PageActor, 'id' | 'facilitates'>
): boolean {
	return facilitates || steward?.id === id || deputy?.id === id;
}

/** Carries out a change. @param sessionLabel what the page may be read under at most @param at server time */
export function changePage(
	page: PageRecord,
	change: PageChange,
	actor: PageActor,
	{ id, sessionLabel, at }: { readonly id: BoardId; readonly sessionLabel: Label; readonly at: number }
): PageOutcome {
	if (!mayChangePage(page, actor)) return refuse('forbidden');
	if (page.mergedInto !== null) return refuse('merged');
	switch (change.type) {
		case 'state': {
			if (change.state === page.state) return accept(page);
			const by = { id: actor.id, name: actor.name };
			const changes = [...page.changes, { state: change.state, by, at }].slice(-PAGE_LIMITS.changes);
			return accept({ ...page, state: change.state, changes });
		}
		case 'steward':
			return accept({ ...page, steward: change.person });
		case 'deputy':
			return accept({ ...page, deputy: change.person });
		case 'review':
			return accept({ ...page, reviewAt: change.at });
		case 'topic':
			return accept({ ...page, topic: change.topic.trim(), tags: distinct(change.tags) });
		case 'decision':
			return accept({ ...page, decision: change.status });
		case 'supersedes':
			if (change.pages.includes(id)) return refuse('invalid');
			return accept({ ...page, supersedes: [...new Set(change.pages)] });
		case 'label': {
			const now = page.label ?? sessionLabel;
			// Whoever wrote it wrote it for those people. Nobody can be asked yet, and no answer means left out.
			if (isWider(change.label, now)) return refuse('needs-consent');
			return accept({ ...page, label: change.label === sessionLabel ? null : change.label });
		}
		default:
			return unreachable(change);
	}
}

/** It happened again: who says so need not see to the page. The same one twice is one. */
export function addOccurrence(page: PageRecord, occurrence: Occurrence): PageOutcome {
	if (page.mergedInto !== null) return refuse('merged');
	if (page.occurrences.some(({ id }) => id === occurrence.id)) return accept(page);
	const occurrences = [...page.occurrences, occurrence].sort((a, b) => a.at - b.at);
	return accept({
		...page,
		occurrences: occurrences.slice(-PAGE_LIMITS.occurrences),
		occurred: page.occurred + 1
	});
}

/** Taken back by who said so, or by who sees to the page. */
export function removeOccurrence(page: PageRecord, id: Occurrence['id'], actor: PageActor): PageOutcome {
	const found = page.occurrences.find((one) => one.id === id);
	if (found === undefined) return accept(page);
	if (found.by.id !== actor.id && !mayChangePage(page, actor)) return refuse('forbidden');
	const occurrences = page.occurrences.filter((one) => one !== found);
	return accept({ ...page, occurrences, occurred: Math.max(0, page.occurred - 1) });
}

function distinct(tags: readonly string[]): string[] {
	return [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))];
}

function accept(page: PageRecord): PageOutcome {
	return { ok: true, page };
}

function refuse(refusal: PageRefusal): PageOutcome {
	return { ok: false, refusal };
}
