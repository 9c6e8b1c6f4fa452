import type { Point } from '#model/whiteboard/geometry.ts';
import type { ChangeName, Changes } from './changes.ts';
import type { Drawing } from './drawing.ts';

/** What has to be asked, or told, when something is brought to the board. */
export type Question =
	/** A picture that has the drawing in it that it was made from, or an SVG. */
	| {
			readonly ask: 'picture';
			readonly drawing: Drawing;
			readonly changes: Changes;
			readonly file: Blob;
			readonly at: Point;
	  }
	| { readonly ask: 'rows'; readonly rows: readonly (readonly string[])[]; readonly at: Point }
	| { readonly ask: 'nothing'; readonly added: number; readonly changes: Told };

export type Told = readonly (readonly [ChangeName, number])[];

/** What one tab's board has to ask at the moment; the panel `intake` does it. */
export class Questions {
	#current = $state.raw<Question | null>(null);

	get current(): Question | null {
		return this.#current;
	}

	put(question: Question | null): void {
		this.#current = question;
	}
}
