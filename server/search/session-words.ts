import * as v from 'valibot';
import type { SessionId } from '#model/ids.ts';
import { SessionWords, type VersionedWords } from '#protocol/search.ts';
import type { RecordStore } from '../store/store.ts';
import { NO_WORDS } from './facts.ts';

/** `<session>` → SessionWords */
const COLLECTION = 'search-words';

/**
 * What a session's people call things: synonyms, and tags of boards. They lie at the session, because it is the widest circle
 * that there is so far: whoever is in several is helped by the words of all of them, and by nobody else's.
 */
export class SessionWordsRecords {
	readonly #records: Pick<RecordStore, 'get' | 'put'>;

	constructor(records: Pick<RecordStore, 'get' | 'put'>) {
		this.#records = records;
	}

	async of(session: SessionId): Promise<VersionedWords> {
		const record = await this.#records.get(COLLECTION, session);
		if (record === null) return { version: 0, words: NO_WORDS };
		return { version: record.version, words: v.parse(SessionWords, record.value) };
	}

	/** The new version; `null`: somebody was quicker. */
	save(session: SessionId, words: SessionWords, expected: number): Promise<number | null> {
		return this.#records.put(COLLECTION, session, words, expected);
	}
}
