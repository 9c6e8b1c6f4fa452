import type { Credentials } from '$lib/sync/credentials.ts';
import type { Member, Session } from '#model/session/session.ts';
import type { WayBackPass } from '#protocol/api.ts';
import { fetchJson } from '$lib/sync/fetch-json.ts';
import { keepWayBack } from './way-back.ts';

/** Keeps in this window's history what leads back after a reload, for who goes by a ticket. */
export function keep(credentials: Credentials, session: Session, me: Member): Promise<void> {
	return keepWayBack(history, session, me, {
		now: Date.now,
		askForPass: async () => {
			const answer = await fetchJson<WayBackPass>(`/api/sessions/${session.id}/way-back`, credentials);
			return answer.ok ? answer.value.pass : null;
		}
	});
}
