import type { BallotId, SessionId } from '#model/ids.ts';
import type { BallotNews as News } from '#protocol/session.ts';
import type { Log } from '../log.ts';
import type { SessionCache } from '../session/session-cache.ts';
import type { GatewayServer, GatewaySocket } from '../session/gateway-socket.ts';
import type { SessionListener } from '../session/session-news.ts';
import type { Ballots } from './ballots.ts';

export interface BallotNewsParts {
	readonly io: GatewayServer;
	readonly cache: Pick<SessionCache, 'peek'>;
	readonly ballots: Pick<Ballots, 'soFar'>;
	readonly log: Log;
}

/** All votes are read for it, so no more often than this. */
const TICK_MS = 1000;

/**
 * Tells how it stands with open ballots, now and then: facilitators, how many have voted; everybody, what a vote comes to
 * whose method shows it as it comes.
 */
export class BallotNews implements Required<Pick<SessionListener, 'ballotChanged'>> {
	readonly #parts: BallotNewsParts;
	/** Whether somebody voted since the last time. */
	readonly #ticking = new Map<BallotId, { timer: NodeJS.Timeout; again: boolean }>();

	constructor(parts: BallotNewsParts) {
		this.#parts = parts;
	}

	ballotChanged(session: SessionId, ballot: BallotId): void {
		const ticking = this.#ticking.get(ballot);
		if (ticking !== undefined) {
			ticking.again = true;
			return;
		}
		const timer = setTimeout(() => {
			const { again } = this.#ticking.get(ballot) ?? { again: false };
			this.#ticking.delete(ballot);
			if (again) this.ballotChanged(session, ballot);
		}, TICK_MS).unref();
		this.#ticking.set(ballot, { timer, again: false });
		this.#tell(session, ballot).catch((error: unknown) =>
			this.#parts.log.error({ err: error }, 'votes could not be read')
		);
	}

	close(): void {
		for (const { timer } of this.#ticking.values()) clearTimeout(timer);
		this.#ticking.clear();
	}

	async #tell(session: SessionId, ballot: BallotId): Promise<void> {
		const { cache, ballots, io } = this.#parts;
		const known = cache.peek(session);
		const soFar = known && (await ballots.soFar(known.state.session, ballot));
		if (known === null || soFar === null) return;
		const { voters, tallies } = soFar;
		const news: News = { ballot, voters, tallies };
		for (const socket of this.#sockets(io, session)) {
			const isFacilitator = known.members.get(socket.data.identity)?.role === 'facilitator';
			if (isFacilitator || tallies !== null) socket.emit('ballot', news);
		}
	}

	#sockets({ sockets: { adapter, sockets } }: GatewayServer, session: SessionId): GatewaySocket[] {
		return [...(adapter.rooms.get(session) ?? [])].flatMap((id) => sockets.get(id) ?? []);
	}
}
