import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { waitFor } from './wait-for.ts';

/** A document with a stock y-websocket provider. */
export interface StockClient {
	readonly doc: Y.Doc;
	readonly text: Y.Text;
	readonly provider: WebsocketProvider;
	synced(): Promise<void>;
	destroy(): void;
}

/** `url` without the document's name, as the provider wants it. */
export function stockClient(
	url: string,
	name: string,
	{ params = {}, doc = new Y.Doc(), headers = {} }: StockOptions = {}
): StockClient {
	class Socket extends WebSocket {
		constructor(address: string | URL, protocols?: string | string[]) {
			super(address, protocols, { headers });
		}
	}
	const provider = new WebsocketProvider(url, name, doc, {
		WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
		disableBc: true,
		params
	});
	return {
		doc,
		// Asked for only by those who write there: boards have something else under this name.
		get text() {
			return doc.getText('text');
		},
		provider,
		synced: () => waitFor(() => provider.synced, 'the provider is synced'),
		destroy() {
			provider.destroy();
			provider.awareness.destroy();
			doc.destroy();
		}
	};
}

interface StockOptions {
	readonly params?: Record<string, string>;
	readonly doc?: Y.Doc;
	readonly headers?: Record<string, string>;
}
