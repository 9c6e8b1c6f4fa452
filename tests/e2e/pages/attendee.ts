import { expect } from '@playwright/test';
import type { SessionId } from '../../../src/lib/model/ids.ts';
import { currentRound, type Round } from '../../../src/lib/model/session/rounds.ts';
import type { Session } from '../../../src/lib/model/session/session.ts';
import { HttpClient } from '../../support/client.ts';
import { SessionSocket } from '../../support/session-socket.ts';
import type { Meeting } from './session.ts';

/** Somebody who is there, and whose screen nobody looks at. */
export interface Attendee {
	readonly name: string;
	readonly http: HttpClient;
	readonly tab: SessionSocket;
}

export async function attend(origin: string, { url, code }: Meeting, name: string): Promise<Attendee> {
	const http = new HttpClient(origin);
	await http.join(code.replace('-', ''), name);
	const tab = await SessionSocket.open(origin, http.cookie, url.split('/').at(-1) as SessionId);
	return { name, http, tab };
}

/** The record as this tab was told it last. */
export function recordOf({ tab }: Attendee): Session {
	return (tab.all('session').at(-1) ?? tab.all('welcome')[0]!).session;
}

export function roundOf(who: Attendee): Round {
	return currentRound(recordOf(who))!;
}

export async function expectRound(who: Attendee, at: Round['state']['at']): Promise<Round> {
	await expect.poll(() => currentRound(recordOf(who))?.state.at).toBe(at);
	return roundOf(who);
}
