import type { Point } from '#model/whiteboard/geometry.ts';
import type { Command } from './commands/command.ts';
import { isLate, matching } from './commands/matching.ts';
import { FIRST_COMMANDS } from './commands/registry.ts';
import type { Editor } from './editor.svelte.ts';

/** The commands of one board's tab: the first ones at once, the others when they have come. */
export class CommandSet {
	#all = $state.raw<readonly Command[]>(FIRST_COMMANDS);
	readonly #runs = new Map<Command, number>();
	#count = 0;
	#loading: Promise<void> | null = null;

	get all(): readonly Command[] {
		return this.#all;
	}

	/** Fetches the rest, unless it is here or on the way. Rejects when it cannot be had; the next call tries again. */
	load(): Promise<void> {
		return (this.#loading ??= this.#fetch());
	}

	/** Whether all are here. */
	get areAll(): boolean {
		return this.#all !== FIRST_COMMANDS;
	}

	matching(event: KeyboardEvent): Command | null {
		return matching(this.#all, event);
	}

	/** Whether this key means something on boards, by a command that may still be on its way. */
	hasKey(event: KeyboardEvent): boolean {
		return this.matching(event) !== null || (!this.areAll && isLate(event));
	}

	/** Runs one that somebody looked for, perhaps in a menu at a place on the board, and remembers it. */
	run(command: Command, editor: Editor, at: Point | null = null): void {
		this.#runs.set(command, ++this.#count);
		if (at !== null && command.runAt !== undefined) command.runAt(editor, at);
		else command.run(editor);
	}

	/** Higher for what was run later; 0 for what was not yet. */
	lastRun(command: Command): number {
		return this.#runs.get(command) ?? 0;
	}

	async #fetch(): Promise<void> {
		try {
			const { MORE_COMMANDS } = await import('./commands/more.ts');
			this.#all = [...FIRST_COMMANDS, ...MORE_COMMANDS];
		} catch (error) {
			this.#loading = null;
			throw error;
		}
	}
}
