import type { Credentials } from '$lib/sync/credentials.ts';
import type { ApiRefusal } from '#protocol/api.ts';

export type Fetched<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly refusal: ApiRefusal['refusal'] | 'offline' };

const TIMEOUT_MS = 30_000;

/** What our own server has at this address, for whoever this tab is. */
export async function fetchJson<T>(path: string, credentials: Credentials): Promise<Fetched<T>> {
	try {
		const response = await credentials.fetch(path, { signal: AbortSignal.timeout(TIMEOUT_MS) });
		const body: unknown = await response.json();
		if (response.ok) return { ok: true, value: body as T };
		// A body without a refusal is not our server's: something in between answered for it.
		return { ok: false, refusal: (body as Partial<ApiRefusal>).refusal ?? 'unavailable' };
	} catch {
		return { ok: false, refusal: 'offline' };
	}
}
