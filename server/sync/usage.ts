import { TokenBucket, type Rate } from './token-bucket.ts';

/** What may come from one connection, one person or one address. */
export interface Allowance {
	readonly frames: Rate;
	readonly bytes: Rate;
}

export interface Allowances {
	readonly connection: Allowance;
	readonly identity: Allowance;
	readonly address: Allowance;
	/** Client ids that one person may use for the first time: each visit that writes takes one. */
	readonly clients: Rate;
}

interface Account {
	readonly frames: TokenBucket;
	readonly bytes: TokenBucket;
}

interface SharedAccount extends Account {
	readonly clients: TokenBucket;
	users: number;
}

export type Charge =
	| { readonly ok: true; /** Read nothing more for so long. */ readonly pauseMs: number }
	| { readonly ok: false; readonly of: 'connection' | 'identity' | 'address' };

const TAKEN: Charge = { ok: true, pauseMs: 0 };

/** What one connection has used, alone and together with others of the same person and the same address. */
export class Usage {
	readonly #own: Account;
	readonly #identity: SharedAccount;
	readonly #address: Account;

	constructor(own: Account, identity: SharedAccount, address: Account) {
		this.#own = own;
		this.#identity = identity;
		this.#address = address;
	}

	/** Too many frames are refused; too many bytes are taken, but slow down what comes after them. */
	charge(frames: number, bytes: number, now: number): Charge {
		if (!this.#own.frames.take(frames, now)) return { ok: false, of: 'connection' };
		if (!this.#identity.frames.take(frames, now)) return { ok: false, of: 'identity' };
		if (!this.#address.frames.take(frames, now)) return { ok: false, of: 'address' };
		const pauseMs = Math.max(
			this.#own.bytes.debit(bytes, now),
			this.#identity.bytes.debit(bytes, now),
			this.#address.bytes.debit(bytes, now)
		);
		return pauseMs === 0 ? TAKEN : { ok: true, pauseMs };
	}

	/**
	 * An answer to a state vector may be as large as the document: it counts like bytes that came, for the person, and for
	 * the connection if it has had one already. Milliseconds to read nothing more for.
	 */
	answered(bytes: number, isFirst: boolean, now: number): number {
		const ofIdentity = this.#identity.bytes.debit(bytes, now);
		return isFirst ? ofIdentity : Math.max(ofIdentity, this.#own.bytes.debit(bytes, now));
	}

	/** Whether this person may use so many more client ids. */
	claim(clients: number, now: number): boolean {
		return clients === 0 || this.#identity.clients.take(clients, now);
	}
}

/** Keeps the accounts that connections share. One that was used up is remembered until it has filled again. */
export class UsageBook {
	readonly #allowances: Allowances;
	readonly #identities = new Map<string, SharedAccount>();
	readonly #addresses = new Map<string, SharedAccount>();

	constructor(allowances: Allowances) {
		this.#allowances = allowances;
	}

	enter(identity: string, address: string, now: number): Usage {
		const { connection, identity: ofIdentity, address: ofAddress } = this.#allowances;
		return new Usage(
			account(connection, now),
			this.#share(this.#identities, identity, ofIdentity, now),
			this.#share(this.#addresses, address, ofAddress, now)
		);
	}

	leave(identity: string, address: string): void {
		for (const shared of [this.#identities.get(identity), this.#addresses.get(address)]) {
			if (shared !== undefined) shared.users -= 1;
		}
	}

	/** Forgets the accounts that nobody uses and that are full; to be called now and then. */
	sweep(now: number): void {
		for (const accounts of [this.#identities, this.#addresses]) {
			for (const [key, { users, frames, bytes, clients }] of accounts) {
				if (users > 0) continue;
				if ([frames, bytes, clients].every((bucket) => bucket.isFull(now))) accounts.delete(key);
			}
		}
	}

	#share(
		accounts: Map<string, SharedAccount>,
		key: string,
		allowance: Allowance,
		now: number
	): SharedAccount {
		const shared = accounts.get(key) ?? {
			...account(allowance, now),
			clients: new TokenBucket(this.#allowances.clients, now),
			users: 0
		};
		shared.users += 1;
		accounts.set(key, shared);
		return shared;
	}
}

function account({ frames, bytes }: Allowance, now: number): Account {
	return { frames: new TokenBucket(frames, now), bytes: new TokenBucket(bytes, now) };
}
