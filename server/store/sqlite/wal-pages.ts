import type { DatabaseSync } from 'node:sqlite';

export interface WalPages {
	/** In the write-ahead log. */
	readonly log: number;
	/** Of these, copied into the main file. */
	readonly checkpointed: number;
}

/** Checkpoints as far as that holds nobody up (`PASSIVE`), or only looks (`NOOP`). */
export function prepareWalPages(database: DatabaseSync, mode: 'NOOP' | 'PASSIVE'): () => WalPages {
	const statement = database.prepare(`PRAGMA wal_checkpoint(${mode})`);
	return () => {
		const row = statement.get();
		return { log: Number(row?.log ?? 0), checkpointed: Number(row?.checkpointed ?? 0) };
	};
}
