import type { IdentityId } from '../ids.ts';
import { runDueAt, settledRun } from '../problem/course.ts';
import { closed, recalled } from './apply/running.ts';
import { withRun } from './apply/runs.ts';
import { harvestDueAt } from './harvests.ts';
import { withGroupsAfter } from './phase-groups.ts';
import { CLAIM_LAPSES_AFTER_MS, type Claim } from './claim.ts';
import { currentRound, RECALL_WARNING_MS, type Round } from './rounds.ts';
import type { RoleLink, Session } from './session.ts';

/** What the time brought about by itself. */
export interface Settled {
	readonly session: Session;
	/** Who facilitates from now on, since nobody refused their claim. */
	readonly granted: IdentityId | null;
}

/**
 * What has become of a session by `now` without anybody's doing: groups that were called back have ended, links have
 * expired, a claim has come true, a phase's time is up. The same session when nothing has.
 */
export function settle(session: Session, now: number): Settled {
	const round = currentRound(session);
	const roundAfter = round && settledRound(round, now);
	const links = session.links.some((link) => hasExpired(link, now))
		? session.links.map((link) => (hasExpired(link, now) ? { ...link, revokedAt: link.expiresAt } : link))
		: session.links;
	const { claim, granted } = settledClaim(session.claim, now);
	if (roundAfter === round && links === session.links && claim === session.claim)
		return { session: withRunsSettled(session, now), granted };
	const rounds = roundAfter === null ? session.rounds : [...session.rounds.slice(0, -1), roundAfter];
	const settled = { ...session, rounds, links, claim };
	return { session: withRunsSettled(settled, now), granted };
}

/** Phases whose time is up go on by themselves where their method says so. */
function withRunsSettled(session: Session, now: number): Session {
	return session.runs.reduce((current, run) => {
		const after = settledRun(run, now);
		return after === run ? current : withGroupsAfter(withRun(current, after), run, after, now);
	}, session);
}

/** When there will next be something to do, by `settle` or about a harvest; `null`: never, as things stand. */
export function dueAt(session: Session): number | null {
	const times = [
		roundDueAt(currentRound(session)),
		session.claim?.dueAt ?? null,
		...session.runs.map(runDueAt),
		harvestDueAt(session),
		...session.links.map(({ expiresAt, revokedAt }) => (revokedAt === null ? expiresAt : null))
	].filter((time) => time !== null);
	return times.length === 0 ? null : Math.min(...times);
}

function settledClaim(
	claim: Claim | null,
	now: number
): { readonly claim: Claim | null; readonly granted: IdentityId | null } {
	if (claim === null || claim.dueAt > now) return { claim, granted: null };
	return { claim: null, granted: now - claim.dueAt < CLAIM_LAPSES_AFTER_MS ? claim.by : null };
}

function settledRound(round: Round, now: number): Round {
	const due = roundDueAt(round);
	if (due === null || due > now) return round;
	if (round.state.at === 'closing') return closed(round, round.state.closesAt);
	// The end may be nearer than the warning is long, after a restart say; then people still have all of the warning.
	const closesAt =
		round.state.at === 'open' ? Math.max(round.state.endsAt ?? now, now + RECALL_WARNING_MS) : now;
	return recalled(round, closesAt);
}

function roundDueAt(round: Round | null): number | null {
	if (round?.state.at === 'closing') return round.state.closesAt;
	if (round?.state.at !== 'open' || round.state.then === 'ask' || round.state.endsAt === null) return null;
	return round.state.endsAt - RECALL_WARNING_MS;
}

function hasExpired({ expiresAt, revokedAt }: RoleLink, now: number): boolean {
	return revokedAt === null && expiresAt !== null && expiresAt <= now;
}
