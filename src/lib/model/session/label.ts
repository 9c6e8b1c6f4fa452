/**
 * The Traffic Light Protocol (https://www.first.org/tlp/), from the narrowest to the widest: this session, this community,
 * partners, anyone. It goes with everything that is made in the session.
 */
export const LABELS = ['red', 'amber', 'green', 'clear'] as const;
export type Label = (typeof LABELS)[number];

/** What a session has before anybody chose: nothing can leak through a label that was never set. */
export const DEFAULT_LABEL: Label = 'red';

/** Who could not read it under `from` may read it under `to`. */
export function isWider(to: Label, from: Label): boolean {
	return LABELS.indexOf(to) > LABELS.indexOf(from);
}

/** The one of the two that fewer people may read under. */
export function narrower(one: Label, other: Label): Label {
	return isWider(one, other) ? other : one;
}
