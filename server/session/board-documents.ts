import type { BoardId, SessionId } from '#model/ids.ts';
import type { Board } from '#model/session/session.ts';
import { sharedDocument, type DocumentName } from '#protocol/documents.ts';
import type { DocumentRecord } from './records.ts';
import type { SessionStore } from './session-store.ts';

/** Where a new document's first content comes from; without any, it is an empty board's. */
export interface FirstContent {
	/** It says this already. */
	readonly written?: Uint8Array | null;
	/** What is on these boards now, together. */
	readonly like?: readonly BoardId[];
	/** It asks what this problem board asks. */
	readonly asks?: BoardId;
}

/** Gives a new document its first content; rejects when that could not be read or stored. */
export type SeedDocument = (name: DocumentName, kind: Board['kind'], from: FirstContent) => Promise<void>;

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
		from: FirstContent = {}
	): Promise<boolean> {
		const name = sharedDocument(id);
		const record: DocumentRecord = { session, board: id };
		const before = await this.#store.document(name);
		if (before === null) {
			await this.#seed(name, kind, from);
			if (await this.#store.putDocument(name, record)) return true;
		}
		const taken = before ?? (await this.#store.document(name));
		return taken?.session === session && taken.board === id;
	}
}
