import type { Brand } from '#model/brand.ts';
import { createId, type BoardId, type IdentityId, type SessionId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { SessionStore } from '../session/session-store.ts';

/** Gives a new sheet its first content; rejects when it could not be stored. */
export type SeedSheet = (name: DocumentName) => Promise<void>;

/**
 * What people write alone for a board: a document for each of them, with a name that says nothing and is given to its
 * author only. Whether somebody has one is told to nobody.
 */
export class Sheets {
	readonly #store: Pick<SessionStore, 'sheet' | 'putSheet' | 'putDocument'>;
	readonly #seed: SeedSheet;

	constructor(store: Pick<SessionStore, 'sheet' | 'putSheet' | 'putDocument'>, seed: SeedSheet) {
		this.#store = store;
		this.#seed = seed;
	}

	/** The name of somebody's sheet of a board; made now where there is none. Whether they may have one was asked before. */
	async of(session: SessionId, board: BoardId, author: IdentityId): Promise<DocumentName> {
		const known = await this.#store.sheet(board, author);
		if (known !== null) return known;
		// The document first: a sheet that is named without one would be refused to its author.
		const fresh = createId<Brand<string, 'Sheet'>>() as string as DocumentName;
		await this.#seed(fresh);
		await this.#store.putDocument(fresh, { session, board, author });
		if (await this.#store.putSheet(board, author, fresh)) return fresh;
		// Another tab, perhaps on another node, was quicker; nobody will ever hear of this one.
		return (await this.#store.sheet(board, author)) ?? fresh;
	}
}
