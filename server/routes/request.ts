import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ApiRefusal } from '#protocol/api.ts';

/** What every route's context has: Node's own request below Hono's. */
export interface AppEnv {
	Bindings: HttpBindings;
}

const STATUS = {
	invalid: 400,
	forbidden: 403,
	banned: 403,
	'not-found': 404,
	'too-large': 413,
	full: 409,
	'slow-down': 429,
	unavailable: 503
} as const satisfies Record<ApiRefusal['refusal'], ContentfulStatusCode>;

const NO_STORE = { 'cache-control': 'no-store' };

/** The answer for everything that is not done. */
export function refuse<R extends ApiRefusal['refusal']>(c: Context<AppEnv>, refusal: R) {
	return c.json({ refusal } as ApiRefusal, STATUS[refusal], NO_STORE);
}

export function refuseForNow(c: Context<AppEnv>, retryAfterSeconds: number) {
	const body: ApiRefusal = { refusal: 'slow-down', retryAfter: retryAfterSeconds };
	return c.json(body, STATUS['slow-down'], { ...NO_STORE, 'retry-after': String(retryAfterSeconds) });
}

/** With what they were told: by whoever put them out, for them to read. */
export function refuseBanned(c: Context<AppEnv>, reason: string) {
	const body: ApiRefusal = { refusal: 'banned', reason };
	return c.json(body, STATUS.banned, NO_STORE);
}
