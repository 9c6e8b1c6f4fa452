import type { Reader } from '#model/community/may-read.ts';
import type { IdentityId, SessionId } from '#model/ids.ts';
import type { Label } from '#model/session/label.ts';
import type { Communities } from '../community/communities.ts';
import type { SessionStore } from '../session/session-store.ts';

export interface ReaderParts {
	readonly store: Pick<SessionStore, 'session' | 'member'>;
	readonly communities: Pick<Communities, 'of' | 'isOf'>;
}

/** How somebody stands to a session, and what may leave it; `null`: there is none. */
export async function readerOf(
	{ store, communities }: ReaderParts,
	id: SessionId,
	identity: IdentityId
): Promise<(Reader & { readonly label: Label }) | null> {
	const [state, member] = await Promise.all([store.session(id), store.member(id, identity)]);
	if (state === null) return null;
	const { session } = state;
	const ofCommunity = member === null && (await communities.isOf(await communities.of(session), identity));
	return { role: member?.member.role ?? null, ofCommunity, label: session.label };
}
