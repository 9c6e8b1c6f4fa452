import * as Y from 'yjs';
import type { IdentityId } from '#model/ids.ts';
import { ProblemBoard } from '#model/problem/board.ts';
import type { CardId } from '#model/problem/card.ts';
import type { LaneId, PhaseId } from '#model/problem/method.ts';
import { encodeSyncStep1, encodeUpdate } from '#protocol/sync.ts';
import { TICKET_PREFIX } from '#protocol/ticket.ts';
import { RawClient } from './raw-client.ts';
import { waitFor } from './wait-for.ts';

/** Somebody with a problem board's document, or a sheet, open: a raw connection with the document behind it. */
export class BoardClient {
	readonly connection: RawClient;
	readonly doc: Y.Doc;
	readonly board: ProblemBoard;
	#applied = 0;
	#sent = 0;

	private constructor(connection: RawClient, doc: Y.Doc) {
		this.connection = connection;
		this.doc = doc;
		this.board = new ProblemBoard(doc);
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === this) return;
			this.#sent += 1;
			connection.send(encodeUpdate(update));
		});
	}

	/** In step with the server. `doc`: what its device kept; `ticket`: in the place of a cookie. */
	static async open(
		url: string,
		headers: Record<string, string>,
		doc: Y.Doc = new Y.Doc(),
		ticket: string | null = null
	): Promise<BoardClient> {
		const connection = await RawClient.open(url, headers, ticket === null ? [] : [TICKET_PREFIX + ticket]);
		const client = new BoardClient(connection, doc);
		connection.send(encodeSyncStep1(new Map()));
		await connection.frame('sync-step-2');
		client.read();
		return client;
	}

	/** Applies what has come. */
	read(): this {
		const frames = this.connection.heard;
		for (; this.#applied < frames.length; this.#applied += 1) {
			const frame = frames[this.#applied]!;
			if (frame.kind === 'update' || frame.kind === 'sync-step-2')
				Y.applyUpdate(this.doc, frame.update, this);
		}
		return this;
	}

	/** Sends everything that is here: what was made while it was away. */
	async bring(): Promise<void> {
		this.#sent += 1;
		this.connection.send(encodeUpdate(Y.encodeStateAsUpdate(this.doc)));
		await this.saved();
	}

	write(author: IdentityId, text: string, lane: string, phase: string | null = null): CardId {
		return this.doc.transact(() => {
			const spot = { at: 'end' } as const;
			const id = this.board.add(
				lane as LaneId,
				spot,
				text,
				{ id: author, name: 'Me', color: 'teal' },
				Date.now()
			);
			if (phase !== null)
				this.board.facts.set(id, { author, createdAt: Date.now(), phase: phase as PhaseId });
			return id;
		});
	}

	/** Everything that was written here is durable on the server. */
	async saved(): Promise<void> {
		await this.connection.acknowledgedTo(this.#sent);
	}

	/** The texts of all cards, in the order of the alphabet. */
	get words(): string[] {
		const { board } = this.read();
		return [...board.texts.keys()]
			.flatMap((id) => board.card(id as CardId)?.text ?? [])
			.filter((text) => text !== '')
			.toSorted();
	}

	async until(words: readonly string[], what: string): Promise<void> {
		const wanted = words.toSorted().join('\n');
		await waitFor(() => this.words.join('\n') === wanted, `${what}: ${wanted}; has ${this.words.join('\n')}`);
	}

	close(): void {
		this.connection.socket.terminate();
	}
}
