import * as Y from 'yjs';
import { encodeUpdate } from '#protocol/sync.ts';
import type { RawClient } from './raw-client.ts';

const VALUE_BYTES = 100_000;
/** Frames that wait for their acknowledgement at most. */
const AT_ONCE = 8;

/** Writes megabytes by replacing one value over and over, so that the document itself stays small. */
export class BulkWriter {
	readonly connection: RawClient;
	readonly doc = new Y.Doc();
	readonly key: string;
	#frames = 0;

	constructor(connection: RawClient, key: string) {
		this.connection = connection;
		this.key = key;
	}

	/** The number of the last value that the server acknowledged; 0 for none. */
	get acknowledged(): number {
		return this.connection.acknowledged;
	}

	/** As fast as it is acknowledged; stops when `enough` says so or the connection ends. */
	async write(enough: () => boolean): Promise<void> {
		const { socket } = this.connection;
		while (!enough() && socket.readyState === socket.OPEN) {
			await this.connection.acknowledgedTo(this.#frames - AT_ONCE);
			this.#writeOne();
			await new Promise(setImmediate);
		}
	}

	/** So many megabytes, all of them acknowledged. */
	async writeMegabytes(megabytes: number): Promise<void> {
		const target = this.#frames + Math.ceil((megabytes * 2 ** 20) / VALUE_BYTES);
		await this.write(() => this.#frames >= target);
		await this.connection.acknowledgedTo(this.#frames);
	}

	/** Any other change, as one frame. */
	change(change: (doc: Y.Doc) => void): void {
		const before = Y.encodeStateVector(this.doc);
		this.doc.transact(() => change(this.doc));
		this.#frames += 1;
		this.connection.send(encodeUpdate(Y.encodeStateAsUpdate(this.doc, before)));
	}

	#writeOne(): void {
		const value = `${this.#frames + 1} `.padEnd(VALUE_BYTES, 'x');
		this.change((doc) => doc.getMap('bulk').set(this.key, value));
	}
}
