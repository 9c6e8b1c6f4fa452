import { t } from '$lib/messages/facilitating.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import { applyCommand } from '#model/session/apply-command.ts';
import type { Command } from '#model/session/commands.ts';
import { undoing } from '#model/session/undo.ts';
import type { SessionConnection } from './session-connection.svelte.ts';

/**
 * Gives a command, says what it did, and offers to take it back for a while, or until the record leaves nothing to take back.
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
		// What was done before is not what "Undo" would take back now, even where nothing takes this one back.
		purpose: 'undo',
		...(back !== null && {
			action: { label: t.undo, run: () => void undo() },
			// Groups that have ended meanwhile, for one, cannot be kept open any longer.
			stands: () => wouldGo(connection, back)
		})
	});
	return true;
}

/** Whether these commands, one after the other, would be carried out now, as far as this tab knows. */
function wouldGo({ session: now, me, clock }: SessionConnection, commands: readonly Command[]): boolean {
	if (now === null || me === null) return true;
	let session = now;
	for (const command of commands) {
		const outcome = applyCommand(session, command, me, clock.now());
		if (!outcome.ok) return false;
		session = outcome.session;
	}
	return true;
}
