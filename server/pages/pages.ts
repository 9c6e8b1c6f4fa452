import type { BoardId, IdentityId, OccurrenceId, SessionId } from '#model/ids.ts';
import {
	addOccurrence,
	changePage,
	mayChangePage,
	removeOccurrence,
	type PageActor,
	type PageChange,
	type PageOutcome,
	type PageRefusal
} from '#model/pages/change-page.ts';
import { type NO_MARK, type Occurrence, type PageRecord, type Person } from '#model/pages/page-record.ts';
import { isWider, type Label } from '#model/session/label.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { sharedDocument } from '#protocol/documents.ts';
import type { ChangePage, SayMine, SayOccurrence } from '#protocol/pages.ts';
import type * as v from 'valibot';
import { labelOf, type AllowedDocument, type DocumentAccess } from '../access/document-access.ts';
import { AGAIN, untilWritten } from '../attempts.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { PageRecords, StoredPage } from './page-records.ts';

export interface PagesParts {
	readonly records: PageRecords;
	readonly sessions: Pick<SessionStore, 'session' | 'member' | 'members' | 'profile'>;
	readonly documentAccess: DocumentAccess;
	/** Something that search knows of a board changed. */
	readonly changed: (session: SessionId) => void;
	/** A board is now read by fewer people. */
	readonly narrowed: (board: BoardId) => void;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
}

export type PageSaving =
	{ readonly ok: true } | { readonly ok: false; readonly refusal: PageRefusal | 'changed' };

type AskedChange = v.InferOutput<typeof ChangePage>['change'];

const DONE: PageSaving = { ok: true };

/** A board of which something is known beside its document, and somebody who may read it. */
export type AllowedPage = AllowedDocument;

/** What people say of pages and do with them. Whoever calls has asked whether they may read them. */
export class Pages {
	readonly #parts: PagesParts;

	constructor(parts: PagesParts) {
		this.#parts = parts;
	}

	/** Whether they may say that it worked, needs fixing or happened again: whoever reads it, but for onlookers and screens. */
	maySay({ by, member }: AllowedPage): boolean {
		return by === 'community' || member.role !== 'viewer';
	}

	async sayOccurrence(allowed: AllowedPage, said: v.InferOutput<typeof SayOccurrence>): Promise<PageSaving> {
		const now = this.#parts.now();
		const by = await this.#person(allowed);
		const { id, at = now, group, context } = said;
		// Nobody is sent to a session by somebody who is not in it.
		const isIn = said.session !== null && (await this.#parts.sessions.member(said.session, by.id)) !== null;
		const session = isIn ? said.session : null;
		const occurrence: Occurrence = { id, at, saidAt: now, by, session, group, context };
		return this.#write(allowed, (page) => addOccurrence(page, occurrence));
	}

	async takeBackOccurrence(allowed: AllowedPage, id: OccurrenceId): Promise<PageSaving> {
		const actor = await this.actor(allowed);
		return this.#write(allowed, (page) => removeOccurrence(page, id, actor));
	}

	/** What somebody says of a page, in the place of what they said. */
	async sayMine(
		{ session, board, member }: AllowedPage,
		{ worked, needsFixing }: v.InferOutput<typeof SayMine>
	): Promise<void> {
		const { records, now, changed } = this.#parts;
		await untilWritten(async () => {
			const { version, mark } = await records.mark(session, board.id, member.id);
			const after = {
				name: member.name,
				worked: worked ? (mark.worked ?? now()) : null,
				fixing:
					needsFixing === null
						? null
						: mark.fixing?.note === needsFixing
							? mark.fixing
							: { at: now(), note: needsFixing }
			};
			if (version === 0 && isNothing(after)) return null;
			const written = { mark: after, expected: version };
			return (await records.putMark(session, board.id, member.id, written)) || AGAIN;
		});
		changed(session);
	}

	/** @param seen the version that whoever asks for it saw */
	async change(allowed: AllowedPage, change: AskedChange, seen: number): Promise<PageSaving> {
		switch (change.type) {
			case 'merge':
				return this.#merge(allowed, change.into, seen);
			case 'unmerge':
				return this.#unmerge(allowed, seen);
			case 'steward':
			case 'deputy': {
				const person = change.person && (await this.#keeper(allowed, change.person));
				if (change.person !== null && person === null) return { ok: false, refusal: 'invalid' };
				return this.#change(allowed, { type: change.type, person }, seen);
			}
			default:
				return this.#change(allowed, change, seen);
		}
	}

	/** How somebody stands to a page. */
	async actor(allowed: AllowedPage): Promise<PageActor> {
		const facilitates = allowed.by === 'session' && allowed.member.role === 'facilitator';
		return { ...(await this.#person(allowed)), facilitates };
	}

	async stored({ session, board }: AllowedPage): Promise<StoredPage> {
		return this.#parts.records.get(session, board.id);
	}

	/** The page in whose favour a page was given up, and so on; itself where it was not, or they may not read that one. */
	async canonical(allowed: AllowedPage): Promise<AllowedPage> {
		const seen = new Set<BoardId>([allowed.board.id]);
		let at = allowed;
		for (;;) {
			const { mergedInto } = (await this.stored(at)).page;
			if (mergedInto === null || seen.has(mergedInto)) return at;
			seen.add(mergedInto);
			const next = await this.#open(mergedInto, allowed.member.id);
			if (next === null) return at;
			at = next;
		}
	}

	async #change(allowed: AllowedPage, change: PageChange, seen: number): Promise<PageSaving> {
		const state = await this.#parts.sessions.session(allowed.session);
		const sessionLabel = state?.session.label ?? 'red';
		const where = { id: allowed.board.id, sessionLabel, at: this.#parts.now() };
		const actor = await this.actor(allowed);
		const saving = await this.#write(allowed, (page) => changePage(page, change, actor, where), seen);
		if (saving.ok && change.type === 'label') this.#parts.narrowed(allowed.board.id);
		return saving;
	}

	/** The page that stays is written first: one that lists another that does not point to it counts nothing twice. */
	async #merge(allowed: AllowedPage, into: BoardId, seen: number): Promise<PageSaving> {
		const target = into === allowed.board.id ? null : await this.#open(into, allowed.member.id);
		if (target === null) return refuse('invalid');
		const [before, kept] = [await this.stored(allowed), await this.stored(target)];
		const [here, there] = [await this.actor(allowed), await this.actor(target)];
		if (!mayChangePage(before.page, here) || !mayChangePage(kept.page, there)) return refuse('forbidden');
		if (before.page.mergedInto !== null || kept.page.mergedInto !== null) return refuse('merged');
		// What happened there is told here: to nobody who could not have read it there.
		const [from, to] = [await this.#label(allowed, before.page), await this.#label(target, kept.page)];
		if (isWider(to, from)) return refuse('needs-consent');
		const saving = await this.#write(target, (page) => ({
			ok: true,
			page: { ...page, merged: [...new Set([...page.merged, allowed.board.id])] }
		}));
		if (!saving.ok) return saving;
		return this.#write(allowed, (page) => ({ ok: true, page: { ...page, mergedInto: into } }), seen);
	}

	async #unmerge(allowed: AllowedPage, seen: number): Promise<PageSaving> {
		const { page } = await this.stored(allowed);
		if (!mayChangePage(page, await this.actor(allowed))) return refuse('forbidden');
		if (page.mergedInto === null) return DONE;
		const target = await this.#open(page.mergedInto, allowed.member.id);
		const saving = await this.#write(
			allowed,
			(now) => ({ ok: true, page: { ...now, mergedInto: null } }),
			seen
		);
		if (!saving.ok || target === null) return saving;
		return this.#write(target, (now) => ({
			ok: true,
			page: { ...now, merged: now.merged.filter((one) => one !== allowed.board.id) }
		}));
	}

	/** @param seen only over this version; left out: over whatever there is */
	async #write(
		{ session, board }: AllowedPage,
		decide: (page: PageRecord) => PageOutcome,
		seen?: number
	): Promise<PageSaving> {
		const { records, changed } = this.#parts;
		const saving = await untilWritten<PageSaving>(async () => {
			const { version, page } = await records.get(session, board.id);
			const outcome = decide(page);
			if (!outcome.ok) return outcome;
			if (seen !== undefined && seen !== version) return { ok: false, refusal: 'changed' };
			if (outcome.page === page) return DONE;
			return (await records.put(session, board.id, outcome.page, version)) === null ? AGAIN : DONE;
		});
		if (saving.ok) changed(session);
		return saving;
	}

	/** Who was in the page's session and did not only look on may see to it; so may whoever takes it on themselves. */
	async #keeper(allowed: AllowedPage, id: IdentityId): Promise<Person | null> {
		if (id === allowed.member.id) return this.#person(allowed);
		const found = await this.#parts.sessions.member(allowed.session, id);
		if (found === null || found.member.role === 'viewer') return null;
		return { id, name: found.member.name };
	}

	async #person({ member }: AllowedPage): Promise<Person> {
		return { id: member.id, name: member.name };
	}

	async #label({ session }: AllowedPage, { label }: PageRecord): Promise<Label> {
		const state = await this.#parts.sessions.session(session);
		return state === null ? 'red' : labelOf(state.session, label);
	}

	async #open(board: BoardId, identity: IdentityId): Promise<AllowedPage | null> {
		const name: DocumentName = sharedDocument(board);
		const found = await this.#parts.documentAccess(name, identity, 'view');
		return found === null || found.isSheet ? null : found;
	}
}

function isNothing({ worked, fixing }: typeof NO_MARK): boolean {
	return worked === null && fixing === null;
}

function refuse(refusal: PageRefusal): PageSaving {
	return { ok: false, refusal };
}
