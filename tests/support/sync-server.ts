import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import * as Y from 'yjs';
import type { BoardId, IdentityId } from '#model/ids.ts';
import { parseDocumentName } from '#protocol/documents.ts';
import type { Log } from '../../server/log.ts';
import type { Store } from '../../server/store/store.ts';
import { createSqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import { MAX_FRAME_BYTES } from '../../server/sync/limits.ts';
import { createRooms } from '../../server/sync/rooms.ts';
import { scanUpdate, STORED_LIMITS } from '../../server/sync/update-scan.ts';
import type { Compact, RoomLimits, Rooms } from '../../server/sync/rooms-port.ts';
import { temporaryFolder, type Folder } from './server.ts';

export interface SyncServerOptions {
	/** Where to keep things; a folder of its own when not given. */
	readonly folder?: Folder;
	/** Stands between the rooms and the store, to let it fail or wait. */
	readonly wrapStore?: (store: Store) => Store;
	readonly limits?: Partial<RoomLimits>;
	readonly compact?: Compact;
	readonly port?: number;
	readonly maxBytes?: number;
}

/** Rooms on a real port with a real store, and nobody at the door: `?as=<identity>&role=viewer&ack=1`. */
export interface SyncServer {
	readonly url: string;
	readonly port: number;
	readonly rooms: Rooms;
	readonly store: Store;
	readonly logged: readonly { readonly message: string; readonly details: object }[];
	close(): Promise<void>;
}

export async function startSyncServer(options: SyncServerOptions = {}): Promise<SyncServer> {
	const folder = options.folder ?? (await temporaryFolder());
	const store = await createSqliteStore({
		directory: folder.path,
		onFatal: (error) => {
			throw error;
		},
		...(options.maxBytes !== undefined && { maxBytes: options.maxBytes })
	});
	const logged: { message: string; details: object }[] = [];
	const write = (details: object, message: string) => void logged.push({ details, message });
	const log: Log = { info: write, warn: write, error: write };
	const rooms = createRooms({
		store: options.wrapStore?.(store) ?? store,
		log,
		compact: options.compact ?? compactHere,
		scan: async (update) => scanUpdate(update, STORED_LIMITS),
		...(options.limits && { limits: options.limits })
	});
	const http = createServer();
	const sockets = new WebSocketServer({
		noServer: true,
		maxPayload: MAX_FRAME_BYTES,
		perMessageDeflate: false
	});
	http.on('upgrade', (request, socket, head) => {
		const url = new URL(request.url ?? '', 'http://here');
		const as = url.searchParams.get('as') ?? 'ana';
		const role = url.searchParams.get('role') === 'viewer' ? 'viewer' : 'member';
		const name = parseDocumentName(url.pathname.slice('/sync/'.length));
		if (name === null) return socket.destroy();
		sockets.handleUpgrade(request, socket, head, (websocket) =>
			rooms.connect(websocket, socket, {
				name,
				board: name as string as BoardId,
				isSheet: false,
				by: 'session',
				identity: { id: as as IdentityId, name: `The real ${as}`, color: 'teal', role },
				address: 'here',
				canWrite: role !== 'viewer',
				acks: url.searchParams.get('ack') === '1' ? 'durable' : 'none'
			})
		);
	});
	http.listen(options.port ?? 0, '127.0.0.1');
	await once(http, 'listening');
	const { port } = http.address() as AddressInfo;
	return {
		url: `ws://127.0.0.1:${port}/sync`,
		port,
		rooms,
		store,
		logged,
		async close() {
			http.close();
			await rooms.drain();
			http.closeAllConnections();
			for (const socket of sockets.clients) socket.terminate();
			await store.close();
			if (options.folder === undefined) await folder.remove();
		}
	};
}

/** As the workers do it, on the spot. */
export const compactHere: Compact = async (_, { snapshot, updates }) => {
	const doc = new Y.Doc();
	if (snapshot !== null) Y.applyUpdate(doc, snapshot);
	for (const update of updates) Y.applyUpdate(doc, update);
	const compacted = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	return { snapshot: compacted, scanned: scanUpdate(compacted, STORED_LIMITS) };
};
