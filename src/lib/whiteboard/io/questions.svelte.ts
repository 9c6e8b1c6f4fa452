import type { Point } from '#model/whiteboard/geometry.ts';
import type { Changes, Told } from './changes.ts';
import type { Drawing } from './drawing.ts';
import type { Progress } from './progress.svelte.ts';

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
	| { readonly ask: 'nothing'; readonly added: number; readonly changes: Told }
	/** Something takes its time; people may give it up. */
	| { readonly ask: 'patience'; readonly progress: Progress };

/** What one tab's board has to ask at the moment, one after another; the panel `intake` does it. */
export class Questions {
	#waiting = $state.raw<readonly Question[]>([]);

	get current(): Question | null {
		return this.#waiting[0] ?? null;
	}

	/** Comes when those before it are answered. */
	add(question: Question): void {
		this.#waiting = [...this.#waiting, question];
	}

	/** Comes at once, before all others. */
	interrupt(question: Question): void {
		this.#waiting = [question, ...this.#waiting];
	}

	drop(question: Question): void {
		this.#waiting = this.#waiting.filter((other) => other !== question);
	}
}
