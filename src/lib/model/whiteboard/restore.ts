import { sameValue } from '../yjs/same-value.ts';
import { spliceBetween } from '../yjs/rewrite-text.ts';
import type { Board, TextKey } from './board.ts';
import type { Gesture } from './gesture.ts';
import { kindOf, type Shape, storeLooks, storeShape } from './shapes/registry.ts';
import { cellKeysOf } from './shapes/table.ts';

/**
 * `everything`: as it was then, so that what was made since goes. `missing`: only what is gone comes back; nothing that
 * is there now is touched.
 */
export type Restoring = 'everything' | 'missing';

export interface Restored {
	readonly broughtBack: number;
	readonly changed: number;
	readonly removed: number;
}

/**
 * Makes a board as it was in another document, by writing today's values: a step forward like any other, which merges
 * with what others do meanwhile and can be undone. Shapes keep their ids, so that what is bound to them holds again.
 */
export function restore(now: Board, then: Board, gesture: Gesture, restoring: Restoring): Restored {
	let [broughtBack, changed, removed] = [0, 0, 0];
	for (const shape of then.shapes.values()) {
		if (!now.shapes.has(shape.id)) {
			gesture.make(shape, then.textOf(shape.id));
			// What is longer than anybody is shown is kept all the same.
			rewriteTexts(now, then, gesture, shape);
			broughtBack++;
		} else if (restoring === 'everything') {
			const differs = !sameShape(now.shapes.get(shape.id)!, shape);
			if (differs) gesture.replace(shape);
			if (rewriteTexts(now, then, gesture, shape) || differs) changed++;
		}
	}
	if (restoring === 'everything')
		for (const id of [...now.shapes.keys()])
			if (!then.shapes.has(id)) {
				gesture.remove(id);
				removed++;
			}
	return { broughtBack, changed, removed };
}

function sameShape(a: Shape, b: Shape): boolean {
	return sameValue(storeShape(a), storeShape(b)) && sameValue(storeLooks(a), storeLooks(b));
}

/** Whether anything was written differently then. */
function rewriteTexts(now: Board, then: Board, gesture: Gesture, shape: Shape): boolean {
	let differs = false;
	for (const key of textKeysOf(shape)) {
		const words = then.words.string(key);
		if (now.words.string(key) === words) continue;
		gesture.giveText(key);
		const splice = spliceBetween(now.text(key)?.toJSON() ?? '', words);
		if (splice === null) continue;
		gesture.type(key, splice);
		differs = true;
	}
	return differs;
}

function textKeysOf(shape: Shape): readonly TextKey[] {
	if (shape.type === 'table') return cellKeysOf(shape);
	return kindOf(shape.type).hasText ? [shape.id] : [];
}
