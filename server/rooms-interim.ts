import { CLOSE } from '#protocol/close-codes.ts';
import type { Rooms, RoomsOptions } from './sync/rooms-port.ts';

/** Stands in until server/sync/rooms.ts is there: documents are seeded into the store, sync is refused. */
export function createRooms({ store }: RoomsOptions): Rooms {
	return {
		connect: (socket) => socket.close(CLOSE.goingAway),
		revoke: () => 0,
		updateUser: () => undefined,
		async seed(name, update) {
			await store.documents.append(name, { update, author: null, at: Date.now() }).durable;
			return 'seeded';
		},
		drain: async () => undefined,
		counters: () => ({
			rooms: 0,
			connections: 0,
			updatesIn: 0,
			updatesRefused: 0,
			framesOut: 0,
			bytesOut: 0,
			compactions: 0
		})
	};
}
