import type { CharId, CharRun } from '../characters.ts';
import { CharMap } from './char-map.ts';

/** Characters that came back under new ids, `to` and on. */
export interface Renaming {
	readonly from: CharRun;
	readonly to: CharId;
}

/** What characters are called that were erased and came back: to Yjs they are new ones. */
export class Names {
	readonly #now = new CharMap<CharId>(({ client, clock }, from) => ({ client, clock: clock + from }));

	note(renamings: readonly Renaming[]): void {
		for (const { from, to } of renamings) this.#now.set(from, to);
	}

	/** The run under the names of today, in the same order; several runs where its parts came back at different times. */
	ofRun(run: CharRun): CharRun[] {
		const runs: CharRun[] = [];
		let at = run.clock;
		for (const { clock, length, value } of this.#now.within(run)) {
			if (clock > at) runs.push({ ...run, clock: at, length: clock - at });
			runs.push(...this.ofRun({ ...value, length }));
			at = clock + length;
		}
		if (at < run.clock + run.length) runs.push({ ...run, clock: at, length: run.clock + run.length - at });
		return runs;
	}

	/** The same map, in which each character has its name of today. */
	ofMap<V>(map: CharMap<V>): CharMap<V> {
		const renamed = map.emptied();
		for (const piece of map.pieces()) {
			const runs = this.ofRun(piece);
			if (runs.length === 1) renamed.set(runs[0]!, piece.value);
			else {
				let from = 0;
				for (const run of runs) {
					renamed.set(run, map.cut(piece.value, from, from + run.length));
					from += run.length;
				}
			}
		}
		return renamed;
	}

	ofId(id: CharId): CharId {
		const { client, clock } = this.ofRun({ ...id, length: 1 })[0]!;
		return { client, clock };
	}
}
