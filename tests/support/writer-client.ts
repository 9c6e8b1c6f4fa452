import * as Y from 'yjs';
import { encodeSyncStep1, encodeSyncStep2, encodeUpdate } from '#protocol/sync.ts';
import { RawClient } from './raw-client.ts';

/** A client that writes words into one list and knows which of them the server acknowledged, and what it saw of others. */
export class WriterClient {
	readonly doc = new Y.Doc();
	readonly connection: RawClient;
	readonly #name: string;
	/** Own words by the number of the frame that carried them; the first frame is sync step 2. */
	readonly #sent: string[] = [''];
	#handled = 0;

	private constructor(connection: RawClient, name: string) {
		this.connection = connection;
		this.#name = name;
		connection.socket.on('message', () => this.#handle());
		this.#handle();
		connection.send(encodeSyncStep1(new Map()));
	}

	static async open(url: string, name: string, headers: Record<string, string>): Promise<WriterClient> {
		const writer = new WriterClient(await RawClient.open(url, headers), name);
		await writer.connection.frame('sync-step-2');
		await writer.connection.frame('sync-step-1');
		return writer;
	}

	get words(): string[] {
		return this.doc.getArray<string>('words').toArray();
	}

	get acknowledgedWords(): string[] {
		return this.#sent.slice(1, this.connection.acknowledged);
	}

	get unacknowledged(): number {
		return this.#sent.length - this.connection.acknowledged;
	}

	/** What others wrote and this client has seen. */
	get seen(): string[] {
		return this.words.filter((word) => !this.wrote(word));
	}

	wrote(word: string): boolean {
		return word.startsWith(`${this.#name} `);
	}

	write(): void {
		const word = `${this.#name} ${this.#sent.length}`;
		const before = Y.encodeStateVector(this.doc);
		this.doc.getArray<string>('words').push([word]);
		this.#sent.push(word);
		this.connection.send(encodeUpdate(Y.encodeStateAsUpdate(this.doc, before)));
	}

	#handle(): void {
		for (; this.#handled < this.connection.heard.length; this.#handled += 1) {
			const frame = this.connection.heard[this.#handled]!;
			if (frame.kind === 'update' || frame.kind === 'sync-step-2') Y.applyUpdate(this.doc, frame.update);
			if (frame.kind === 'sync-step-1') this.connection.send(encodeSyncStep2(Uint8Array.of(0, 0)));
		}
	}
}
