import type { Box } from '#model/whiteboard/geometry.ts';
import { mergedBoxes } from './merged-boxes.ts';
import type { SceneItem } from './scene-item.ts';
import type { Subject } from './tile.ts';

/** More changed boxes than this are looked at as one. */
const MOST_BOXES = 2_000;
/** More new shapes than this are not looked at one by one. */
const MOST_ADDED = 100;

/** What of a layer is not as it was painted. */
export interface Changed {
	/** Parts to be painted anew. */
	readonly boxes: readonly Box[];
	/** New, and over all else: painted over what is there. Most strokes that people draw are. From the bottom up. */
	readonly onTop: readonly SceneItem[];
}

/** Gathers what changed between two frames. */
export class Changes {
	#boxes: Box[] = [];
	#added: SceneItem[] = [];

	get any(): boolean {
		return this.#boxes.length > 0 || this.#added.length > 0;
	}

	note(boxes: readonly Box[], added: readonly SceneItem[]): void {
		this.#boxes.push(...boxes);
		this.#added.push(...added);
	}

	forget(): void {
		this.#boxes = [];
		this.#added = [];
	}

	/** What there is to paint; forgets it. */
	take(subject: Subject): Changed {
		const [boxes, added] = [this.#boxes, new Set(this.#added)];
		this.forget();
		const onTop: SceneItem[] = [];
		for (const item of added)
			if (added.size <= MOST_ADDED && isOnTop(item, added, subject)) onTop.push(item);
			else boxes.push(item.painted);
		onTop.sort((a, b) => a.rank - b.rank);
		return { boxes: boxes.length > MOST_BOXES ? mergedBoxes(boxes) : boxes, onTop };
	}
}

/** Whether nothing but other new shapes lies over it. */
function isOnTop(item: SceneItem, added: ReadonlySet<SceneItem>, subject: Subject): boolean {
	const here = subject.within(item.painted);
	const at = here.indexOf(item);
	return at !== -1 && here.slice(at + 1).every((other) => added.has(other));
}
