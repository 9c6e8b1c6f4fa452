import { createHash } from 'node:crypto';
import type { CommunityId, SessionId } from '#model/ids.ts';

const ID_LENGTH = 22;

/**
 * The community that begins with a session. It follows from that, so that two nodes that come upon an old session at the same time
 * say the same, and does not tell the session's id.
 */
export function foundedBy(session: SessionId): CommunityId {
	const digest = createHash('sha256').update(`community founded by ${session}`).digest('base64url');
	return digest.slice(0, ID_LENGTH) as CommunityId;
}
