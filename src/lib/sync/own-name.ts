import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { underNewClients } from './update/under-new-clients.ts';

/** Long enough for a large document on a slow line. */
const ANSWER_WITHIN_MS = 30_000;

export interface Whereabouts {
	/** The server's sync address, without the document's name. */
	readonly url: string;
	readonly name: string;
	readonly protocols: string[];
}

/**
 * What the server has, together with what only `update` has, the latter as if this person had just written it: for a
 * device that holds changes of a client id which belongs to somebody else. `null` when the server could not be reached.
 * @param update all of what this device has of the document
 */
export async function withOwnNameOnIt(
	{ url, name, protocols }: Whereabouts,
	update: Uint8Array
): Promise<Uint8Array | null> {
	const doc = new Y.Doc();
	const awareness = new Awareness(doc);
	// Nobody joins, so nobody should be seen to.
	awareness.setLocalState(null);
	const provider = new WebsocketProvider(url, name, doc, { awareness, protocols, disableBc: true });
	try {
		if (!(await isSynced(provider))) return null;
		const lacking = Y.diffUpdate(update, Y.encodeStateVector(doc));
		provider.disconnect();
		Y.applyUpdate(
			doc,
			underNewClients(lacking, () => newClient(doc))
		);
		return Y.encodeStateAsUpdate(doc);
	} finally {
		provider.destroy();
		awareness.destroy();
		doc.destroy();
	}
}

function isSynced(provider: WebsocketProvider): Promise<boolean> {
	return new Promise((resolve) => {
		setTimeout(() => resolve(false), ANSWER_WITHIN_MS);
		provider.on('closed', () => resolve(false));
		provider.on('sync', (synced) => {
			if (synced) resolve(true);
		});
	});
}

/** As Yjs chooses them. */
function newClient(doc: Y.Doc): number {
	const [client] = crypto.getRandomValues(new Uint32Array(1));
	return client === undefined || doc.store.clients.has(client) ? newClient(doc) : client;
}
