/** One WebSocket message; text where the protocol says so. */
export type Message = Uint8Array | string;

/** What a server said, told as it is read. The bytes are valid only until the listener returns. */
export interface Hearing {
	/** Content: an update's bytes. Of a very large one only the head is there, and `length` says how long it was. */
	update(bytes: Uint8Array, start: number, end: number, length: number): void;
	awareness(bytes: Uint8Array, start: number, end: number): void;
	/** The answer to what this client asked for at the start has come to its end. */
	synced(): void;
	/** So many of this connection's updates are durable, all told. */
	acked(count: number): void;
	/** Something that must be answered. */
	answer(messages: readonly Message[]): void;
}

/** One client's end of one connection: how a server wants to be spoken to, and what its messages mean. */
export interface Speaker {
	/** What to say when the socket is open. */
	greet(): readonly Message[];
	update(update: Uint8Array): readonly Message[];
	awareness(update: Uint8Array): readonly Message[];
	hear(bytes: Buffer, start: number, end: number, text: boolean, length: number, hearing: Hearing): void;
	/** Whether the server tells when the whole document has come; where not, an open socket must do. */
	readonly tellsSynced: boolean;
}
