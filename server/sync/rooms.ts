import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { CLOSE, type CloseCode } from '#protocol/close-codes.ts';
import type { IdentityId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { StoreError, type DocumentListener, type StoredDocument } from '../store/store.ts';
import { Compactor } from './compactor.ts';
import { Connection, type ConnectionEvents } from './connection.ts';
import { Counters } from './counters.ts';
import { readDocument } from './document-bytes.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { NO_PEERS } from './peers.ts';
import { Room } from './room.ts';
import type { JoinRequest, Rooms, RoomsOptions, RoomUser, Seeding } from './rooms-port.ts';
import { UsageBook } from './usage.ts';

/** A room, or the promise of one. */
interface Entry {
	readonly loading: Promise<Room>;
	room: Room | null;
	/** Who needs it though they are not connected: those that wait for the load, and the server itself. */
	holders: number;
}

/** All documents that somebody has open on this server. */
export function createRooms(options: RoomsOptions): Rooms {
	const { store, log, now = Date.now, peers = NO_PEERS } = options;
	const limits = { ...DEFAULT_LIMITS, ...options.limits };
	const entries = new Map<DocumentName, Entry>();
	const connections = new Set<Connection>();
	const counters = new Counters();
	const usage = new UsageBook(limits.allowances);
	const compactor = new Compactor({ ...options, limits, counters, shut, tidy });
	let draining = false;

	const pings = setInterval(() => {
		const at = performance.now();
		for (const connection of connections) connection.ping(at);
		usage.sweep(at);
	}, limits.pingEveryMs);
	pings.unref();

	const roomOf = ({ request }: Connection) => entries.get(request.name)?.room;

	const events: ConnectionEvents = {
		frame: (connection, frame) => roomOf(connection)?.receive(connection, frame),
		drained: (connection) => roomOf(connection)?.caughtUp(connection),
		closed(connection) {
			const { identity, address } = connection.request;
			connections.delete(connection);
			usage.leave(identity.id, address);
			roomOf(connection)?.leave(connection);
		},
		refused({ request }, refusal, reason) {
			counters.refused(refusal);
			log.warn(
				{ document: request.name, identity: request.identity.id, refusal, reason },
				'connection refused'
			);
		},
		sent: (bytes) => counters.sent(bytes)
	};

	async function load(name: DocumentName): Promise<Room> {
		// What is told before the room is there waits for it.
		const early: ((room: Room) => void)[] = [];
		let room: Room | null = null;
		const tell = (event: (to: Room) => void) => void (room === null ? early.push(event) : event(room));
		const listener: DocumentListener = {
			appended: (entry) => tell((to) => to.appended(entry)),
			compacted: (generation) => tell((to) => to.compacted(generation)),
			quarantined: (reason) => {
				log.error({ document: name, reason }, 'a document is in quarantine');
				shut(name);
			},
			reset: () => tell((to) => to.reload(true))
		};
		const document = await store.documents.open(name, listener);
		try {
			room = new Room({
				name,
				bytes: await read(name, document.stored),
				document,
				promises: store.promises,
				joinPeers: (peerListener) => peers.join(name, peerListener),
				reload: async () => read(name, await store.documents.load(name)),
				limits,
				log,
				meter: options.meter,
				now,
				changed: () => tidy(name),
				counted: counters
			});
		} catch (error) {
			document.close();
			throw error;
		}
		for (const event of early) event(room);
		return room;
	}

	async function read(name: DocumentName, stored: StoredDocument | null) {
		if (stored?.quarantine) throw new StoreError('corrupt', `in quarantine: ${stored.quarantine}`);
		if (stored?.damage) log.error({ document: name, damage: stored.damage }, 'a document was damaged');
		return readDocument(name, stored, options.scan);
	}

	/** One load for everybody who asks meanwhile; a failed one is tried again by the next who asks. */
	function entryOf(name: DocumentName): Entry {
		const existing = entries.get(name);
		if (existing !== undefined) return existing;
		const entry: Entry = { loading: load(name), room: null, holders: 0 };
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
			counters.refused(failure === 'corrupt' ? 'unreadable' : 'not-saved');
			connection.close(failure === 'corrupt' ? CLOSE.unreadable : CLOSE.notSaved);
		}
	}

	/** Compacts what is worth it and lets go of what nobody needs. Safe to call at any time. */
	function tidy(name: DocumentName): void {
		const entry = entries.get(name);
		if (!entry?.room || draining) return;
		const { room } = entry;
		const isNeeded = entry.holders > 0 || room.connections.size > 0;
		if (compactor.compactIfWorthIt(room, isNeeded)) return;
		if (isNeeded || !room.isSettled) return;
		entries.delete(name);
		compactor.forget(name);
		room.close();
	}

	/** Lets go of it at once, so that whoever comes next reads it anew, its quarantine included. */
	function shut(name: DocumentName): number {
		const entry = entries.get(name);
		entries.delete(name);
		compactor.forget(name);
		const closed = [...connections].filter(({ request }) => request.name === name);
		for (const connection of closed) {
			entry?.room?.leave(connection);
			connection.refuse(CLOSE.unreadable, 'unreadable', 'the document is in quarantine');
		}
		// One that does not load has nothing to let go of.
		if (entry !== undefined) settle(entry).catch(() => undefined);
		return closed.length;
	}

	return {
		connect(websocket: WebSocket, stream: Duplex, request: JoinRequest) {
			const charged = usage.enter(request.identity.id, request.address, performance.now());
			const connection = new Connection(websocket, stream, request, { limits, events, usage: charged });
			if (draining) return connection.close(CLOSE.goingAway);
			connections.add(connection);
			void join(connection);
		},

		shut,

		revoke(predicate, code: CloseCode) {
			const revoked = [...connections].filter(({ request, identity }) => predicate({ ...request, identity }));
			for (const connection of revoked) connection.close(code);
			return revoked.length;
		},

		updateUsers(users, boards) {
			const changed = new Map<IdentityId, Set<DocumentName>>();
			for (const connection of connections) {
				const { request, identity } = connection;
				const user = users.get(identity.id);
				if (user === undefined || !boards.has(request.board) || isSame(user, identity)) continue;
				const { name, color, role } = user;
				connection.identity = { ...identity, name, color, role };
				changed.set(identity.id, (changed.get(identity.id) ?? new Set()).add(request.name));
			}
			for (const [id, names] of changed) for (const name of names) entries.get(name)?.room?.userChanged(id);
		},

		seed(name, update): Promise<Seeding> {
			return withRoom(name, async (room) => {
				if (room.hasContent) return 'has-content';
				await room.add(update);
				return 'seeded';
			});
		},

		append: (name, update) => withRoom(name, (room) => room.add(update)),

		async drain() {
			draining = true;
			compactor.stop();
			clearInterval(pings);
			for (const connection of connections) connection.close(CLOSE.goingAway);
			await Promise.allSettled([...entries.values()].map(settle));
			entries.clear();
		},

		counters() {
			const rooms = [...entries.values()].flatMap(({ room }) => room ?? []);
			return {
				...counters.read(),
				rooms: entries.size,
				connections: connections.size,
				stalled: [...connections].filter(({ isStalled }) => isStalled).length,
				updatesWaiting: rooms.reduce((sum, { updatesWaiting }) => sum + updatesWaiting, 0)
			};
		}
	};
}

function isSame(a: RoomUser, b: RoomUser): boolean {
	return a.name === b.name && a.color === b.color && a.role === b.role;
}

async function settle(entry: Entry): Promise<void> {
	const room = await entry.loading;
	await room.settled();
	room.close();
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
