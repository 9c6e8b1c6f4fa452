import type { BoardId, SessionId } from '#model/ids.ts';
import type { Board } from '#model/session/session.ts';
import { sharedDocument, type DocumentName } from '#protocol/documents.ts';
import type { DocumentRecord } from './records.ts';
import type { SessionStore } from './session-store.ts';

/**
 * Gives a new document its first content: `written`, or what is in those of `like` now, together, where there are any;
 * rejects when they could not be read or it could not be stored.
 */
export type SeedDocument = (
	name: DocumentName,
	kind: Board['kind'],
	like: readonly DocumentName[],
	written: Uint8Array | null
) => Promise<void>;

/** The documents of boards, each of which belongs to one board of one session. */
export class BoardDocuments {
	readonly #store: Pick<SessionStore, 'document' | 'putDocument'>;
	readonly #seed: SeedDocument;

	constructor(store: Pick<SessionStore, 'document' | 'putDocument'>, seed: SeedDocument) {
		this.#store = store;
		this.#seed = seed;
	}

	/** False when the name belongs to another session or board already. */
	async prepare(
		session: SessionId,
		{ id, kind }: Pick<Board, 'id' | 'kind'>,
		like: readonly BoardId[] = [],
		written: Uint8Array | null = null
	): Promise<boolean> {
		const name = sharedDocument(id);
		const record: DocumentRecord = { session, board: id };
		const before = await this.#store.document(name);
		if (before === null) {
			await this.#seed(name, kind, like.map(sharedDocument), written);
			if (await this.#store.putDocument(name, record)) return true;
		}
		const taken = before ?? (await this.#store.document(name));
		return taken?.session === session && taken.board === id;
	}
}
