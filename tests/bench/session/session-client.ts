import type { Address } from '../generator/client.ts';
import { Wire } from '../generator/wire.ts';

/** What a member is told, as it is read. The bytes are valid only until the listener returns. */
export interface Heard {
	readonly event: string;
	/** Of the record that it holds; `null`: it holds none. */
	readonly version: number | null;
	/** Bytes of the message; of a very large one only its head is in `bytes`. */
	readonly length: number;
	readonly bytes: Buffer;
	readonly start: number;
	readonly end: number;
}

/** A command, also one of a server that knows none of ours. */
type Given = Readonly<Record<string, unknown>> & { readonly type: string };

/** What the server says to a command. */
export interface Answered {
	readonly ok: boolean;
	readonly version: number;
	readonly refusal?: string;
}

/**
 * One member's socket to a session: Socket.IO's protocol by hand, since its client would parse five hundred records where
 * only their arrival counts.
 */
export class SessionClient {
	onHeard: (heard: Heard) => void = ignore;
	onClosed: (reason: string) => void = ignore;
	state: 'connecting' | 'welcomed' | 'closed' = 'connecting';
	/** Why it ended. */
	reason = '';
	readonly wire: Wire;
	#asked = 0;
	readonly #answers = new Map<number, (answer: unknown) => void>();

	/** @param more of the handshake's data, for a server that is told what to say. */
	constructor({ url, headers, document: session }: Address, more: Readonly<Record<string, number>> = {}) {
		this.wire = new Wire(url, headers, {
			opened: ignore,
			message: (bytes, start, end, _text, length) => {
				if (bytes[start] === PACKET.open)
					this.wire.send(`40${JSON.stringify({ session, changes: true, ...more })}`);
				else if (bytes[start] === PACKET.ping) this.wire.send('3');
				else if (bytes[start] === PACKET.message) this.#hear(bytes, start, end, length);
			},
			closed: (reason) => this.#ended(reason)
		});
	}

	/** Resolves when it was welcomed; rejects when it is refused. */
	static join(address: Address, more: Readonly<Record<string, number>> = {}): Promise<SessionClient> {
		const client = new SessionClient(address, more);
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				client.wire.destroy();
				reject(new Error(`no welcome within ${WELCOME_WITHIN_MS / 1000} s`));
			}, WELCOME_WITHIN_MS);
			client.onClosed = (reason) => {
				clearTimeout(timer);
				reject(new Error(reason));
			};
			client.onHeard = ({ event }) => {
				if (event !== 'welcome') return;
				clearTimeout(timer);
				client.onHeard = ignore;
				client.onClosed = ignore;
				resolve(client);
			};
		});
	}

	emit(event: string, data: unknown): void {
		this.wire.send(`42${JSON.stringify([event, data])}`);
	}

	/** Gives a command; rejects when the line breaks or no answer comes. */
	give(command: Given): Promise<Answered> {
		return this.ask<Answered>('command', command);
	}

	/** Anything else that is answered. The caller says with what, as the protocol has it. */
	ask<Answer extends object>(event: string, data: unknown): Promise<Answer> {
		const asked = this.#asked++;
		this.wire.send(`42${asked}${JSON.stringify([event, data])}`);
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				this.#answers.delete(asked);
				reject(new Error(`${event}: no answer within ${ANSWER_WITHIN_MS / 1000} s`));
			}, ANSWER_WITHIN_MS);
			this.#answers.set(asked, (answer) => {
				clearTimeout(timer);
				resolve(answer as Answer);
			});
		});
	}

	close(): void {
		this.onClosed = ignore;
		this.wire.close();
	}

	#hear(bytes: Buffer, start: number, end: number, length: number): void {
		const head = bytes.toString('latin1', start + 1, Math.min(end, start + HEAD));
		const event = EVENT.exec(head);
		if (event !== null) {
			if (event[1] === 'welcome') this.state = 'welcomed';
			const version = event[2] === undefined ? null : Number(event[2]);
			this.onHeard({ event: event[1]!, version, length, bytes, start, end });
			return;
		}
		const answer = ANSWER.exec(head);
		if (answer !== null)
			this.#answered(Number(answer[1]), bytes.toString('utf8', start + 1 + answer[0].length, end - 1));
		// Refused, or put out.
		else if (head.startsWith('1') || head.startsWith('4')) this.#ended(bytes.toString('utf8', start, end));
	}

	#answered(asked: number, json: string): void {
		this.#answers.get(asked)?.(JSON.parse(json));
		this.#answers.delete(asked);
	}

	#ended(reason: string): void {
		if (this.state === 'closed') return;
		this.state = 'closed';
		this.reason = reason;
		this.wire.destroy();
		this.onClosed(reason);
	}
}

const ignore = (): void => undefined;
const PACKET = { open: 0x30, ping: 0x32, message: 0x34 } as const;
const HEAD = 96;
/** Behind the packet's 4: an event with, perhaps, a record's version first. */
const EVENT = /^2\["([\w-]+)"(?:,\{"version":(\d+))?/u;
const ANSWER = /^3(\d+)\[/u;
const WELCOME_WITHIN_MS = 20_000;
const ANSWER_WITHIN_MS = 10_000;

const AT_ONCE = 25;

/** Lets all of them in, some at a time, in the order of their addresses. */
export async function joinSession(
	addresses: readonly Address[],
	more: Readonly<Record<string, number>> = {}
): Promise<SessionClient[]> {
	const clients = new Array<SessionClient>(addresses.length);
	let next = 0;
	const worker = async (): Promise<void> => {
		while (next < addresses.length) {
			const index = next++;
			clients[index] = await SessionClient.join(addresses[index]!, more);
		}
	};
	await Promise.all(Array.from({ length: Math.min(AT_ONCE, addresses.length) }, worker));
	return clients;
}

/** Gives commands that must be carried out, in order. */
export async function giveAll(client: SessionClient, commands: readonly Given[]): Promise<void> {
	for (const command of commands) {
		const answer = await client.give(command);
		if (!answer.ok) throw new Error(`${command.type}: ${answer.refusal}`);
	}
}
