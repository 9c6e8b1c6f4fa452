import { onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { createId, type BoardId, type IdentityId, type LinkId, type SessionId } from '#model/ids.ts';
import { HttpClient, openSession } from './client.ts';
import { RawClient } from './raw-client.ts';
import { spawnServer, temporaryFolder, type Environment, type Folder, type TestServer } from './server.ts';
import { SessionSocket } from './session-socket.ts';
import { stockClient, type StockClient } from './stock-client.ts';

/** Somebody with a cookie. */
export interface Person {
	readonly id: IdentityId;
	readonly cookie: string;
	/** What counts as their address. */
	readonly address: string;
}

const SETTINGS = {
	// Every person may have an address of their own; many people join at once.
	TRUST_PROXY: 'on',
	JOIN_RATE: '1000000'
} as const;

/** A server process, a session in it, and a whiteboard that people come to. */
export class SharedBoard {
	readonly owner: Person;
	readonly session: SessionId;
	readonly name: BoardId;
	readonly page: BoardId;
	readonly #code: string;
	readonly #folder: Folder;
	readonly #environment: Environment;
	#server: TestServer;
	#people = 0;
	readonly #cleanups: (() => void | Promise<void>)[] = [];

	private constructor(
		folder: Folder,
		environment: Environment,
		server: TestServer,
		opened: Awaited<ReturnType<typeof openSession>>
	) {
		this.#folder = folder;
		this.#environment = environment;
		this.#server = server;
		const { state, cookie, whiteboard, page } = opened;
		this.#code = state.session.code;
		this.session = state.session.id;
		this.owner = { id: state.me.id, cookie, address: this.#nextAddress() };
		this.name = whiteboard;
		this.page = page;
	}

	/** To be closed by whoever opens it. */
	static async start(environment: Environment = {}): Promise<SharedBoard> {
		const folder = await temporaryFolder();
		const settings = { ...SETTINGS, DATA_DIR: folder.path, ...environment };
		const server = await spawnServer(settings);
		return new SharedBoard(folder, settings, server, await openSession(server.origin));
	}

	/** For one test, at whose end everything is closed. */
	static async open(environment: Environment = {}): Promise<SharedBoard> {
		const board = await SharedBoard.start(environment);
		onTestFinished(() => board.close());
		return board;
	}

	get server(): TestServer {
		return this.#server;
	}

	get dataDir(): string {
		return this.#folder.path;
	}

	/** Without the document's name. */
	get url(): string {
		return `${this.#server.origin.replace('http', 'ws')}/sync`;
	}

	headers(person: Person): Record<string, string> {
		return { cookie: person.cookie, origin: this.#server.origin, 'x-forwarded-for': person.address };
	}

	/** A member, with an address of their own. */
	async invite(name = `Person ${this.#people}`): Promise<Person> {
		return this.#join(name);
	}

	async invites(count: number): Promise<Person[]> {
		return Promise.all(Array.from({ length: count }, () => this.invite()));
	}

	/** Somebody who may read and not write. */
	async inviteViewer(): Promise<Person> {
		const tab = await this.tab(this.owner);
		const answer = await tab.give({ type: 'add-link', link: createId<LinkId>(), role: 'viewer' });
		tab.close();
		if (!answer.ok || answer.secret === undefined) throw new Error('no link for viewers');
		return this.#join('Screen', answer.secret);
	}

	/** Somebody of another session, and that session's whiteboard. */
	async stranger(): Promise<Person & { readonly board: BoardId }> {
		const { state, cookie, whiteboard } = await openSession(this.#server.origin);
		return { id: state.me.id, cookie, address: this.#nextAddress(), board: whiteboard };
	}

	tab(person: Person): Promise<SessionSocket> {
		return SessionSocket.open(this.#server.origin, person.cookie, this.session);
	}

	/** A socket that says whatever the test wants. `query`: `?ack=1`. */
	async raw(person: Person, query = ''): Promise<RawClient> {
		const client = await RawClient.open(`${this.url}/${this.name}${query}`, this.headers(person));
		this.#cleanups.push(() => client.socket.terminate());
		return client;
	}

	stock(person: Person, doc = new Y.Doc()): StockClient {
		const client = stockClient(this.url, this.name, { doc, headers: this.headers(person) });
		this.#cleanups.push(() => client.destroy());
		return client;
	}

	/** What somebody sees who comes anew: a document that was synced and is left again. */
	async read(person = this.owner): Promise<Y.Doc> {
		const doc = new Y.Doc();
		const client = this.stock(person, doc);
		await client.synced();
		client.provider.destroy();
		return doc;
	}

	/** Ends the process with this signal. */
	async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
		await this.#server.kill(signal);
	}

	/** Starts it again on the same data, at the same port. */
	async startAgain(): Promise<TestServer> {
		this.#server = await spawnServer({ ...this.#environment, PORT: String(this.#server.port) });
		return this.#server;
	}

	async close(): Promise<void> {
		try {
			for (const cleanup of this.#cleanups.splice(0).reverse()) await cleanup();
		} finally {
			await this.#server.stop();
			await this.#folder.remove();
		}
	}

	async #join(name: string, secret?: string): Promise<Person> {
		const client = new HttpClient(this.#server.origin);
		await client.join(this.#code, name, secret);
		const { me } = await client.session(this.session);
		return { id: me.id, cookie: client.cookie, address: this.#nextAddress() };
	}

	#nextAddress(): string {
		this.#people += 1;
		return `10.${this.#people >> 16}.${(this.#people >> 8) & 255}.${this.#people & 255}`;
	}
}
