import type { SessionId } from '#model/ids.ts';
import type { Problem } from '#model/problem/check.ts';
import type { Method, MethodId } from '#model/problem/method.ts';
import { parseMethod } from '#model/problem/parse-method.ts';
import type { ApiRefusal } from '#protocol/api.ts';
import {
	METHOD_KEEPING,
	methodAddress,
	type MethodRefusal,
	type MethodSaved,
	type MethodVersion,
	type OwnMethod,
	type OwnMethods
} from '#protocol/methods.ts';

export type ShelfFailure =
	| {
			readonly why:
				'offline' | 'unavailable' | 'forbidden' | 'not-found' | 'slow-down' | 'full' | 'too-large';
	  }
	/** Somebody saved this version, or a later one, meanwhile: the last of them. */
	| { readonly why: 'changed'; readonly latest: number }
	| { readonly why: 'invalid'; readonly problems: readonly Problem[] };

export type ShelfAnswer<T> =
	{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: ShelfFailure };

/** The methods that a session's people made: on the server, and what of them this device has read. Nothing here rejects. */
export interface MethodShelf {
	/** The address where they are made. */
	readonly page: string;
	/** By title. */
	list(): Promise<ShelfAnswer<readonly OwnMethod[]>>;
	/** A version never changes, so that this device reads each only once. */
	find(id: MethodId, version: number): Promise<ShelfAnswer<Method>>;
	save(method: Method): Promise<ShelfAnswer<OwnMethod>>;
	remove(id: MethodId): Promise<ShelfAnswer<null>>;
}

export interface ShelfParts {
	readonly session: SessionId;
	readonly fetch: typeof globalThis.fetch;
	/** Of this device. */
	readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
}

const TIMEOUT_MS = 15_000;

export function methodShelf({ session, fetch, storage }: ShelfParts): MethodShelf {
	const ask = <T>(path: string, init: RequestInit, read: (body: unknown) => T) =>
		request(fetch, path, init, read);
	const json = { 'content-type': 'application/json' };
	return {
		page: methodAddress.page(session),
		list: () => ask(methodAddress.list(session), {}, (body) => (body as OwnMethods).methods),
		async find(id, version) {
			const key = `commonplace:method:${session}:${id}@${version}`;
			const kept = keptMethod(storage, key);
			if (kept !== null) return { ok: true, value: kept };
			const answer = await ask(
				methodAddress.version(session, id, version),
				{},
				(body) => (body as MethodVersion).method
			);
			if (answer.ok) keep(storage, key, answer.value);
			return answer;
		},
		async save(method) {
			const body = JSON.stringify({ method });
			// The server would close the line before it has read it all, which looks like having none.
			if (new TextEncoder().encode(body).length > METHOD_KEEPING.bytes)
				return { ok: false, failure: { why: 'too-large' } };
			const init = { method: 'POST', headers: json, body };
			return ask(methodAddress.list(session), init, (answer) => (answer as MethodSaved).saved);
		},
		remove: (id) => ask(methodAddress.one(session, id), { method: 'DELETE', headers: json }, () => null)
	};
}

async function request<T>(
	fetch: typeof globalThis.fetch,
	path: string,
	init: RequestInit,
	read: (body: unknown) => T
): Promise<ShelfAnswer<T>> {
	try {
		const response = await fetch(path, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
		const body: unknown = response.status === 204 ? null : await response.json().catch(() => null);
		if (response.ok) return { ok: true, value: read(body) };
		return { ok: false, failure: failureOf(body) };
	} catch {
		return { ok: false, failure: { why: 'offline' } };
	}
}

/** A body without a refusal is not our server's: something in between answered for it. */
function failureOf(body: unknown): ShelfFailure {
	const said = (body ?? {}) as Partial<ApiRefusal> | Partial<MethodRefusal>;
	switch (said.refusal) {
		case 'invalid':
			return { why: 'invalid', problems: 'problems' in said ? (said.problems ?? []) : [] };
		case 'changed':
			return { why: 'changed', latest: 'latest' in said ? (said.latest ?? 0) : 0 };
		case 'forbidden':
		case 'not-found':
		case 'slow-down':
		case 'full':
		case 'too-large':
			return { why: said.refusal };
		default:
			return { why: 'unavailable' };
	}
}

function keptMethod(storage: ShelfParts['storage'], key: string): Method | null {
	try {
		const parsed = parseMethod(JSON.parse(storage.getItem(key) ?? 'null'));
		return parsed.ok ? parsed.method : null;
	} catch {
		// Barred, or not ours: then the server is asked.
		return null;
	}
}

function keep(storage: ShelfParts['storage'], key: string, method: Method): void {
	try {
		storage.setItem(key, JSON.stringify(method));
	} catch {
		// Full or barred: the next time the server is asked again.
	}
}
