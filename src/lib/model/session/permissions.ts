import type { AnyCommand } from './commands.ts';
import type { Role } from './session.ts';
import type { MemberPermission, Settings } from './settings.ts';

/**
 * Who may give a command at all. `facilitator`: nobody else. `member`: members too. A permission: members too where the
 * settings give it. `anyone`: viewers as well. What is more (one's own group only, say) is decided where it is applied.
 */
type Rule = 'facilitator' | 'member' | 'anyone' | MemberPermission;

/** Every command has its line; one that is added does not compile without. */
export const RULES = {
	'rename-session': 'facilitator',
	'set-terms': 'facilitator',
	'set-label': 'facilitator',
	'set-settings': 'facilitator',
	'set-meeting': 'facilitator',
	'lock-session': 'facilitator',
	'add-board': 'add-board',
	'rename-board': 'rename-board',
	'move-board': 'facilitator',
	'lock-board': 'facilitator',
	'archive-board': 'facilitator',
	'restore-board': 'facilitator',
	'add-link': 'facilitator',
	'revoke-link': 'facilitator',
	'pair-screen': 'facilitator',
	'plan-round': 'facilitator',
	'next-round': 'facilitator',
	'discard-round': 'facilitator',
	'add-group': 'propose-group',
	'rename-group': 'facilitator',
	'remove-group': 'facilitator',
	'set-group-call': 'facilitator',
	'set-group-host': 'member',
	assign: 'facilitator',
	'place-member': 'change-group',
	arrange: 'facilitator',
	'open-choosing': 'facilitator',
	'choose-groups': 'member',
	'close-choosing': 'facilitator',
	'open-round': 'facilitator',
	'unopen-round': 'facilitator',
	'extend-round': 'facilitator',
	'recall-round': 'facilitator',
	'keep-round-open': 'facilitator',
	'close-round': 'facilitator',
	'reopen-round': 'facilitator',
	'start-method': 'facilitator',
	'drop-method': 'facilitator',
	'go-to-phase': 'facilitator',
	'pause-phase': 'facilitator',
	'resume-phase': 'facilitator',
	'extend-phase': 'facilitator',
	'set-deadline': 'facilitator',
	reveal: 'facilitator',
	'open-ballot': 'facilitator',
	'close-ballot': 'facilitator',
	'start-turns': 'facilitator',
	'next-turn': 'member',
	'pass-turn': 'member',
	'ask-turn': 'member',
	'end-turns': 'facilitator',
	'take-topic': 'facilitator',
	'plan-phase-round': 'facilitator',
	'write-up': 'member',
	'set-holder': 'facilitator',
	harvest: 'facilitator',
	'take-back-harvest': 'facilitator',
	show: 'facilitator',
	'turn-stage': 'facilitator',
	'look-here': 'facilitator',
	'add-agenda-item': 'facilitator',
	'change-agenda-item': 'facilitator',
	'move-agenda-item': 'facilitator',
	'remove-agenda-item': 'facilitator',
	'go-to-agenda-item': 'facilitator',
	'start-timer': 'control-timer',
	'pause-timer': 'control-timer',
	'resume-timer': 'control-timer',
	'extend-timer': 'control-timer',
	'stop-timer': 'control-timer',
	announce: 'facilitator',
	'retract-announcement': 'facilitator',
	'ask-ready': 'facilitator',
	'end-ready': 'facilitator',
	'answer-hand': 'facilitator',
	'claim-facilitation': 'member',
	'refuse-claim': 'member',
	'set-planned-time': 'facilitator',
	'end-session': 'facilitator',
	'reopen-session': 'facilitator',
	summarise: 'facilitator',
	'set-profile': 'anyone',
	'set-role': 'facilitator',
	'hand-over': 'facilitator',
	'remove-member': 'anyone',
	'ban-member': 'facilitator',
	admit: 'facilitator',
	'turn-away': 'facilitator',
	'lift-ban': 'facilitator',
	'renew-code': 'facilitator',
	'send-prompt': 'facilitator',
	'dismiss-prompt': 'anyone',
	'set-notes': 'member'
} as const satisfies Record<AnyCommand['type'], Rule>;

/** Whether somebody with this role may give such a command, as the settings are. */
export function mayGive(
	type: AnyCommand['type'],
	role: Role,
	{ memberMay }: Pick<Settings, 'memberMay'>
): boolean {
	const rule: Rule = RULES[type];
	if (rule === 'anyone' || role === 'facilitator') return true;
	if (role === 'viewer' || rule === 'facilitator') return false;
	return rule === 'member' || memberMay.includes(rule);
}
