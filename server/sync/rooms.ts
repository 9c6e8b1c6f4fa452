import type { WebSocket } from 'ws';
import { CLOSE, type CloseCode } from '#protocol/close-codes.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { StoreError } from '../store/store.ts';
import { Connection, type ConnectionEvents } from './connection.ts';
import { DocumentBytes } from './document-bytes.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { Room } from './room.ts';
import type { JoinRequest, Rooms, RoomsOptions, RoomUser, Seeding } from './rooms-port.ts';

/** A room, or the promise of one. */
interface Entry {
	readonly loading: Promise<Room>;
	room: Room | null;
	/** Who needs it though they are not connected: those that wait for the load, and the server itself. */
	holders: number;
	tidying: boolean;
	/** After a failed compaction: the tail must have grown to this before the next try. */
	compactAgainAt: number;
}

/** An emptied room with less than this in its tail is not worth opening the document for. */
const TAIL_WORTH_COMPACTING = 10;

/** All documents that somebody has open on this server. */
export function createRooms({ store, compact, log, now = Date.now, limits: given }: RoomsOptions): Rooms {
	const limits = { ...DEFAULT_LIMITS, ...given };
	const entries = new Map<DocumentName, Entry>();
	const connections = new Set<Connection>();
	const counted = { updatesIn: 0, updatesRefused: 0, framesOut: 0, bytesOut: 0, compactions: 0 };
	let draining = false;

	const pings = setInterval(() => {
		for (const connection of connections) connection.ping();
	}, limits.pingEveryMs);
	pings.unref();

	const events: ConnectionEvents = {
		frame: (connection, frame) => entries.get(connection.request.name)?.room?.receive(connection, frame),
		closed(connection) {
			connections.delete(connection);
			entries.get(connection.request.name)?.room?.leave(connection);
		},
		refused: ({ request }, code, reason) =>
			log.warn({ document: request.name, identity: request.identity.id, code, reason }, 'connection refused'),
		sent(bytes) {
			counted.framesOut += 1;
			counted.bytesOut += bytes;
		}
	};

	async function load(name: DocumentName): Promise<Room> {
		const bytes = new DocumentBytes(name, await store.documents.load(name));
		return new Room({
			name,
			bytes,
			store: store.documents,
			limits,
			log,
			now,
			changed: () => tidy(name),
			count: (what) => (what === 'in' ? (counted.updatesIn += 1) : (counted.updatesRefused += 1))
		});
	}

	/** One load for everybody who asks meanwhile; a failed one is tried again by the next who asks. */
	function entryOf(name: DocumentName): Entry {
		const existing = entries.get(name);
		if (existing !== undefined) return existing;
		const entry: Entry = { loading: load(name), room: null, holders: 0, tidying: false, compactAgainAt: 0 };
		entries.set(name, entry);
		entry.loading.then(
			(room) => (entry.room = room),
			() => entries.delete(name)
		);
		return entry;
	}

	/** Runs `use` with the room, which stays in memory meanwhile. */
	async function withRoom<T>(name: DocumentName, use: (room: Room) => T | Promise<T>): Promise<T> {
		const entry = entryOf(name);
		entry.holders += 1;
		try {
			return await use(await entry.loading);
		} finally {
			entry.holders -= 1;
			tidy(name);
		}
	}

	async function join(connection: Connection): Promise<void> {
		const { name } = connection.request;
		try {
			await withRoom(name, (room) => {
				if (!connection.isOpen) return;
				room.join(connection);
				connection.open();
			});
		} catch (error) {
			const failure = error instanceof StoreError ? error.failure : null;
			log.error({ document: name, failure, reason: messageOf(error) }, 'a document could not be loaded');
			connection.close(failure === 'corrupt' ? CLOSE.unreadable : CLOSE.notSaved);
		}
	}

	/** Compacts what is worth it and lets go of what nobody needs. Safe to call at any time. */
	function tidy(name: DocumentName): void {
		const entry = entries.get(name);
		if (!entry?.room || entry.tidying || draining) return;
		if (!isWorthCompacting(entry, entry.room)) return release(name, entry, entry.room);
		entry.tidying = true;
		void compactRoom(entry, entry.room).finally(() => {
			entry.tidying = false;
			tidy(name);
		});
	}

	function release(name: DocumentName, entry: Entry, room: Room): void {
		const needed = entry.holders > 0 || room.connections.size > 0 || !room.isSettled;
		if (!needed) entries.delete(name);
	}

	function isWorthCompacting({ compactAgainAt, holders }: Entry, room: Room): boolean {
		const { tailEntries, tailBytes, snapshotBytes } = room.bytes;
		if (tailEntries < compactAgainAt) return false;
		const large = tailEntries > limits.compactEntries || tailBytes > limits.compactBytes;
		if (room.connections.size > 0 || holders > 0) return large && tailBytes > snapshotBytes / 4;
		return room.isSettled && (tailEntries >= TAIL_WORTH_COMPACTING || tailBytes > snapshotBytes / 4 + 1024);
	}

	async function compactRoom(entry: Entry, room: Room): Promise<void> {
		try {
			if (await room.bytes.compact(compact, store.documents)) {
				counted.compactions += 1;
				entry.compactAgainAt = 0;
				return;
			}
			log.warn({ document: room.name }, 'another compaction was quicker');
		} catch (error) {
			if (!draining)
				log.error({ document: room.name, reason: messageOf(error) }, 'a document could not be compacted');
		}
		entry.compactAgainAt = Math.max(TAIL_WORTH_COMPACTING, room.bytes.tailEntries * 2);
	}

	return {
		connect(socket: WebSocket, request: JoinRequest) {
			const connection = new Connection(socket, request, limits, events);
			if (draining) {
				connection.close(CLOSE.goingAway);
				return;
			}
			connections.add(connection);
			void join(connection);
		},

		revoke(predicate, code: CloseCode) {
			const revoked = [...connections].filter(({ request }) => predicate(request));
			for (const connection of revoked) connection.close(code);
			return revoked.length;
		},

		updateUser(identity, user: Pick<RoomUser, 'name' | 'color'>, documents) {
			const names = new Set<DocumentName>();
			for (const connection of connections) {
				if (connection.identity.id !== identity || !documents.has(connection.request.name)) continue;
				connection.identity = { ...connection.identity, ...user };
				names.add(connection.request.name);
			}
			for (const name of names) entries.get(name)?.room?.userChanged(identity);
		},

		seed(name, update): Promise<Seeding> {
			return withRoom(name, async (room) => {
				if (room.hasContent) return 'has-content';
				await room.add(update);
				return 'seeded';
			});
		},

		async drain() {
			draining = true;
			clearInterval(pings);
			for (const connection of connections) connection.close(CLOSE.goingAway);
			await Promise.allSettled([...entries.values()].map(settled));
			entries.clear();
		},

		counters: () => ({ rooms: entries.size, connections: connections.size, ...counted })
	};
}

async function settled(entry: Entry): Promise<void> {
	await (await entry.loading).settled();
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
