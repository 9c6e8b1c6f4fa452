import type { Archive, BlobHash } from '../store.ts';
import { EntryPacker } from '../entry-bytes.ts';
import type { Answers, Call, RecordPage } from './messages.ts';

export type AskDatabase = <C extends Call>(
	call: C,
	options?: { readonly durable: boolean }
) => Promise<Answers[C['kind']]>;

/** Reads page by page: no transaction stays open between two, and no more than one page is in memory. */
export function createArchive(ask: AskDatabase, blobs: () => AsyncIterable<BlobHash>): Archive {
	return {
		async *documents() {
			let page = await ask({ kind: 'names', after: '' });
			while (page.length > 0) {
				yield* page;
				page = await ask({ kind: 'names', after: page.at(-1) as string });
			}
		},

		async *records(damaged) {
			let after: RecordPage['next'] = { collection: '', key: '' };
			while (after !== null) {
				const page: RecordPage = await ask({ kind: 'records', ...after });
				yield* page.records;
				for (const place of page.damaged) damaged?.(place);
				after = page.next;
			}
		},

		async *blobs() {
			yield* blobs();
		},

		restoreDocument(name, { snapshot, tail, owners, quarantine }) {
			const packer = new EntryPacker();
			const ends = tail.map((entry) => packer.add(entry));
			const document = { snapshot, owners: [...owners], quarantine, ends, bytes: packer.take() };
			return ask({ kind: 'restore document', name, document }, { durable: true });
		},

		restoreRecord: (collection, { key, value, version }) =>
			ask(
				{ kind: 'restore record', collection, key, version, json: JSON.stringify(value) },
				{ durable: true }
			)
	};
}
