import type { IdentityId } from '../../ids.ts';
import type { Round } from '../rounds.ts';

/** What of a round tells who met. */
export interface Held extends Pick<Round, 'state'> {
	readonly groups: readonly Pick<Round['groups'][number], 'members'>[];
}

/** In how many rounds that took place two people were in one group. */
export class PastMeetings {
	readonly #index: ReadonlyMap<IdentityId, number>;
	readonly #counts: Uint8Array;

	/** Only of these people: others cannot be placed anyway. */
	constructor(rounds: readonly Held[], people: readonly IdentityId[]) {
		this.#index = new Map(people.map((id, index) => [id, index]));
		this.#counts = new Uint8Array(people.length * people.length);
		for (const { state, groups } of rounds) {
			if (state.at === 'planned' || state.at === 'choosing') continue;
			for (const { members } of groups) this.#met(members);
		}
	}

	between(one: IdentityId, other: IdentityId): number {
		const [a, b] = [this.#index.get(one), this.#index.get(other)];
		return a === undefined || b === undefined ? 0 : this.#counts[a * this.#index.size + b]!;
	}

	/** With all of these together. */
	with(one: IdentityId, group: readonly IdentityId[]): number {
		let sum = 0;
		for (const other of group) if (other !== one) sum += this.between(one, other);
		return sum;
	}

	#met(members: readonly IdentityId[]): void {
		for (const one of members)
			for (const other of members) {
				const [a, b] = [this.#index.get(one), this.#index.get(other)];
				if (a === undefined || b === undefined || a === b) continue;
				const at = a * this.#index.size + b;
				this.#counts[at] = Math.min(255, this.#counts[at]! + 1);
			}
	}
}
