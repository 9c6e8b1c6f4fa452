import { hc } from 'hono/client';
import type { Credentials } from '$lib/sync/credentials.ts';
import type {
	ApiRefusal,
	Invitation,
	JoinSession,
	Joined,
	Me,
	MySession,
	StartSession
} from '#protocol/api.ts';
import type { Api } from '../../../server/routes/api.ts';

/** Why a request came to nothing; `offline`: there was no answer. */
export interface Failure {
	readonly ok: false;
	readonly refusal: ApiRefusal['refusal'] | 'offline';
	/** How long to wait before the next try; 0: no need to. */
	readonly retryAfterSeconds: number;
}

export type Answer<T> = { readonly ok: true; readonly value: T } | Failure;

export interface CommunityApiParts {
	readonly origin: string;
	readonly fetch: typeof globalThis.fetch;
	readonly credentials: Credentials;
	/** Whether this browser may keep our cookie from us: then a ticket is asked for, and held where no cookie came. */
	readonly mayLackCookies: boolean;
}

/** The HTTP API as the start and join screens use it. */
export interface CommunityApi {
	start(session: StartSession): Promise<Answer<Joined>>;
	/** `secret`: of a role link, which opens its session even when the code has been renewed. */
	invitation(code: string, secret?: string): Promise<Answer<Invitation>>;
	join(joining: JoinSession): Promise<Answer<Joined>>;
	me(): Promise<Answer<Me>>;
	mySessions(): Promise<Answer<readonly MySession[]>>;
}

/** What we need of a typed response. */
interface TypedResponse {
	readonly ok: boolean;
	json(): Promise<unknown>;
}

/** The body of those of a route's responses that are no refusals. */
type Success<R> = Extract<R, { readonly ok: true }> extends { json(): Promise<infer Body> } ? Body : never;

const TIMEOUT_MS = 15_000;

/** This tab's, at the server that the page came from. */
export function communityApi(credentials: Credentials, fetch: typeof globalThis.fetch): CommunityApi {
	// In a frame, whose site may be another one, whether the cookie comes shows only when one was set.
	const mayLackCookies = window.self !== window.top || !navigator.cookieEnabled;
	return createCommunityApi({ origin: location.origin, fetch, credentials, mayLackCookies });
}

export function createCommunityApi(parts: CommunityApiParts): CommunityApi {
	const { origin, credentials } = parts;
	const fetch = credentials.fetchBy(parts.fetch);
	const client = hc<Api>(`${origin}/api`, {
		fetch: (input: RequestInfo | URL, init?: RequestInit) =>
			fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) })
	});

	async function comeIn(send: (ticket: boolean) => Promise<Answer<Joined>>): Promise<Answer<Joined>> {
		const answer = await send(parts.mayLackCookies && !credentials.byTicket);
		if (!answer.ok || answer.value.ticket === undefined) return answer;
		// A cookie, where the browser took it, lasts longer than the tab and is out of reach of scripts.
		const known = await ask(() => client.me.$get());
		if (!known.ok || known.value.id === null) credentials.hold(answer.value.ticket);
		return answer;
	}

	return {
		start: (session) =>
			comeIn((ticket) => ask(() => client.sessions.$post({ json: { ...session, ticket } }))),
		invitation: (code, secret) =>
			secret === undefined
				? ask(() => client.invitations[':code'].$get({ param: { code } }))
				: ask(() => client.invitations.$post({ json: { code, secret } })),
		join: (joining) => comeIn((ticket) => ask(() => client.join.$post({ json: { ...joining, ticket } }))),
		me: () => ask(() => client.me.$get()),
		mySessions: async () => {
			const answer = await ask(() => client.sessions.$get());
			return answer.ok ? { ok: true, value: answer.value.sessions } : answer;
		}
	};
}

async function ask<R extends TypedResponse>(send: () => Promise<R>): Promise<Answer<Success<R>>> {
	try {
		const response = await send();
		if (response.ok) return { ok: true, value: (await response.json()) as Success<R> };
		return failureOf(await response.json().catch(() => null));
	} catch {
		return { ok: false, refusal: 'offline', retryAfterSeconds: 0 };
	}
}

/** A body without a refusal is not our server's: something in between answered for it. */
function failureOf(body: unknown): Failure {
	const { refusal, retryAfter } = (body ?? {}) as Partial<ApiRefusal>;
	return { ok: false, refusal: refusal ?? 'unavailable', retryAfterSeconds: retryAfter ?? 0 };
}
