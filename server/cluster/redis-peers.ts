import type { DocumentName } from '#protocol/documents.ts';
import { encodeAwareness, encodeQueryAwareness, parseFrame } from '#protocol/sync.ts';
import { spread } from '../spread.ts';
import type { PeerListener, Peers } from '../sync/peers.ts';
import type { Channels, NodeId } from './channels.ts';
import type { Nodes } from './nodes.ts';
import { NAMES } from './redis.ts';

/** Thousands of documents may be open; the connection should not have them all at once. */
const TELL_ALL_WITHIN_MS = 500;
/** No message of the sync protocol, so no frame begins like it. */
const OURS = 0x7f;
/** A query that also says: forget what I told before, it comes anew. */
const ANEW = Uint8Array.of(OURS, 0);
/** Nobody has the document open here any more: forget what I told. */
const LEFT = Uint8Array.of(OURS, 1);

/**
 * Who is in a document, told over one channel a document in the frames of the sync protocol. Nothing waits while Redis
 * is away: what was missed is told anew when it is back.
 */
export function redisPeers(channels: Channels, nodes: Pick<Nodes, 'listen'>): Peers {
	const open = new Set<DocumentChannel>();
	nodes.listen({
		gone: (node) => {
			for (const channel of open) channel.forget(node);
		},
		back: () => void spread([...open], TELL_ALL_WITHIN_MS, (channel) => channel.anew())
	});
	return {
		join(name, listener) {
			const channel = new DocumentChannel(channels, name, listener);
			open.add(channel);
			return {
				tell: (entries) => {
					if (entries.length > 0) channel.publish(encodeAwareness(entries));
				},
				close: () => {
					open.delete(channel);
					channel.close();
				}
			};
		}
	};
}

class DocumentChannel {
	readonly #channel: ReturnType<Channels['open']>;
	readonly #listener: PeerListener;
	/** Those that told something. */
	readonly #told = new Set<NodeId>();
	#closed = false;

	constructor(channels: Channels, name: DocumentName, listener: PeerListener) {
		this.#listener = listener;
		this.#channel = channels.open(NAMES.awareness(name), (from, payload) => this.#hear(from, payload));
		this.#channel.open.then(
			() => this.publish(encodeQueryAwareness()),
			// Asked when Redis is back.
			() => undefined
		);
	}

	/** Nobody waits for it: a state that is lost comes again with the next change, or when Redis is back. */
	publish(payload: Uint8Array): void {
		if (!this.#closed) this.#channel.publish(payload).catch(() => undefined);
	}

	forget(node: NodeId): void {
		if (this.#told.delete(node)) this.#listener.gone(node);
	}

	/** Those who left meanwhile were not told of, on either side: both begin again. */
	anew(): void {
		if (this.#closed) return;
		for (const node of [...this.#told]) this.forget(node);
		this.publish(ANEW);
		this.#listener.asked();
	}

	close(): void {
		this.publish(LEFT);
		this.#closed = true;
		this.#channel.close();
	}

	#hear(from: NodeId, payload: Uint8Array): void {
		if (this.#closed) return;
		if (payload[0] === OURS) {
			this.forget(from);
			if (payload[1] === ANEW[1]) this.#listener.asked();
			return;
		}
		const frame = parseFrame(payload);
		if (frame?.kind === 'query-awareness') return this.#listener.asked();
		if (frame?.kind !== 'awareness') return;
		this.#told.add(from);
		this.#listener.awareness(from, frame.entries);
	}
}
