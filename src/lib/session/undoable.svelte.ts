import { t } from '$lib/messages/facilitating.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { Command } from '#model/session/commands.ts';
import { undoing } from '#model/session/undo.ts';
import type { SessionConnection } from './session-connection.svelte.ts';

/** Something that was done, and what takes it back. */
interface Done {
	readonly text: string;
	/** `null`: nothing does. */
	readonly undo: (() => void) | null;
}

/** As long as a toast with something to do stays. */
const SHOWN_MS = 12_000;

/** What was done last, where an open panel keeps the rest of the window, toasts included, from keys and screen readers. */
class LastDone {
	#done = $state.raw<Done | null>(null);
	#panels = 0;
	#forgetting: ReturnType<typeof setTimeout> | undefined;

	get done(): Done | null {
		return this.#done;
	}

	tell(done: Done): void {
		if (this.#panels === 0) return tellByToast(done);
		this.#done = done;
		clearTimeout(this.#forgetting);
		this.#forgetting = setTimeout(() => (this.#done = null), SHOWN_MS);
	}

	/** While a panel is open that shows it. Returns what to call when it closes: then what is left is told by a toast. */
	panel(): () => void {
		this.#panels++;
		return () => {
			this.#panels--;
			const left = this.#done;
			this.forget();
			if (left !== null) tellByToast(left);
		};
	}

	forget(): void {
		clearTimeout(this.#forgetting);
		this.#done = null;
	}
}

export const lastDone = new LastDone();

function tellByToast({ text, undo }: Done): void {
	// What was done before is not what "Undo" would take back now, even where nothing takes this one back.
	const action = undo === null ? {} : { action: { label: t.undo, run: undo } };
	toast.show({ text, kind: 'note', purpose: 'undo', ...action });
}

/**
 * Gives a command, says what it did, and offers to take it back for as long as that is on screen.
 * @returns whether it was carried out; refusals have had their sentence.
 */
export async function giveUndoable(
	connection: SessionConnection,
	command: Command,
	text: string
): Promise<boolean> {
	const before = connection.session;
	const back = before && undoing(before, command, connection.clock.now());
	const outcome = await connection.give(command);
	if (!outcome.ok) return false;
	const undo = async (): Promise<void> => {
		for (const one of back ?? []) if (!(await connection.give(one)).ok) return;
	};
	lastDone.tell({ text, undo: back === null ? null : () => void undo() });
	return true;
}
