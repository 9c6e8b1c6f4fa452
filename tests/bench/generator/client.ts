import type { Hearing, Speaker } from '../dialects/dialect.ts';
import { DIALECTS, type DialectName } from '../dialects/dialects.ts';
import { Wire } from './wire.ts';

/** Where one member reaches one document of one server. */
export interface Address {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly document: string;
	readonly dialect: DialectName;
}

/** One member at one document: opens, joins, sends, and tells what comes. Applies nothing to any document. */
export class Client implements Hearing {
	onUpdate: (bytes: Uint8Array, start: number, end: number, length: number) => void = ignore;
	onAwareness: (bytes: Uint8Array, start: number, end: number) => void = ignore;
	onAck: (count: number) => void = ignore;
	onSynced: () => void = ignore;
	onClosed: (reason: string) => void = ignore;
	/** Of content, all told. */
	contentBytes = 0;
	/** Messages that came, and their bytes. */
	messages = 0;
	messageBytes = 0;
	state: 'connecting' | 'open' | 'synced' | 'closed' = 'connecting';
	/** Why it ended. */
	reason = '';
	readonly wire: Wire;
	readonly #speaker: Speaker;

	constructor(address: Address, keepAll = false) {
		this.#speaker = DIALECTS[address.dialect](address.document);
		this.wire = new Wire(
			address.url,
			address.headers,
			{
				opened: () => {
					this.state = 'open';
					for (const message of this.#speaker.greet()) this.wire.send(message);
					if (!this.#speaker.tellsSynced) this.synced();
				},
				message: (bytes, start, end, text, length) => {
					this.messages += 1;
					this.messageBytes += length;
					this.#speaker.hear(bytes, start, end, text, length, this);
				},
				closed: (reason) => {
					this.state = 'closed';
					this.reason = reason;
					this.onClosed(reason);
				}
			},
			keepAll
		);
	}

	/** Resolves when the server has told the whole document; rejects when it ends the connection before. */
	static join(address: Address, keepAll = false): Promise<Client> {
		const client = new Client(address, keepAll);
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				client.wire.destroy();
				reject(new Error(`no sync within ${JOIN_WITHIN_MS / 1000} s`));
			}, JOIN_WITHIN_MS);
			client.onSynced = () => {
				clearTimeout(timer);
				client.onSynced = ignore;
				resolve(client);
			};
			client.onClosed = (reason) => {
				clearTimeout(timer);
				reject(new Error(reason));
			};
		});
	}

	sendUpdate(update: Uint8Array): void {
		for (const message of this.#speaker.update(update)) this.wire.send(message);
	}

	sendAwareness(update: Uint8Array): void {
		for (const message of this.#speaker.awareness(update)) this.wire.send(message);
	}

	close(): void {
		this.onClosed = ignore;
		this.wire.close();
	}

	update(bytes: Uint8Array, start: number, end: number, length: number): void {
		this.contentBytes += length;
		this.onUpdate(bytes, start, end, length);
	}

	awareness(bytes: Uint8Array, start: number, end: number): void {
		this.onAwareness(bytes, start, end);
	}

	acked(count: number): void {
		this.onAck(count);
	}

	synced(): void {
		this.state = 'synced';
		this.onSynced();
	}

	answer(messages: Parameters<Hearing['answer']>[0]): void {
		for (const message of messages) this.wire.send(message);
	}
}

const ignore = (): void => undefined;
const JOIN_WITHIN_MS = 20_000;

/** Lets all of them in, not more than `atOnce` at a time, in the order of their addresses. */
export async function joinAll(addresses: readonly Address[], atOnce = 50): Promise<Client[]> {
	const clients: Client[] = new Array<Client>(addresses.length);
	let next = 0;
	const worker = async (): Promise<void> => {
		while (next < addresses.length) {
			const index = next++;
			clients[index] = await Client.join(addresses[index]!);
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, addresses.length) }, worker));
	return clients;
}
