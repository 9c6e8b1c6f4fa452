import type { IdentityId } from '#model/ids.ts';
import type { StateVector } from '#protocol/sync.ts';
import type { Owners } from '../store/store.ts';
import type { ClientBlock, ScannedUpdate } from './update-scan.ts';

const NONE: Owners = new Map();

/**
 * Whom the client ids of a document belong to: whoever used them first. Somebody else who used the next clock values of
 * a member that is away would make that member's own edits vanish: they would look as if they were here already.
 */
export class ClientOwners {
	readonly #owners: Map<number, IdentityId | null>;

	constructor(owners: Owners) {
		this.#owners = new Map(owners);
	}

	/** The blocks that bring something new under a client id of somebody else. */
	foreign(
		{ blocks }: ScannedUpdate,
		author: IdentityId | null,
		isKnown: (block: ClientBlock) => boolean
	): ClientBlock[] | null {
		let foreign: ClientBlock[] | null = null;
		for (const block of blocks) {
			const owner = this.#owners.get(block.client);
			if (owner === undefined || owner === author || isKnown(block)) continue;
			(foreign ??= []).push(block);
		}
		return foreign;
	}

	/** How many client ids `claim` would take. */
	unclaimed({ blocks }: ScannedUpdate): number {
		let count = 0;
		for (const { client } of blocks) if (!this.#owners.has(client)) count += 1;
		return count;
	}

	/** The client ids that nobody has used yet; from here on they are the author's. */
	claim({ blocks }: ScannedUpdate, author: IdentityId | null): Owners {
		let claims: Map<number, IdentityId | null> | null = null;
		for (const { client } of blocks) {
			if (this.#owners.has(client)) continue;
			this.#owners.set(client, author);
			(claims ??= new Map()).set(client, author);
		}
		return claims ?? NONE;
	}

	/** What was claimed was not stored. */
	release(claims: Owners): void {
		for (const client of claims.keys()) this.#owners.delete(client);
	}

	/** Stored, by this node or another. */
	learn(claims: Owners): void {
		for (const [client, owner] of claims) this.#owners.set(client, owner);
	}

	/** As it is at the moment. */
	all(): Owners {
		return this.#owners;
	}
}

/** Whether all of the block is there already or on its way. */
export function isWithin(block: ClientBlock, known: StateVector, ahead: StateVector): boolean {
	return block.last <= Math.max(known.get(block.client) ?? 0, ahead.get(block.client) ?? 0);
}
