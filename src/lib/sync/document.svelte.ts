import * as decoding from 'lib0/decoding';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider, messageAuth } from 'y-websocket';
import * as Y from 'yjs';
import { ACK_PARAMETER, MESSAGE_ACK, MESSAGE_RECEIVED } from '#protocol/ack.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { Credentials } from './credentials.ts';
import { DeliveryLight } from './delivery-light.svelte.ts';
import { awaitsAnswer, refusalOf, uploadPercent } from './delivery.ts';
import { keepConnected } from './keep-connected.ts';
import { NO_COPY, openOfflineCopy, type OfflineCopy } from './offline-copy.ts';
import type { AwarenessUser, OpenDocument } from './open-document.ts';
import { sendingSocket } from './sending-socket.ts';

export interface OpenDocumentOptions {
	readonly name: DocumentName;
	/** Where the server is, as `https://host`; the page's own origin. */
	readonly origin: string;
	readonly credentials: Credentials;
	readonly user: AwarenessUser;
	readonly canWrite: boolean;
	/** `false`: nothing of it stays on this device. */
	readonly keepsCopy?: boolean;
}

/** Opens a document: first what this device kept, then the server. */
export function openDocument(options: OpenDocumentOptions): OpenDocument {
	const { name, user, canWrite, credentials } = options;
	const doc = new Y.Doc();
	const awareness = new Awareness(doc);
	awareness.setLocalStateField('user', user);

	const light = new DeliveryLight(canWrite);
	const copyOrigin = {};
	const onFailure = (): void => light.take({ type: 'storage-failed' });
	const copy =
		options.keepsCopy === false ? NO_COPY : openOfflineCopy({ name, doc, origin: copyOrigin, onFailure });
	const { provider, stop } = connectTo(options, doc, awareness, light);
	light.onUnsaved = (changes) => copy.rememberUnsaved(changes);
	doc.on('update', (_update: Uint8Array, origin: unknown) => {
		if (origin !== provider && origin !== copyOrigin) light.take({ type: 'changed', at: performance.now() });
	});

	const onHide = (): void => copy.writeNow();
	window.addEventListener('pagehide', onHide);
	let closed = false;
	const loaded = whenLoaded(doc, provider, copy, light, () => closed);
	light.makeOwn = async () => {
		const { withOwnNameOnIt } = await import('./own-name.ts');
		const update = await withOwnNameOnIt(
			{ url: addressOf(options), protocols: credentials.subprotocols, name },
			Y.encodeStateAsUpdate(doc)
		);
		if (update === null || !(await copy.replaceWith(update))) return false;
		light.leftToNextLoad();
		return true;
	};

	return {
		name,
		doc,
		awareness,
		credentials,
		canWrite,
		saved: light,
		loaded,
		close() {
			if (closed) return;
			closed = true;
			window.removeEventListener('pagehide', onHide);
			stop();
			awareness.destroy();
			void copy.close().then(() => doc.destroy());
		}
	};
}

function addressOf({ origin }: OpenDocumentOptions): string {
	return `${origin.replace(/^http/, 'ws')}/sync`;
}

function connectTo(
	options: OpenDocumentOptions,
	doc: Y.Doc,
	awareness: Awareness,
	light: DeliveryLight
): { readonly provider: WebsocketProvider; readonly stop: () => void } {
	const provider = new WebsocketProvider(addressOf(options), options.name, doc, {
		connect: false,
		awareness,
		params: { [ACK_PARAMETER]: '2' },
		protocols: options.credentials.subprotocols,
		// Tabs of one browser meet at the server like everybody else: then "Saved" means the same in each.
		disableBc: true,
		shouldReconnect: (event) => refusalOf(event.code) === null,
		WebSocketPolyfill: sendingSocket({
			sent: (socket, sent) => {
				if (socket === provider.ws) light.take({ type: 'sent', ...sent });
			},
			heard: (socket) => connection.heard(socket)
		})
	});
	const connection = keepConnected(provider, () => ({
		awaitsAnswer: awaitsAnswer(light.delivery),
		uploads: uploadPercent(light.delivery) !== null
	}));
	for (const [message, durable] of [
		[MESSAGE_ACK, true],
		[MESSAGE_RECEIVED, false]
	] as const) {
		provider.messageHandlers[message] = (_encoder, decoder) => {
			light.take({ type: 'acknowledged', count: decoding.readVarUint(decoder), durable });
		};
	}
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
	return {
		provider,
		stop() {
			connection.stop();
			provider.destroy();
		}
	};
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
