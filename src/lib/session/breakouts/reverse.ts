import type { Command, RoundCommand } from '#model/session/commands.ts';
import type { Session } from '#model/session/session.ts';
import type { Round } from '#model/session/rounds.ts';

/**
 * The command that takes another back, as the session was before it; `null` where there is none: people cannot be kept from
 * having been in a group, nor a board from having been thrown away.
 */
export function reverseOf(command: RoundCommand, before: Pick<Session, 'rounds'>): Command | null {
	const round = before.rounds.find(({ id }) => id === command.round);
	switch (command.type) {
		case 'plan-round':
		case 'next-round':
			return { type: 'discard-round', round: command.round };
		case 'add-group':
			return round?.state.at === 'open'
				? null
				: { type: 'remove-group', round: command.round, group: command.group.id };
		case 'rename-group': {
			const name = groupIn(round, command.group)?.name;
			return name === undefined ? null : { ...command, name };
		}
		case 'set-group-call': {
			const group = groupIn(round, command.group);
			return group === null ? null : { ...command, url: group.call };
		}
		case 'set-group-host': {
			const group = groupIn(round, command.group);
			return group === null ? null : { ...command, host: group.host };
		}
		case 'assign':
		case 'arrange':
		case 'place-member':
			return round === undefined
				? null
				: {
						type: 'arrange',
						round: command.round,
						groups: round.groups.map(({ id, members }) => ({ id, members }))
					};
		case 'open-choosing':
			return { type: 'close-choosing', round: command.round };
		case 'close-choosing':
			return { type: 'open-choosing', round: command.round };
		case 'extend-round':
			// What took back a recall is taken back by calling anew.
			return round?.state.at === 'open' ? { ...command, byMs: -command.byMs } : null;
		case 'recall-round':
			return { type: 'keep-round-open', round: command.round };
		case 'close-round':
			return { type: 'reopen-round', round: command.round };
		case 'keep-round-open':
		case 'open-round':
		case 'reopen-round':
		case 'discard-round':
		case 'remove-group':
		case 'choose-groups':
			return null;
	}
}

function groupIn(round: Round | undefined, id: string): Round['groups'][number] | null {
	return round?.groups.find((group) => group.id === id) ?? null;
}
