import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { CLOSE } from '#protocol/close-codes.ts';
import type { Cluster } from './cluster/cluster.ts';
import type { DocumentPool } from './documents/pool.ts';
import type { Clockwork } from './session/clockwork.ts';
import type { Gateway } from './session/gateway.ts';
import { spread } from './spread.ts';
import type { Rooms } from './sync/rooms-port.ts';

const LAST_REQUESTS_MS = 1000;
/** Well within the time that a stop may take. */
const SPREAD_MS = 1500;
const SPREAD_STEPS = 30;

/** Has work under way, which ends before the store may be closed. */
interface Busy {
	idle(): Promise<void>;
}

interface Closing {
	close(): Promise<void>;
}

export interface LeavingParts {
	readonly http: Server;
	readonly admin: Closing | null;
	readonly gateway: Pick<Gateway, 'leave' | 'close'>;
	readonly rooms: Rooms;
	readonly clockwork: Pick<Clockwork, 'close'>;
	/** What is revealed or closed at its time. */
	readonly pending: Closing;
	readonly sessions: Busy;
	readonly harvests: Busy;
	/** Reads what was written, and tells other nodes of it. */
	readonly search: Closing;
	readonly cluster: Cluster | undefined;
	readonly pool: Pick<DocumentPool, 'close'>;
}

/** Takes nobody any more, sends everybody elsewhere, and ends when all that was taken is stored. */
export async function leaveInOrder(parts: LeavingParts): Promise<void> {
	const { http, admin, gateway, rooms, cluster, pool } = parts;
	const closed = new Promise<void>((resolve) => http.close(() => resolve()));
	http.closeIdleConnections();
	await admin?.close();
	// Alone, there is nowhere to go but back: the sooner the better.
	const spreadMs = cluster === undefined ? 0 : SPREAD_MS;
	await Promise.all([gateway.leave(spreadMs), leaveRooms(rooms, spreadMs)]);
	gateway.close();
	parts.clockwork.close();
	await parts.pending.close();
	await parts.sessions.idle();
	await parts.harvests.idle();
	await rooms.drain();
	await parts.search.close();
	await cluster?.leave();
	// Requests under way have a moment to be answered; one that never ends is cut.
	await Promise.race([closed, setTimeout(LAST_REQUESTS_MS, undefined, { ref: false })]);
	http.closeAllConnections();
	await pool.close();
}

/** Sends everybody elsewhere, little by little: a thousand clients should not be at one door at once. */
async function leaveRooms(rooms: Rooms, spreadMs: number): Promise<void> {
	if (spreadMs === 0 || rooms.counters().connections === 0) return;
	const portions = Array.from({ length: SPREAD_STEPS }, (_, step) => 1 / (SPREAD_STEPS - step));
	await spread(portions, spreadMs, (portion) => rooms.revoke(() => Math.random() < portion, CLOSE.goingAway));
}
