import type { SessionId } from '#model/ids.ts';
import type { Pending } from '#model/problem/pending.ts';
import { unreachable } from '#model/unreachable.ts';
import type { Log } from '../log.ts';
import { seedSheet } from '../documents/seeds.ts';
import type { DocumentPool } from '../documents/pool.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Store } from '../store/store.ts';
import type { BoardImages } from '../blobs/board-images.ts';
import type { Rooms } from '../sync/rooms-port.ts';
import type { Versions } from '../versions/versions.ts';
import { BallotRecords } from './ballot-records.ts';
import { Ballots } from './ballots.ts';
import { Joins } from './joins.ts';
import { PendingWork } from './pending-work.ts';
import { PhaseEnds } from './phase-ends.ts';
import { Reveals } from './reveals.ts';
import { Sheets } from './sheets.ts';
import { Writing } from './writing.ts';

export interface OwnWorkParts {
	readonly store: Store;
	readonly records: SessionStore;
	readonly sessions: Pick<Sessions, 'change' | 'news'>;
	readonly rooms: Pick<Rooms, 'append' | 'seed'>;
	readonly pool: Pick<DocumentPool, 'run'>;
	readonly images: BoardImages;
	readonly versions: Pick<Versions, 'makeOfPhase'>;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
	/** Milliseconds of a clock that only goes on. */
	readonly nowMs: () => number;
	readonly log: Log;
}

/** What people write and vote alone on problem boards, and what becomes of it. */
export interface OwnWork {
	readonly sheets: Sheets;
	readonly ballots: Ballots;
	readonly reveals: Reveals;
	readonly pending: PendingWork;
	readonly writing: Writing;
}

export function createOwnWork({
	store,
	records,
	sessions,
	rooms,
	pool,
	images,
	versions,
	now,
	nowMs,
	log
}: OwnWorkParts): OwnWork {
	const change = sessions.change.bind(sessions);
	const ballots = new Ballots({ records: new BallotRecords(store.records), sessions: records, change, now });
	const reveals = new Reveals({ store, sessions: records, rooms, pool, images, change, now, nowMs, log });
	const stored = { documents: store.documents, pool };
	const joins = new Joins({ stored, sessions: records, rooms, images, change, log });
	const ends = new PhaseEnds({ sessions: records, versions, change, log });
	const carryOut = (session: SessionId, pending: Pending): Promise<void> => {
		switch (pending.do) {
			case 'reveal':
				return reveals.carryOut(session, pending);
			case 'count':
				return ballots.carryOut(session, pending);
			case 'join':
				return joins.carryOut(session, pending);
			case 'keep':
				return ends.carryOut(session, pending);
			default:
				return unreachable(pending);
		}
	};
	// The others say by themselves what came of a document that does not open.
	const giveUp = async (session: SessionId, pending: Pending): Promise<void> => {
		if (pending.do === 'reveal') await reveals.giveUp(session, pending);
	};
	return {
		sheets: new Sheets(records, async (name) => void (await rooms.seed(name, seedSheet()))),
		ballots,
		reveals,
		writing: new Writing({ documents: store.documents, sheets: records, pool, nowMs }),
		pending: new PendingWork({ news: sessions.news, carryOut, giveUp, now, log })
	};
}
