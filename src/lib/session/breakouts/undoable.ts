import { t } from '$lib/messages/breakouts.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import type { Command, RoundCommand } from '#model/session/commands.ts';
import type { SessionConnection } from '../session-connection.svelte.ts';
import { reverseOf } from './reverse.ts';

/** Gives a command about groups, says what it did, and offers to take it back where that can be. False where it was refused. */
export async function giveUndoable(
	connection: SessionConnection,
	command: RoundCommand,
	said: string,
	reverse: Command | null = connection.session && reverseOf(command, connection.session)
): Promise<boolean> {
	const outcome = await connection.give(command);
	if (!outcome.ok) return false;
	toast.show({
		text: said,
		kind: 'good',
		...(reverse === null ? {} : { action: { label: t.undo, run: () => void connection.give(reverse) } })
	});
	return true;
}
