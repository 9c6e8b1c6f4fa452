/**
 * What one connection sent and what of it is durable. Its update-bearing frames are counted in the order in which they
 * came; the acknowledgement is the count of those that are durable without a hole before them.
 */
export class AckLedger {
	/** What the frames that are not yet acknowledged wait for, oldest first. */
	readonly #waiting: Waiting[] = [];
	#acknowledged = 0;

	get isEmpty(): boolean {
		return this.#waiting.length === 0;
	}

	/** How much is kept; neighbours that wait for the same count once. */
	get size(): number {
		return this.#waiting.length;
	}

	/** The frame's own content is this append of the room. */
	appended(sequence: number): void {
		this.#pushOrCountAppend('own', sequence);
	}

	/** Everything in the frame is known already, some of it by appends up to this one that are still under way. */
	covered(sequence: number): void {
		this.#pushOrCountAppend('others', sequence);
	}

	/** The frame was dropped because something before it is missing: a later sync step 2 will bring both. */
	dropped(): void {
		this.#pushOrCount('repair');
	}

	/** The connection may not write: this frame and all after it stay unacknowledged for good. */
	refused(): void {
		this.#pushOrCount('nothing');
	}

	/** A sync step 2 was taken, as this append: it holds all that was dropped before. */
	repaired(sequence: number): void {
		for (const [index, { for: what, frames }] of this.#waiting.entries()) {
			if (what === 'repair') this.#waiting[index] = { for: 'others', sequence, frames };
		}
	}

	/** This append failed. Whether frames counted on it, the ones of others included: they must be sent again. */
	failed(sequence: number): boolean {
		let lost = false;
		for (const [index, waiting] of this.#waiting.entries()) {
			const own = waiting.for === 'own' && waiting.sequence === sequence;
			const others = waiting.for === 'others' && waiting.sequence >= sequence;
			if (!own && !others) continue;
			this.#waiting[index] = { for: 'repair', frames: waiting.frames };
			lost = true;
		}
		return lost;
	}

	/** Everything up to this append is durable. The count to acknowledge, or `null` when it is the same as before. */
	durable(sequence: number): number | null {
		let done = 0;
		for (const waiting of this.#waiting) {
			if (!('sequence' in waiting) || waiting.sequence > sequence) break;
			this.#acknowledged += waiting.frames;
			done += 1;
		}
		if (done === 0) return null;
		this.#waiting.splice(0, done);
		return this.#acknowledged;
	}

	#pushOrCountAppend(what: 'own' | 'others', sequence: number): void {
		const last = this.#waiting.at(-1);
		if (last?.for === what && last.sequence === sequence) last.frames += 1;
		else this.#waiting.push({ for: what, sequence, frames: 1 });
	}

	#pushOrCount(what: 'repair' | 'nothing'): void {
		const last = this.#waiting.at(-1);
		if (last?.for === what) last.frames += 1;
		else this.#waiting.push({ for: what, frames: 1 });
	}
}

type Waiting =
	| { readonly for: 'own' | 'others'; readonly sequence: number; frames: number }
	| { readonly for: 'repair' | 'nothing'; frames: number };
