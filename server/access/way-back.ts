import { createHmac, timingSafeEqual } from 'node:crypto';
import { isId, type IdentityId, type SessionId } from '#model/ids.ts';

/** A reload takes seconds; whoever finds the tab in the browser's history an hour later is to be a stranger. */
const LIFE_SECONDS = 10 * 60;
const CLOCK_SLACK_SECONDS = 60;

/**
 * Passes by which somebody who goes by a ticket comes back into one session as the same person after a reload. A ticket is for a
 * year and for everything, and so is kept in memory only; a pass is for one session and some minutes, and opens nothing by itself.
 */
export interface WayBacks {
	issue(identity: IdentityId, session: SessionId): string;
	/** `null` for what is not ours, is for another session, or is too old. */
	read(pass: string, session: SessionId): IdentityId | null;
}

/** @param now server time, milliseconds since the epoch. */
export function wayBacks(secret: string, now: () => number): WayBacks {
	const mac = (payload: string): Buffer =>
		createHmac('sha256', secret).update(`commonplace way back ${payload}`).digest();
	const seconds = (): number => Math.floor(now() / 1000);

	return {
		issue: (identity, session) => {
			const said = `${identity}.${seconds()}`;
			return `${said}.${mac(`${session} ${said}`).toString('base64url')}`;
		},
		read: (pass, session) => {
			const [identity, issued, signature, ...rest] = pass.split('.');
			if (!isId(identity) || !/^\d{1,12}$/.test(issued ?? '') || signature === undefined || rest.length > 0)
				return null;
			const expected = mac(`${session} ${identity}.${issued}`);
			const given = Buffer.from(signature, 'base64url');
			if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
			const age = seconds() - Number(issued);
			return age > LIFE_SECONDS || age < -CLOCK_SLACK_SECONDS ? null : (identity as IdentityId);
		}
	};
}
