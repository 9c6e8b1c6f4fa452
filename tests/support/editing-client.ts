import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { MESSAGE_ACK } from '#protocol/ack.ts';
import { editAnything } from './random-edits.ts';
import type { Random } from './random.ts';

export interface EditingClientOptions {
	/** Without the document's name. */
	readonly url: string;
	readonly name: string;
	readonly headers: Record<string, string>;
	/** Begins every mark of this client. */
	readonly label: string;
	readonly random: Random;
}

/**
 * Somebody with a stock y-websocket provider who edits at random, goes offline, reloads and stops reading. Every edit
 * leaves a mark in the document's map `marks`, so that it can be told which of them were acknowledged and which are there.
 */
export class EditingClient {
	readonly acknowledged = new Set<string>();
	readonly #options: EditingClientOptions;
	#doc = new Y.Doc();
	#provider: WebsocketProvider;
	/** Marks that this device holds, oldest first. */
	#marks: string[] = [];
	#made = 0;

	constructor(options: EditingClientOptions) {
		this.#options = options;
		this.#provider = this.#connect();
	}

	get doc(): Y.Doc {
		return this.#doc;
	}

	get isSynced(): boolean {
		return this.#provider.wsconnected && this.#provider.synced;
	}

	/** Marks of others that this client shows. */
	get seen(): string[] {
		const own = `${this.#options.label} `;
		return marksIn(this.#doc).filter((mark) => !mark.startsWith(own));
	}

	edit(): void {
		const mark = `${this.#options.label} ${this.#made}`;
		this.#made += 1;
		// Before the transaction ends and is sent.
		this.#marks.push(mark);
		this.#doc.transact(() => {
			editAnything(this.#doc, this.#options.random);
			this.#doc.getMap('marks').set(mark, true);
		});
	}

	goOffline(): void {
		this.#provider.disconnect();
	}

	goOnline(): void {
		this.#provider.connect();
	}

	/** As a tab without an offline copy: only what was sent survives. */
	reload(): void {
		this.destroy();
		this.#doc = new Y.Doc();
		this.#marks = [];
		this.#provider = this.#connect();
	}

	stopReading(): void {
		this.#socket?.pause();
	}

	readOn(): void {
		this.#socket?.resume();
	}

	destroy(): void {
		this.readOn();
		this.#provider.destroy();
		this.#provider.awareness.destroy();
		this.#doc.destroy();
	}

	get #socket(): WebSocket | null {
		return this.#provider.ws as unknown as WebSocket | null;
	}

	#connect(): WebsocketProvider {
		const { url, name, headers } = this.#options;
		const marks = this.#marks;
		/** How many marks each update-bearing frame of the connection, and all before it, carried. */
		let sent: number[] = [];
		class CountingSocket extends WebSocket {
			constructor(address: string | URL, protocols?: string | string[]) {
				super(address, protocols, { headers });
				sent = [];
			}
			override send(data: Uint8Array): void {
				if (data[0] === 0 && (data[1] === 1 || data[1] === 2)) sent.push(marks.length);
				super.send(data);
			}
		}
		const provider = new WebsocketProvider(url, name, this.#doc, {
			WebSocketPolyfill: CountingSocket as unknown as typeof globalThis.WebSocket,
			disableBc: true,
			maxBackoffTime: 500,
			params: { ack: '1' }
		});
		provider.messageHandlers[MESSAGE_ACK] = (_, decoder) => {
			const durable = sent[decoding.readVarUint(decoder) - 1] ?? 0;
			for (const mark of marks.slice(0, durable)) this.acknowledged.add(mark);
		};
		return provider;
	}
}

/** The marks that a document holds. */
export function marksIn(doc: Y.Doc): string[] {
	return [...doc.getMap('marks').keys()];
}
