import type { IdentityId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { LogEntry, OpenDocument, Store, StoredEntry, StoreError } from '../../server/store/store.ts';
import { waitFor } from './wait-for.ts';

const SOMEONE = 'someone' as IdentityId;

/** What became of one append. */
export type Fate = { readonly at: 'durable' } | { readonly at: 'failed'; readonly error: StoreError };

/** Has a document open on one node, appends words to it and keeps what it is told of the log. */
export class LogFollower {
	/** In the order in which they were told, those of the load first. */
	readonly told: { readonly position: number; readonly word: string }[] = [];
	/** Words that were called durable. */
	readonly durable: string[] = [];
	readonly failed: string[] = [];
	/** The reasons, each time that they were told. */
	readonly quarantines: string[] = [];
	resets = 0;
	mayHaveLost = false;
	#document: OpenDocument | null = null;
	#underWay = 0;

	static async open(store: Store, name: string): Promise<LogFollower> {
		const follower = new LogFollower();
		const hear = (entry: StoredEntry) =>
			void follower.told.push({ position: entry.position, word: wordOf(entry) });
		const document = await store.documents.open(name as DocumentName, {
			appended: hear,
			compacted: () => undefined,
			quarantined: (reason) => void follower.quarantines.push(reason),
			reset: () => void (follower.resets += 1)
		});
		for (const entry of document.stored?.tail ?? []) hear(entry);
		follower.mayHaveLost = document.stored?.mayHaveLost ?? false;
		follower.#document = document;
		return follower;
	}

	get words(): string[] {
		return this.told.map(({ word }) => word);
	}

	/** Resolves when the store has said the last about it. */
	append(word: string, claims: LogEntry['claims'] = new Map()): Promise<Fate> {
		const { promise, resolve } = Promise.withResolvers<Fate>();
		const update = new TextEncoder().encode(word);
		this.#underWay += 1;
		this.#document?.append(
			{ at: 0, updates: [{ update, author: SOMEONE }], claims },
			{
				written: (position) => void this.told.push({ position, word }),
				durable: () => {
					this.#underWay -= 1;
					this.durable.push(word);
					resolve({ at: 'durable' });
				},
				failed: (error) => {
					this.#underWay -= 1;
					this.failed.push(word);
					resolve({ at: 'failed', error });
				}
			}
		);
		return promise;
	}

	/** Every append has its fate. */
	settled(): Promise<void> {
		return waitFor(() => this.#underWay === 0, 'every append is durable or has failed', 30_000);
	}

	close(): void {
		this.#document?.close();
	}
}

/** The words of a document's log as it is stored. */
export async function storedWords(store: Store, name: string): Promise<string[]> {
	return (await store.documents.load(name as DocumentName))?.tail.map(wordOf) ?? [];
}

function wordOf(entry: StoredEntry): string {
	return entry.updates.map(({ update }) => new TextDecoder().decode(update)).join(' ');
}
