/** What facilitators may allow to members; they themselves may do all of it, viewers none. */
export const MEMBER_PERMISSIONS = [
	/** Write on the boards that all share. On their own group's board members may always write while it is open. */
	'write',
	'add-board',
	'rename-board',
	/** Name a group, and with it a topic, while a round is being chosen. */
	'propose-group',
	/** Go to another group while the round is open. */
	'change-group',
	'control-timer'
] as const;
export type MemberPermission = (typeof MEMBER_PERMISSIONS)[number];

export const LATECOMER_RULES = ['smallest-group', 'lobby'] as const;
export const GROUP_PRIVACIES = ['private', 'readable', 'open'] as const;

export interface Settings {
	/** Where somebody lands who comes while groups are at work: the lobby is the session's front. */
	readonly latecomers: (typeof LATECOMER_RULES)[number];
	/** Who comes by the code waits until a facilitator lets them in. */
	readonly waitingRoom: boolean;
	/** What members may do on other groups' boards while a round is open: nothing, read, or write as well. */
	readonly groups: (typeof GROUP_PRIVACIES)[number];
	readonly memberMay: readonly MemberPermission[];
}

export const DEFAULT_SETTINGS: Settings = {
	latecomers: 'smallest-group',
	waitingRoom: false,
	groups: 'private',
	memberMay: ['write', 'propose-group']
};
