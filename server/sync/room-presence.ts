import type { IdentityId } from '#model/ids.ts';
import { encodeAwareness, type AwarenessEntry } from '#protocol/sync.ts';
import type { Connection } from './connection.ts';
import type { PeerChannel, PeerListener } from './peers.ts';
import { Presence, type Received } from './presence.ts';
import type { RoomLimits } from './rooms-port.ts';
import { Ticker } from './ticker.ts';
import { messageOf } from './websocket-message.ts';

/**
 * Tells everybody in a room, and the other nodes, who is there: the latest state of each client that changed, encoded
 * once for all readers, in a tick that grows with the room. So N moving cursors cost N writes a tick and not N².
 */
export class RoomPresence {
	readonly #connections: ReadonlySet<Connection>;
	readonly #presence: Presence;
	readonly #channel: PeerChannel;
	readonly #tick: Ticker;
	/** They are told everything rather than what has changed. */
	readonly #newcomers = new Set<Connection>();

	constructor(
		connections: ReadonlySet<Connection>,
		{ awarenessBytes, presenceTickMs, presenceReadersPerMs }: RoomLimits,
		joinPeers: (listener: PeerListener) => PeerChannel
	) {
		this.#connections = connections;
		this.#presence = new Presence(awarenessBytes);
		this.#tick = new Ticker(
			() => this.#flush(),
			() => Math.max(presenceTickMs, connections.size / presenceReadersPerMs)
		);
		this.#channel = joinPeers({
			awareness: (node, entries) => {
				this.#presence.hear(node, entries);
				this.#tick.request();
			},
			asked: () => this.#channel.tell(this.#presence.here()),
			gone: (node) => {
				this.#presence.forget(node);
				this.#tick.request();
			}
		});
	}

	join(connection: Connection): void {
		if (this.#presence.size === 0) return;
		this.#newcomers.add(connection);
		this.#tick.request();
	}

	leave(connection: Connection): void {
		this.#newcomers.delete(connection);
		this.#presence.leave(connection);
		this.#requestIfChanged();
	}

	receive(connection: Connection, entries: readonly AwarenessEntry[]): Received {
		const received = this.#presence.receive(connection, entries);
		this.#requestIfChanged();
		return received;
	}

	rename(identity: IdentityId): void {
		this.#presence.rename(identity);
		this.#requestIfChanged();
	}

	/** Everything at once to one reader. */
	tellAll(connection: Connection): void {
		this.#newcomers.delete(connection);
		connection.deliverPresence(messageOf(encodeAwareness(this.#presence.all())));
	}

	close(): void {
		this.#tick.stop();
		this.#channel.close();
	}

	#requestIfChanged(): void {
		if (this.#presence.hasChanged) this.#tick.request();
	}

	/** To everybody, the sender too: stock clients give up a connection on which they hear nothing for 30 s. */
	#flush(): void {
		const { all, here } = this.#presence.takeChanges();
		if (here.length > 0) this.#channel.tell(here);
		if (this.#newcomers.size > 0) {
			const everything = messageOf(encodeAwareness(this.#presence.all()));
			for (const connection of this.#newcomers) connection.deliverPresence(everything);
		}
		if (all.length > 0) {
			const message = messageOf(encodeAwareness(all));
			for (const connection of this.#connections) {
				if (connection.synced && !this.#newcomers.has(connection)) connection.deliverPresence(message);
			}
		}
		this.#newcomers.clear();
	}
}
