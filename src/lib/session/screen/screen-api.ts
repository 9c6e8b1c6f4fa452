import type { ApiRefusal, ScreenOffer, ScreenPairing } from '#protocol/api.ts';
import type { JoinCode } from '#model/session/join-code.ts';

/** Why a question came to nothing; `offline`: there was no answer. */
export interface ScreenFailure {
	readonly ok: false;
	readonly refusal: ApiRefusal['refusal'] | 'offline';
	/** How long to wait before the next try; 0: as the asker likes. */
	readonly retryAfterSeconds: number;
}

export type ScreenAnswer<T> = { readonly ok: true; readonly value: T } | ScreenFailure;

/** What a screen asks before it belongs to a session. */
export interface ScreenApi {
	offer(): Promise<ScreenAnswer<ScreenOffer>>;
	/** `not-found`: the code has expired. */
	pairing(code: JoinCode, ticket: string): Promise<ScreenAnswer<ScreenPairing>>;
}

const TIMEOUT_MS = 10_000;

export function createScreenApi(origin: string, fetch: typeof globalThis.fetch): ScreenApi {
	const ask = async <T>(path: string, init: RequestInit): Promise<ScreenAnswer<T>> => {
		try {
			// The ticket alone says who asks: the cookie of whoever's browser this is does not count.
			const response = await fetch(`${origin}/api/screens${path}`, {
				...init,
				credentials: 'omit',
				signal: AbortSignal.timeout(TIMEOUT_MS)
			});
			const body: unknown = await response.json().catch(() => null);
			if (response.ok) return { ok: true, value: body as T };
			const { refusal, retryAfter } = (body ?? {}) as Partial<ApiRefusal>;
			return { ok: false, refusal: refusal ?? 'unavailable', retryAfterSeconds: retryAfter ?? 0 };
		} catch {
			return { ok: false, refusal: 'offline', retryAfterSeconds: 0 };
		}
	};
	return {
		offer: () => ask('', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }),
		pairing: (code, ticket) => ask(`/${code}`, { headers: { authorization: `Bearer ${ticket}` } })
	};
}
