import type * as Y from 'yjs';
import { compacted, takeBack, type Patch, type Things } from './history-step.ts';
import type { KeyedTexts } from './keyed-texts.ts';
import { listPatches, type UndoableList } from './list-patches.ts';
import { textPatches, type NewNames } from './text-patches.ts';

/** What became of one undo or redo, by the keys of the things. */
export interface Undone {
	readonly changed: ReadonlySet<string>;
	/** Things on which some of the step stays, because somebody else has changed it since. */
	readonly kept: ReadonlySet<string>;
}

export interface HistoryParts {
	readonly doc: Y.Doc;
	/** The origin of this person's own transactions: everything changed under it is recorded. */
	readonly origin: unknown;
	readonly lists: readonly UndoableList[];
	readonly texts: readonly KeyedTexts[];
	/** What of the keys belongs together; without it, each is a thing by itself. */
	readonly things?: Things;
	/** A clock in milliseconds that never goes back. */
	readonly now: () => number;
	/** Called when `canUndo` or `canRedo` may have changed. */
	readonly onChange?: () => void;
}

interface Step {
	patches: readonly Patch[];
	/** What keystrokes do, such as typing into one text: more of it joins this step for a while. */
	readonly row: string | null;
	at: number;
}

/** A step that is made in several transactions, with other steps and other people in between. */
export interface StepInParts {
	/** Runs one transaction as a part of the step. */
	readonly perform: (act: () => void) => void;
	/** From now on it is one step, the last that was done. */
	readonly keep: () => void;
	/** Takes the last part back, which leaves no step; `false` when there is none left. */
	readonly takeBackPart: () => boolean;
}

const APART: Things = {
	thingOf: (key) => key,
	isSeen: () => true,
	partsOf: () => [],
	textOf: () => undefined,
	detailsOf: () => []
};

/** How far back one can go. */
const MAX_STEPS = 300;
/** Keystrokes that pause no longer than this are one step. */
const PAUSE_MS = 1_200;

/**
 * One person's undo and redo on one document, by inverse patches: a step takes back what it did only where that is still
 * how this person left it, so that nobody's undo ever touches what somebody else did since. One call is one step, even
 * when all of it is kept. (Y.UndoManager on such a document goes on to the creation when a move was overwritten, and
 * deletes the thing; and its redo can make clients diverge, yjs#794.)
 */
export class History {
	readonly #doc: Y.Doc;
	readonly #origin: unknown;
	readonly #things: Things;
	readonly #now: () => number;
	readonly #onChange: () => void;
	readonly #stopping: (() => void)[];
	#done: Step[] = [];
	#undone: Step[] = [];
	/** The patches of the gesture that is going on. */
	#open: Patch[] | null = null;
	/** What the running transaction has changed so far, outside any gesture. */
	#pending: Patch[] = [];
	/** Under which key the running transaction is a part of a row. */
	#row: string | null = null;
	/** Set while changes are gathered apart from everything else: what taking a step back changes is the inverse step. */
	#gathering: Patch[] | null = null;

	constructor({ doc, origin, lists, texts, things, now, onChange }: HistoryParts) {
		this.#doc = doc;
		this.#origin = origin;
		this.#things = things ?? APART;
		this.#now = now;
		this.#onChange = onChange ?? ((): void => undefined);
		doc.on('afterTransaction', this.#seal);
		this.#stopping = [
			...lists.map((source) =>
				source.list.observe((changes, transaction) =>
					this.#record(transaction, () => listPatches(source, changes))
				)
			),
			...texts.map((each) =>
				each.observe((changes, transaction) =>
					this.#record(transaction, () =>
						[...changes].flatMap(([key, change]) => textPatches(each, key, change, transaction))
					)
				)
			),
			() => doc.off('afterTransaction', this.#seal)
		];
	}

	get canUndo(): boolean {
		return this.#done.length > 0;
	}

	get canRedo(): boolean {
		return this.#undone.length > 0;
	}

	/** Runs one transaction: a step of its own, or a part of the gesture that is going on. */
	perform<T>(act: () => T): T {
		return this.#doc.transact(act, this.#origin);
	}

	/** The same for keystrokes: what they do in a row under one key (the text that is typed into) is one step. */
	performInARow(key: string, act: () => void): void {
		this.#row = key;
		try {
			this.perform(act);
		} finally {
			this.#row = null;
		}
	}

	/** The next keystroke starts a step of its own. */
	endTyping(): void {
		const last = this.#done.at(-1);
		if (last !== undefined) last.at = -Infinity;
	}

	/** Until `end`, all transactions are one step. A gesture that is still open ends. */
	begin(): void {
		this.end();
		this.#open = [];
	}

	/** Ends the gesture; without changes it leaves no step. */
	end(): void {
		const patches = this.#open;
		this.#open = null;
		if (patches !== null) this.#keep(patches, null);
	}

	/** For what would hold the page up if it were one transaction. */
	inParts(): StepInParts {
		const parts: (readonly Patch[])[] = [];
		return {
			perform: (act) => void parts.push(compacted(this.#gathered(() => this.perform(act)))),
			keep: () => this.#push({ patches: parts.splice(0).flat(), row: null, at: this.#now() }),
			takeBackPart: () => {
				const part = parts.pop();
				if (part === undefined) return false;
				this.#gathered(() => this.perform(() => this.#rename(takeBack(part, this.#things).names)));
				return true;
			}
		};
	}

	/** Takes the last step back; `null` when there is none. */
	undo(): Undone | null {
		this.end();
		return this.#take(this.#done, this.#undone);
	}

	redo(): Undone | null {
		this.end();
		return this.#take(this.#undone, this.#done);
	}

	destroy(): void {
		for (const stop of this.#stopping) stop();
	}

	#take(from: Step[], to: Step[]): Undone | null {
		const step = from.pop();
		if (step === undefined) return null;
		let kept: ReadonlySet<string> = new Set();
		try {
			const inverse = this.#gathered(() => {
				const taken = this.perform(() => takeBack(step.patches, this.#things));
				this.#rename(taken.names);
				kept = taken.kept;
			});
			const patches = compacted(inverse);
			if (patches.length > 0) to.push({ patches, row: null, at: -Infinity });
			return { changed: new Set(patches.map(({ key }) => this.#things.thingOf(key))), kept };
		} finally {
			this.#onChange();
		}
	}

	/** What is changed meanwhile, apart from any gesture that is going on. */
	#gathered(act: () => void): Patch[] {
		const patches: Patch[] = [];
		this.#gathering = patches;
		try {
			act();
		} finally {
			this.#gathering = null;
		}
		return patches;
	}

	#rename(names: NewNames): void {
		if (names.isEmpty) return;
		for (const step of [...this.#done, ...this.#undone])
			step.patches = step.patches.map((patch) => (patch.kind === 'value' ? patch : names.apply(patch)));
	}

	#record(transaction: Y.Transaction, patches: () => Patch[]): void {
		if (transaction.origin !== this.#origin) return;
		(this.#gathering ?? this.#open ?? this.#pending).push(...patches());
	}

	readonly #seal = (): void => {
		if (this.#pending.length === 0) return;
		const patches = this.#pending;
		this.#pending = [];
		this.#keep(patches, this.#row);
	};

	#keep(made: readonly Patch[], row: string | null): void {
		const patches = compacted(made);
		if (patches.length === 0) return;
		const last = this.#done.at(-1);
		const at = this.#now();
		if (last !== undefined && row !== null && last.row === row && at - last.at < PAUSE_MS) {
			last.patches = compacted([...last.patches, ...patches]);
			last.at = at;
			this.#undone = [];
			this.#onChange();
		} else this.#push({ patches, row, at });
	}

	#push(step: Step): void {
		if (step.patches.length === 0) return;
		this.#done.push(step);
		if (this.#done.length > MAX_STEPS) this.#done.shift();
		this.#undone = [];
		this.#onChange();
	}
}
