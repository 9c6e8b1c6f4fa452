import * as decoding from 'lib0/decoding';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider, messageAuth } from 'y-websocket';
import * as Y from 'yjs';
import { ACK_PARAMETER, MESSAGE_ACK } from '#protocol/ack.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { countingSocket } from './counting-socket.ts';
import {
	deliver,
	refusalOf,
	savedState,
	startDelivery,
	type Delivery,
	type DeliveryEvent
} from './delivery.ts';
import { openOfflineCopy, type OfflineCopy } from './offline-copy.ts';
import type { AwarenessUser, OpenDocument, SavedLight, SavedState } from './open-document.ts';

export interface OpenDocumentOptions {
	readonly name: DocumentName;
	/** Where the server is, as `https://host`; the page's own origin. */
	readonly origin: string;
	readonly user: AwarenessUser;
	readonly canWrite: boolean;
}

/** A server that went away is back in a moment; a whole room should not wait long, nor knock all at once. */
const MAX_BACKOFF_MS = 2_500;

/** Opens a document: first what this device kept, then the server. */
export function openDocument(options: OpenDocumentOptions): OpenDocument {
	const { name, user, canWrite } = options;
	const doc = new Y.Doc();
	const awareness = new Awareness(doc);
	awareness.setLocalStateField('user', user);

	const light = new DeliveryLight(canWrite);
	const copyOrigin = {};
	const copy = openOfflineCopy({
		name,
		doc,
		origin: copyOrigin,
		onFailure: () => light.take({ type: 'storage-failed' })
	});
	const provider = createProvider(options, doc, awareness, light);
	light.onUnsaved = (changes) => copy.rememberUnsaved(changes);
	doc.on('update', (_update: Uint8Array, origin: unknown) => {
		if (origin !== provider && origin !== copyOrigin) light.take({ type: 'changed', at: performance.now() });
	});

	const stopWatching = watchNetwork(provider);
	let closed = false;
	const loaded = whenLoaded(doc, provider, copy, light, () => closed);

	return {
		name,
		doc,
		awareness,
		canWrite,
		saved: light,
		loaded,
		close() {
			if (closed) return;
			closed = true;
			stopWatching();
			provider.destroy();
			awareness.destroy();
			void copy.close().then(() => doc.destroy());
		}
	};
}

function createProvider(
	{ name, origin }: OpenDocumentOptions,
	doc: Y.Doc,
	awareness: Awareness,
	light: DeliveryLight
): WebsocketProvider {
	const provider = new WebsocketProvider(`${origin.replace(/^http/, 'ws')}/sync`, name, doc, {
		connect: false,
		awareness,
		params: { [ACK_PARAMETER]: '1' },
		// Tabs of one browser meet at the server like everybody else: then "Saved" means the same in each.
		disableBc: true,
		maxBackoffTime: MAX_BACKOFF_MS,
		shouldReconnect: (event) => refusalOf(event.code) === null,
		WebSocketPolyfill: countingSocket((socket, { answer }) => {
			if (socket === provider.ws) light.take({ type: 'sent', answer });
		})
	});
	provider.messageHandlers[MESSAGE_ACK] = (_encoder, decoder) => {
		light.take({ type: 'acknowledged', count: decoding.readVarUint(decoder) });
	};
	// A viewer is told once that its updates are dropped; the editor is read-only anyway.
	provider.messageHandlers[messageAuth] = () => undefined;
	provider.on('status', ({ status }) => {
		if (status === 'connected') light.take({ type: 'opened' });
		if (status === 'connecting') meetAgain(awareness);
	});
	provider.on('sync', (synced) => {
		if (synced) light.take({ type: 'synced' });
	});
	provider.on('connection-close', (event) => light.take({ type: 'closed', code: event?.code ?? null }));
	return provider;
}

/**
 * Before each connection: the others were told that we left, under the clock we had, so only a later one brings us
 * back to them; and a remembered clock of somebody who is gone would make us pass over their unchanged state.
 */
function meetAgain(awareness: Awareness): void {
	for (const client of awareness.meta.keys())
		if (!awareness.states.has(client)) awareness.meta.delete(client);
	awareness.setLocalState(awareness.getLocalState());
}

/** Connects once the offline copy is in, so that the server is asked only for what is missing. */
async function whenLoaded(
	doc: Y.Doc,
	provider: WebsocketProvider,
	copy: OfflineCopy,
	light: DeliveryLight,
	isClosed: () => boolean
): Promise<void> {
	const { unsaved } = await copy.loaded;
	if (isClosed()) return;
	if (unsaved > 0) light.take({ type: 'restored', changes: unsaved });
	const synced = new Promise<void>((resolve) => {
		const onSync = (isSynced: boolean): void => {
			if (!isSynced) return;
			provider.off('sync', onSync);
			resolve();
		};
		provider.on('sync', onSync);
	});
	provider.connect();
	if (doc.store.clients.size === 0) await synced;
}

/**
 * The browser's word that the network changed is a hint, not a fact (the server may be on this very machine): so an open
 * connection is tried anew at once, and a waiting one does not sit out its backoff.
 */
function watchNetwork(provider: WebsocketProvider): () => void {
	const reconnect = (): void => {
		if (!provider.shouldConnect) return;
		provider.disconnect();
		provider.connect();
	};
	const onVisible = (): void => {
		if (document.visibilityState === 'visible' && !provider.wsconnected) reconnect();
	};
	window.addEventListener('online', reconnect);
	window.addEventListener('offline', reconnect);
	document.addEventListener('visibilitychange', onVisible);
	return () => {
		window.removeEventListener('online', reconnect);
		window.removeEventListener('offline', reconnect);
		document.removeEventListener('visibilitychange', onVisible);
	};
}

class DeliveryLight implements SavedLight {
	#delivery: Delivery;
	#state = $state.raw<SavedState>({ at: 'connecting' });
	#changes = $state.raw(0);
	onUnsaved: (changes: number) => void = () => undefined;

	constructor(canWrite: boolean) {
		this.#delivery = startDelivery(canWrite);
	}

	get state(): SavedState {
		return this.#state;
	}

	get hasUnsavedWork(): boolean {
		return this.#changes > 0;
	}

	take(event: DeliveryEvent): void {
		const before = this.#delivery;
		const after = deliver(before, event);
		this.#delivery = after;
		if (after.changes !== before.changes) {
			this.#changes = after.changes;
			// What is restored was remembered already.
			if (event.type !== 'restored') this.onUnsaved(after.changes);
		}
		const state = savedState(after);
		if (JSON.stringify(state) !== JSON.stringify(this.#state)) this.#state = state;
	}
}
