import type { Board } from './board.ts';
import { Gesture, type Patch, sameValue } from './gesture.ts';
import type { ShapeId } from './ids.ts';
import { type CharRun, renamedOp, type Renamed, undoTextOp } from './text-chars.ts';
import { unreachable } from '../unreachable.ts';

/** The origin of everything that this person does, and of taking it back. */
export const GESTURE_ORIGIN = 'whiteboard:gesture';
export const UNDO_ORIGIN = 'whiteboard:undo';

/** How far back one can go. */
const MAX_STEPS = 300;
/** Typing that pauses no longer than this is one step. */
const TYPING_PAUSE_MS = 1_200;

/** What became of an undo: `kept` counts the changes that stay because somebody else has worked on them since. */
export interface UndoResult {
	readonly applied: number;
	readonly kept: number;
	readonly ids: readonly ShapeId[];
}

interface Step {
	patches: readonly Patch[];
	/** Typing into one shape: further typing joins this step for a while. */
	readonly typing: ShapeId | null;
	at: number;
}

/** Which parts of a geometry belong together: undoing half a resize would leave a shape that nobody made. */
const PLACE: readonly string[] = ['x', 'y', 'w', 'h', 'i', 'e', 'm'];

/**
 * One person's undo and redo on one board, by inverse patches. A step takes back what it did only where that is still how
 * this person left it, so nobody's undo ever touches what somebody else did since; and one call is one step, even
 * when all of it is kept: falling through to the step before would delete the shape whose move was overwritten.
 */
export class History {
	readonly #board: Board;
	readonly #now: () => number;
	readonly #changed: () => void;
	#done: Step[] = [];
	#undone: Step[] = [];

	/** `now` is a monotonic clock in ms; `changed` is called whenever what can be undone does. */
	constructor(board: Board, options: { now: () => number; changed?: () => void }) {
		this.#board = board;
		this.#now = options.now;
		this.#changed = options.changed ?? ((): void => {});
	}

	get canUndo(): boolean {
		return this.#done.length > 0;
	}

	get canRedo(): boolean {
		return this.#undone.length > 0;
	}

	/** Runs one gesture as one transaction and one step. */
	perform(act: (gesture: Gesture) => void): void {
		this.#record(this.#transact(GESTURE_ORIGIN, act), null);
	}

	/** The same for typing: keystrokes in a row into one shape are one step. */
	performTyping(id: ShapeId, act: (gesture: Gesture) => void): void {
		this.#record(this.#transact(GESTURE_ORIGIN, act), id);
	}

	/** The next keystroke starts a step of its own. */
	endTyping(): void {
		const last = this.#done.at(-1);
		if (last !== undefined) last.at = -Infinity;
	}

	/** Takes the last step back; `null` when there is none. */
	undo(): UndoResult | null {
		return this.#step(this.#done, this.#undone);
	}

	redo(): UndoResult | null {
		return this.#step(this.#undone, this.#done);
	}

	#transact(origin: string, act: (gesture: Gesture) => void): readonly Patch[] {
		const gesture = new Gesture(this.#board);
		this.#board.doc.transact(() => {
			act(gesture);
			gesture.write();
		}, origin);
		return gesture.patches;
	}

	#record(patches: readonly Patch[], typing: ShapeId | null): void {
		if (patches.length === 0) return;
		const now = this.#now();
		const last = this.#done.at(-1);
		if (last !== undefined && typing !== null && last.typing === typing && now - last.at < TYPING_PAUSE_MS) {
			last.patches = [...last.patches, ...patches];
			last.at = now;
		} else {
			this.#done.push({ patches, typing, at: now });
			if (this.#done.length > MAX_STEPS) this.#done.shift();
		}
		this.#undone = [];
		this.#changed();
	}

	#step(from: Step[], to: Step[]): UndoResult | null {
		const step = from.pop();
		if (step === undefined) return null;
		const renamings: [ShapeId, Renamed][] = [];
		let kept = 0;
		const patches = this.#transact(UNDO_ORIGIN, (gesture) => {
			for (const patch of step.patches.toReversed()) {
				const current = renamings.reduce((known, [id, renamed]) => renamedPatch(known, id, renamed), patch);
				const outcome = undoPatch(this.#board, gesture, current);
				if (outcome === 'kept') kept++;
				else if (outcome !== 'done') renamings.push([patch.id, outcome]);
			}
		});
		for (const each of [...this.#done, ...this.#undone])
			for (const [id, renamed] of renamings)
				each.patches = each.patches.map((patch) => renamedPatch(patch, id, renamed));
		if (patches.length > 0) to.push({ patches, typing: null, at: -Infinity });
		this.#changed();
		return { applied: patches.length, kept, ids: [...new Set(patches.map((patch) => patch.id))] };
	}
}

type Outcome = 'done' | 'kept' | Renamed;

function undoPatch(board: Board, gesture: Gesture, patch: Patch): Outcome {
	const { id } = patch;
	switch (patch.did) {
		case 'make': {
			const untouched =
				sameValue(gesture.geometryOf(id), patch.geometry) &&
				sameValue(gesture.styleOf(id) ?? {}, patch.style) &&
				(board.text(id)?.toString() ?? null) === patch.text;
			if (!untouched) return 'kept';
			gesture.remove(id);
			return 'done';
		}
		case 'remove': {
			if (gesture.geometryOf(id) !== undefined) return 'kept';
			return renaming(patch.chars, gesture.makeWhole(id, patch));
		}
		case 'place': {
			const now = gesture.geometryOf(id);
			const next = now === undefined ? null : mergedBack(now, patch.before, patch.after, PLACE);
			if (next === null) return 'kept';
			gesture.place(id, next);
			return 'done';
		}
		case 'restyle': {
			const now = gesture.styleOf(id);
			const next = now === undefined ? null : mergedBack(now, patch.before, patch.after);
			if (next === null) return 'kept';
			gesture.restyle(id, next);
			return 'done';
		}
		case 'type':
			return undoTyping(board, gesture, patch);
		default:
			return unreachable(patch);
	}
}

function undoTyping(board: Board, gesture: Gesture, patch: Extract<Patch, { did: 'type' }>): Outcome {
	const text = board.text(patch.id);
	const ops = text === null ? [] : undoTextOp(text, patch.op);
	for (const op of ops) gesture.patches.push({ did: 'type', id: patch.id, op });
	if (ops.length === 0) return 'kept';
	return patch.op.did === 'remove' ? renaming(patch.op.chars, ops[0]!.chars) : 'done';
}

function renaming(from: readonly CharRun[], to: readonly CharRun[]): Outcome {
	return to[0] === undefined ? 'done' : { from, to: to[0] };
}

/**
 * `now` with the changes from `before` to `after` taken back, each only where `now` still has it; `null` when nothing
 * of it is left to take back. The keys in `together` are one thing: they go back all or not at all.
 */
function mergedBack<Entry extends Readonly<Record<string, unknown>>>(
	now: Entry,
	before: Entry,
	after: Entry,
	together: readonly string[] = []
): Entry | null {
	const isMine = (key: string): boolean => sameValue(now[key], after[key]);
	const togetherIsMine = together.every(isMine);
	const next: Record<string, unknown> = { ...now };
	let applied = false;
	for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
		if (sameValue(before[key], after[key])) continue;
		if (together.includes(key) ? !togetherIsMine : !isMine(key)) continue;
		if (before[key] === undefined) delete next[key];
		else next[key] = before[key];
		applied = true;
	}
	return applied ? (next as Entry) : null;
}

function renamedPatch(patch: Patch, id: ShapeId, renamed: Renamed): Patch {
	return patch.did === 'type' && patch.id === id ? { ...patch, op: renamedOp(patch.op, renamed) } : patch;
}
