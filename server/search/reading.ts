import type { SessionId } from '#model/ids.ts';
import type { Method, MethodRef } from '#model/problem/method.ts';
import type { Section } from '#model/search/sections.ts';
import { runBehind } from '#model/session/boards-of-runs.ts';
import type { Board, Session } from '#model/session/session.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { JobError, type DocumentPool } from '../documents/pool.ts';
import { partsOf } from '../documents/stored-parts.ts';
import type { Log } from '../log.ts';
import type { PageRecords } from '../pages/page-records.ts';
import type { SessionStore } from '../session/session-store.ts';
import { StoreError, type Store } from '../store/store.ts';
import { factsOf } from './facts.ts';
import type { BodyFacts, IndexedHead } from './messages.ts';
import type { SearchIndex } from './search-index.ts';
import type { SessionWordsRecords } from './session-words.ts';

export interface ReadingParts {
	readonly index: Pick<SearchIndex, 'ask'>;
	readonly sessions: Pick<SessionStore, 'session' | 'document'>;
	readonly words: Pick<SessionWordsRecords, 'of'>;
	readonly pages: Pick<PageRecords, 'ofSession' | 'said'>;
	readonly documents: Pick<Store['documents'], 'load' | 'head'>;
	readonly pool: Pick<DocumentPool, 'run'>;
	readonly methodOf: (session: SessionId, method: MethodRef) => Promise<Method | null>;
	readonly log: Log;
}

/** Reads sessions and documents into the index. */
export class Reading {
	readonly #parts: ReadingParts;

	constructor(parts: ReadingParts) {
		this.#parts = parts;
	}

	/** A session's record. Its boards, and how far the index knows each; `null`: there is no such session. */
	async session(id: SessionId): Promise<readonly IndexedHead[] | null> {
		const { sessions, words, pages, index } = this.#parts;
		const [state, known, records, said] = await Promise.all([
			sessions.session(id),
			words.of(id),
			pages.ofSession(id),
			pages.said(id)
		]);
		if (state === null) return null;
		return index.ask({
			kind: 'session',
			facts: factsOf(state.session, known.words, { pages: records, said })
		});
	}

	/**
	 * What is in a document: only where it is one that all of a session share. What somebody writes alone is a document of its
	 * own, which is never opened here.
	 */
	async document(name: DocumentName): Promise<'read' | 'not to be read' | 'no session yet'> {
		const { sessions, index } = this.#parts;
		const record = await sessions.document(name);
		if (record === null) return 'no session yet';
		if (record.author !== undefined || (record.board as string) !== name) return 'not to be read';
		const state = await sessions.session(record.session);
		const board = state?.session.boards.find(({ id }) => id === record.board);
		if (state === null || board === undefined) return 'no session yet';
		await this.session(record.session);
		await index.ask({ kind: 'body', body: await this.#body(state.session, board, name) });
		return 'read';
	}

	/** Whether the index knows it as it is. */
	async isKnown({ name, head }: IndexedHead): Promise<boolean> {
		return head === (await this.#parts.documents.head(name as DocumentName));
	}

	async #body(session: Session, board: Board, name: DocumentName): Promise<BodyFacts> {
		const { documents, log } = this.#parts;
		// Before it is loaded: what is written in between makes it another one, and it is read once more.
		const head = (await documents.head(name)) ?? '';
		try {
			const stored = await documents.load(name);
			const changedAt = stored?.tail.at(-1)?.at ?? null;
			// What nobody can open nobody finds.
			if (stored?.quarantine) return { name, head, changedAt, sections: [] };
			const sections = await this.#sections(session, board, partsOf(stored));
			return { name, head, changedAt, sections };
		} catch (error) {
			const isItsFault =
				(error instanceof JobError && error.fault === 'document') ||
				(error instanceof StoreError && error.failure === 'corrupt');
			if (!isItsFault) throw error;
			log.warn({ document: name, err: error }, 'a document could not be read for search');
			return { name, head, changedAt: null, sections: [] };
		}
	}

	async #sections(
		session: Session,
		{ id, kind }: Board,
		parts: ReturnType<typeof partsOf>
	): Promise<readonly Section[]> {
		const run = runBehind(session, id);
		const method = run && (await this.#parts.methodOf(session.id, run.method));
		return this.#parts.pool.run({ kind: 'sections', board: kind, method, parts });
	}
}
