import { t } from '$lib/messages/facilitating.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { Command } from '#model/session/commands.ts';
import { undoing } from '#model/session/undo.ts';
import type { SessionConnection } from '../session-connection.svelte.ts';

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
	toast.show({
		text,
		kind: 'note',
		...(back === null ? {} : { action: { label: t.undo, run: () => void undo() } })
	});
	return true;
}
