import type { Credentials } from '$lib/sync/credentials.ts';
import type { SessionId } from '#model/ids.ts';
import type { ContinueSession, Continued, NextInvitation, NotContinued } from '#protocol/api.ts';
import { fetchJson, type Fetched } from '$lib/sync/fetch-json.ts';

export type Started = Fetched<Continued, NotContinued['refusal']>;

const pathOf = (session: SessionId): string => `/api/next-sessions/${session}`;

/** How this person comes into the session that goes on from this one. */
export function findNext(session: SessionId, credentials: Credentials): Promise<Fetched<NextInvitation>> {
	return fetchJson(pathOf(session), credentials);
}

/** Starts it. */
export function startNext(
	session: SessionId,
	credentials: Credentials,
	given: ContinueSession
): Promise<Started> {
	return fetchJson(pathOf(session), credentials, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(given)
	});
}
