import type { DatabaseSync } from 'node:sqlite';
import type { IdentityId } from '#model/ids.ts';
import { StoreError, type Owners } from '../store.ts';
import { checksumOf } from '../checksums.ts';

interface OwnerRow {
	readonly client: number;
	readonly identity: string | null;
	readonly checksum: number;
}

/** Whom client ids belong to, synchronously. A damaged row counts as none: its client id is free again. */
export function createOwnerTable(database: DatabaseSync) {
	const find = database.prepare(
		'SELECT client, identity, checksum FROM owner WHERE document = ? AND client = ?'
	);
	const all = database.prepare('SELECT client, identity, checksum FROM owner WHERE document = ?');
	const insert = database.prepare('INSERT OR REPLACE INTO owner VALUES (?, ?, ?, ?)');

	const isWhole = (document: number, row: OwnerRow) =>
		row.checksum === checksumOf('owner', document, row.client, row.identity);

	return {
		/** @throws `claimed` when one of them belongs to another. */
		claim(document: number, claims: Owners): void {
			for (const [client, identity] of claims) {
				const row = find.get(document, client) as OwnerRow | undefined;
				if (row === undefined || !isWhole(document, row)) {
					insert.run(document, client, identity, checksumOf('owner', document, client, identity));
				} else if (row.identity !== identity) {
					throw new StoreError('claimed', `client id ${client} belongs to another identity`);
				}
			}
		},

		of(document: number): [number, IdentityId | null][] {
			const rows = all.all(document) as unknown as OwnerRow[];
			return rows
				.filter((row) => isWhole(document, row))
				.map(({ client, identity }) => [client, identity as IdentityId | null]);
		}
	};
}
