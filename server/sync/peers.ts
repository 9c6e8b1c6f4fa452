import type { DocumentName } from '#protocol/documents.ts';
import type { AwarenessEntry } from '#protocol/sync.ts';

/** What the nodes of one deployment tell each other about who is in a document; nothing of it is stored. */
export interface Peers {
	join(name: DocumentName, listener: PeerListener): PeerChannel;
}

export interface PeerListener {
	/** Clients of another node, as they are to be shown; the JSON `null` for those that left. */
	awareness(node: string, entries: readonly AwarenessEntry[]): void;
	/** Another node has just opened the document and does not know who is here: tell it all. */
	asked(): void;
	/** That node has ended or can no longer be reached: forget what it told. */
	gone(node: string): void;
}

export interface PeerChannel {
	/** To all other nodes that have the document open. */
	tell(entries: readonly AwarenessEntry[]): void;
	close(): void;
}

/** For a node that is the only one. */
export const NO_PEERS: Peers = {
	join: () => ({ tell: () => undefined, close: () => undefined })
};
