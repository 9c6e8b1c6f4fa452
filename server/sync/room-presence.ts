import type { IdentityId } from '#model/ids.ts';
import { encodeAwareness, type AwarenessEntry } from '#protocol/sync.ts';
import type { PeerChannel, PeerListener } from './peers.ts';
import { Presence, type PresenceOwner, type Received } from './presence.ts';
import type { RoomLimits } from './rooms-port.ts';
import { Ticker } from './ticker.ts';
import { messageOf, type WebSocketMessage } from './websocket-message.ts';

/** A connection, as far as presence is told to it. */
export interface PresenceReader extends PresenceOwner {
	/** Whether it was told everything once. */
	readonly synced: boolean;
	deliverPresence(message: WebSocketMessage): void;
}

/**
 * Tells everybody in a room, and the other nodes, who is there: the latest state of each client that changed, encoded
 * once for all readers, in a tick that grows with the room. So N moving cursors cost N writes a tick and not N².
 */
export class RoomPresence {
	readonly #connections: ReadonlySet<PresenceReader>;
	readonly #presence: Presence;
	readonly #channel: PeerChannel;
	readonly #tick: Ticker;
	/** They are told everything rather than what has changed. */
	readonly #newcomers = new Set<PresenceReader>();

	constructor(
		connections: ReadonlySet<PresenceReader>,
		{
			awarenessBytes,
			presenceTickMs,
			presenceReadersPerMs
		}: Pick<RoomLimits, 'awarenessBytes' | 'presenceTickMs' | 'presenceReadersPerMs'>,
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

	join(connection: PresenceReader): void {
		if (this.#presence.size === 0) return;
		this.#newcomers.add(connection);
		this.#tick.request();
	}

	leave(connection: PresenceReader): void {
		this.#newcomers.delete(connection);
		this.#presence.leave(connection);
		this.#requestIfChanged();
	}

	receive(connection: PresenceReader, entries: readonly AwarenessEntry[]): Received {
		const received = this.#presence.receive(connection, entries);
		this.#requestIfChanged();
		return received;
	}

	rename(identity: IdentityId): void {
		this.#presence.rename(identity);
		this.#requestIfChanged();
	}

	/** Everything at once to one reader. */
	tellAll(connection: PresenceReader): void {
		this.#newcomers.delete(connection);
		connection.deliverPresence(messageOf(encodeAwareness(this.#presence.all())));
	}

	/** The other nodes hear what still waited for its tick: who left last, above all. */
	close(): void {
		this.#tick.stop();
		const { here } = this.#presence.takeChanges();
		if (here.length > 0) this.#channel.tell(here);
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
