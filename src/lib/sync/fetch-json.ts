import type { Credentials } from './credentials.ts';
import type { ApiRefusal } from '#protocol/api.ts';

/** `R`: what one address answers beside the refusals of all. */
export type Fetched<T, R extends string = never> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly refusal: ApiRefusal['refusal'] | R | 'offline' };

const TIMEOUT_MS = 30_000;

/** What our own server has at this address, for whoever this tab is. */
export async function fetchJson<T, R extends string = never>(
	path: string,
	credentials: Credentials,
	request: RequestInit = {}
): Promise<Fetched<T, R>> {
	try {
		const response = await credentials.fetch(path, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) });
		const body: unknown = await response.json();
		if (response.ok) return { ok: true, value: body as T };
		// A body without a refusal is not our server's: something in between answered for it.
		return { ok: false, refusal: (body as Partial<ApiRefusal>).refusal ?? 'unavailable' };
	} catch {
		return { ok: false, refusal: 'offline' };
	}
}
