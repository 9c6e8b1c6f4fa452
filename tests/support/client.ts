import { createId, type BoardId, type SessionId } from '#model/ids.ts';
import type { BoardKind, MemberColor } from '#model/session/session.ts';
import type { Joined, SessionState } from '#protocol/api.ts';

/** A person without a browser: speaks to the HTTP API with a cookie of their own. */
export class HttpClient {
	readonly origin: string;
	/** As sent with every request: `commonplace=…`, empty before the first start or join. */
	cookie: string;
	/** In the place of a cookie: a screen's, say. */
	readonly ticket: string | null;

	constructor(origin: string, cookie = '', ticket: string | null = null) {
		this.origin = origin;
		this.cookie = cookie;
		this.ticket = ticket;
	}

	async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
		return this.#keep(await fetch(this.origin + path, { headers: { ...this.#headers(), ...headers } }));
	}

	async post(
		path: string,
		body: unknown,
		headers: Record<string, string> = {},
		method: 'POST' | 'PUT' | 'DELETE' = 'POST'
	): Promise<Response> {
		return this.#keep(
			await fetch(this.origin + path, {
				method,
				headers: { ...this.#headers(), origin: this.origin, 'content-type': 'application/json', ...headers },
				body: typeof body === 'string' ? body : JSON.stringify(body)
			})
		);
	}

	async put(path: string, body: unknown): Promise<Response> {
		return this.post(path, body, {}, 'PUT');
	}

	async delete(path: string): Promise<Response> {
		return this.post(path, {}, {}, 'DELETE');
	}

	/** Starts a session; this person is its facilitator. */
	async start(title = 'A session', name = 'Fay', color: MemberColor = 'teal'): Promise<SessionState> {
		const response = await this.post('/api/sessions', { title, name, color, terms: '' });
		const { session } = (await expectOk(response)) as Joined;
		return this.session(session);
	}

	/** Joins with a code, or by a role link with its secret too. */
	async join(code: string, name = 'Mia', secret?: string): Promise<Joined> {
		const response = await this.post('/api/join', { code, name, color: 'plum', ...(secret && { secret }) });
		return (await expectOk(response)) as Joined;
	}

	async session(id: SessionId): Promise<SessionState> {
		return (await expectOk(await this.get(`/api/sessions/${id}`))) as SessionState;
	}

	#headers(): Record<string, string> {
		if (this.ticket !== null) return { authorization: `Bearer ${this.ticket}` };
		return this.cookie === '' ? {} : { cookie: this.cookie };
	}

	#keep(response: Response): Response {
		const [set] = response.headers.getSetCookie();
		if (set !== undefined) this.cookie = set.split(';')[0]!;
		return response;
	}
}

/** A new session with its cookie and the names of its first documents. */
export async function openSession(
	origin: string
): Promise<{ client: HttpClient; cookie: string; state: SessionState } & Record<BoardKind, BoardId>> {
	const client = new HttpClient(origin);
	const state = await client.start();
	const board = (kind: BoardKind): BoardId => state.session.boards.find((found) => found.kind === kind)!.id;
	return {
		client,
		cookie: client.cookie,
		state,
		whiteboard: board('whiteboard'),
		problem: board('problem'),
		page: board('page')
	};
}

/** An identifier that nothing has. */
export const unknownId = (): string => createId();

async function expectOk(response: Response): Promise<unknown> {
	if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
	return response.json();
}
