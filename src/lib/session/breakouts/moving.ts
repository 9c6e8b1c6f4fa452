import { t } from '$lib/messages/breakouts.ts';
import type { Round } from '#model/session/rounds.ts';
import type { Member } from '#model/session/session.ts';
import type { SessionConnection } from '../session-connection.svelte.ts';
import type { DropPlace } from './drag.svelte.ts';
import { giveUndoable } from '../undoable.ts';

/** Puts somebody into another group, or into none, and says so with a way back. */
export function movePerson(connection: SessionConnection, round: Round, member: Member, to: DropPlace): void {
	const group = round.groups.find(({ id }) => id === to) ?? null;
	if (group?.members.includes(member.id)) return;
	if (group === null && !round.groups.some(({ members }) => members.includes(member.id))) return;
	void giveUndoable(
		connection,
		{ type: 'place-member', round: round.id, member: member.id, group: group?.id ?? null },
		group === null ? t.takenOut(member.name) : t.moved(member.name, group.name)
	);
}
