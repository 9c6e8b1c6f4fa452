import type { CommunityId } from '#model/ids.ts';
import { AGENDA_AT } from '#model/pages/page-record.ts';
import { isReadBeyond } from '#model/session/board-access.ts';
import type { PageRecords } from '../pages/page-records.ts';
import type { Communities } from './communities.ts';

/** Titles of what a community has met with again and again, and at least once more since then; the most often first. */
export type Recurring = (community: CommunityId, since: number) => Promise<readonly string[]>;

const MOST = 5;

/** Only what all of the community may read: whoever comes to the next session sees its agenda. */
export function recurringIn(
	communities: Pick<Communities, 'sessionsOf'>,
	pages: Pick<PageRecords, 'ofSession'>
): Recurring {
	return async (community, since) => {
		const found: { readonly title: string; readonly occurred: number }[] = [];
		for (const session of await communities.sessionsOf(community)) {
			const known = await pages.ofSession(session.id);
			for (const { id, title, archivedAt } of session.boards) {
				const page = known.get(id);
				if (page === undefined || archivedAt !== null || page.mergedInto !== null) continue;
				const isSince = page.occurrences.some(({ saidAt }) => saidAt >= since);
				if (page.occurred < AGENDA_AT || !isSince || !isReadBeyond(session, id, 'view', page.label)) continue;
				found.push({ title, occurred: page.occurred });
			}
		}
		return found
			.sort((a, b) => b.occurred - a.occurred)
			.slice(0, MOST)
			.map(({ title }) => title);
	};
}
