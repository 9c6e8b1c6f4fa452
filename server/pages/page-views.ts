import type { BoardId, IdentityId, SessionId } from '#model/ids.ts';
import { mayChangePage } from '#model/pages/change-page.ts';
import { isOverdue, type Occurrence, type PageMark, type PageRecord } from '#model/pages/page-record.ts';
import type { Session } from '#model/session/session.ts';
import { sharedDocument } from '#protocol/documents.ts';
import type { PageRef, PageSaid, PageView, ShownOccurrence } from '#protocol/pages.ts';
import { labelOf, type DocumentAccess } from '../access/document-access.ts';
import type { Communities } from '../community/communities.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { PageRecords } from './page-records.ts';
import type { AllowedPage, Pages } from './pages.ts';

export interface PageViewsParts {
	readonly records: PageRecords;
	readonly pages: Pick<Pages, 'actor' | 'maySay'>;
	readonly sessions: Pick<SessionStore, 'session' | 'member' | 'document'>;
	readonly communities: Pick<Communities, 'of'>;
	readonly documentAccess: DocumentAccess;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
}

/** What happened on one board, for as long as it counts somewhere. */
interface Told {
	readonly occurrence: Occurrence;
	/** Whether names stay in the session of the page on which it was said. */
	readonly isNameless: boolean;
}

/** Pages that were given up for one, one after the other. */
const MOST_MERGED = 100;

/** Shows pages, to each as much as they may know. */
export class PageViews {
	readonly #parts: PageViewsParts;

	constructor(parts: PageViewsParts) {
		this.#parts = parts;
	}

	/** `null`: its session is gone. */
	async of(allowed: AllowedPage): Promise<PageView | null> {
		const { records, pages, sessions, communities, now } = this.#parts;
		const { board, member } = allowed;
		const state = await sessions.session(allowed.session);
		if (state === null) return null;
		const { session } = state;
		const [{ version, page }, marks, actor] = await Promise.all([
			records.get(session.id, board.id),
			records.marks(session.id, board.id),
			pages.actor(allowed)
		]);
		const sees = mayChangePage(page, actor);
		const refs = (ids: readonly BoardId[]) => this.#refs(ids, member.id);
		const [mergedInto] = page.mergedInto === null ? [] : await refs([page.mergedInto]);
		const counted = await this.#counted(session, board.id, page);
		return {
			board: board.id,
			kind: board.kind,
			version,
			title: board.title,
			session: session.id,
			sessionTitle: session.title,
			community: await communities.of(session),
			by: allowed.by,
			label: labelOf(session, page.label),
			...factsOf(page, session.namesStripped, now()),
			supersedes: await refs(page.supersedes),
			mergedInto: mergedInto ?? null,
			merged: await refs(counted.merged),
			occurrences: await this.#occurrences(counted.told, member.id, sees),
			occurred: counted.occurred,
			...saidOf(marks, member.id, sees ? session.namesStripped : null),
			may: { change: sees, say: pages.maySay(allowed) }
		};
	}

	/** Together with what happened on pages that were given up for it, and for those. */
	async #counted(session: Session, board: BoardId, page: PageRecord) {
		const told: Told[] = page.occurrences.map((occurrence) => ({
			occurrence,
			isNameless: session.namesStripped
		}));
		let { occurred } = page;
		const merged: BoardId[] = [];
		const waiting = page.merged.map((id) => ({ id, into: board }));
		for (let next = waiting.shift(); next && merged.length < MOST_MERGED; next = waiting.shift()) {
			const found = await this.#givenUp(next.id, next.into);
			if (found === null || merged.includes(next.id)) continue;
			merged.push(next.id);
			occurred += found.page.occurred;
			for (const occurrence of found.page.occurrences)
				told.push({ occurrence, isNameless: found.isNameless });
			for (const id of found.page.merged) waiting.push({ id, into: next.id });
		}
		return { told, occurred, merged };
	}

	/** `null`: it does not say so itself, as when somebody took it back at this moment. */
	async #givenUp(
		board: BoardId,
		into: BoardId
	): Promise<{ readonly page: PageRecord; readonly isNameless: boolean } | null> {
		const { records, sessions } = this.#parts;
		const found = await sessions.document(sharedDocument(board));
		if (found === null) return null;
		const { page } = await records.get(found.session, board);
		const state = await sessions.session(found.session);
		if (page.mergedInto !== into || state === null) return null;
		return { page, isNameless: state.session.namesStripped };
	}

	/** The latest first. */
	async #occurrences(told: readonly Told[], reader: IdentityId, sees: boolean): Promise<ShownOccurrence[]> {
		const shown = await Promise.all(
			told.map(async ({ occurrence, isNameless }): Promise<ShownOccurrence> => {
				const { id, at, by, session, group, context } = occurrence;
				const isMine = by.id === reader || sees;
				const where = session && (await this.#sessionFor(session, reader));
				if (where === 'hidden') return { id, at, by: '', session: null, group: '', context: '', isMine };
				return { id, at, by: isNameless ? '' : by.name, session: where, group, context, isMine };
			})
		);
		return shown.sort((a, b) => b.at - a.at);
	}

	/** Of a session that they were not in and that stays among its own people, they learn nothing. */
	async #sessionFor(
		id: SessionId,
		reader: IdentityId
	): Promise<{ readonly id: SessionId; readonly title: string } | 'hidden'> {
		const { sessions } = this.#parts;
		const [state, member] = await Promise.all([sessions.session(id), sessions.member(id, reader)]);
		if (state === null || (member === null && state.session.label === 'red')) return 'hidden';
		return { id, title: state.session.title };
	}

	async #refs(ids: readonly BoardId[], reader: IdentityId): Promise<PageRef[]> {
		const found = await Promise.all(
			ids.map((id) => this.#parts.documentAccess(sharedDocument(id), reader, 'view'))
		);
		return found.flatMap((one) => (one === null ? [] : [{ board: one.board.id, title: one.board.title }]));
	}
}

function factsOf(page: PageRecord, isNameless: boolean, now: number) {
	const { state, changes, steward, deputy, reviewAt, topic, tags, decision } = page;
	return {
		state,
		changes: changes.map((one) => ({ state: one.state, at: one.at, by: isNameless ? '' : one.by.name })),
		steward: steward?.name ?? null,
		deputy: deputy?.name ?? null,
		reviewAt,
		isOverdue: isOverdue(page, now),
		topic,
		tags,
		decision
	};
}

/** @param isNameless `null`: how many said so is told, and not what */
function saidOf(
	marks: ReadonlyMap<IdentityId, PageMark>,
	reader: IdentityId,
	isNameless: boolean | null
): Pick<PageView, 'worked' | 'needsFixing' | 'mine' | 'said'> {
	const all = [...marks.values()];
	const mine = marks.get(reader);
	const said = all
		.filter(({ worked, fixing }) => worked !== null || fixing !== null)
		.map(({ name, worked, fixing }): PageSaid => ({
			name: isNameless === true ? '' : name,
			at: Math.max(worked ?? 0, fixing?.at ?? 0),
			worked: worked !== null,
			needsFixing: fixing?.note ?? null
		}))
		.sort((a, b) => b.at - a.at);
	return {
		worked: all.filter(({ worked }) => worked !== null).length,
		needsFixing: all.filter(({ fixing }) => fixing !== null).length,
		mine: { worked: (mine?.worked ?? null) !== null, needsFixing: mine?.fixing?.note ?? null },
		said: isNameless === null ? null : said
	};
}
