import { MEMBER_COLORS } from '#model/session/session.ts';
import type { IdentityId } from '#model/ids.ts';
import type { AwarenessUser } from './open-document.ts';

const MAX_NAME_LENGTH = 60;

/**
 * Who a client is, read from its awareness state. The server puts the truth there, but a state comes by way of others, so
 * anything may be in it: `null` is somebody without an id or a name.
 */
export function readUser(
	client: number,
	state: Readonly<Record<string, unknown>>
): Pick<AwarenessUser, 'id' | 'name' | 'color'> | null {
	if (typeof state.user !== 'object' || state.user === null) return null;
	const { id, name, color } = state.user as Record<string, unknown>;
	if (typeof id !== 'string' || id === '' || typeof name !== 'string' || name === '') return null;
	return {
		id: id as IdentityId,
		name: name.slice(0, MAX_NAME_LENGTH),
		color: MEMBER_COLORS.find((known) => known === color) ?? MEMBER_COLORS[client % MEMBER_COLORS.length]!
	};
}
