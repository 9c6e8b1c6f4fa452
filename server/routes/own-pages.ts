import type { Context } from 'hono';
import { isOwnOrigin } from '../access/caller.ts';
import type { Config } from '../config.ts';
import type { AppEnv } from './request.ts';

/** Whether a page of ours sent it, as far as a browser tells: a foreign page could send the cookie along. */
export function isFromOwnPage(
	c: Context<AppEnv>,
	config: Pick<Config, 'publicOrigin' | 'trustProxy'>
): boolean {
	const origin = c.req.header('origin');
	const site = c.req.header('sec-fetch-site');
	return origin === undefined
		? site === undefined || site === 'same-origin'
		: isOwnOrigin(c.env.incoming, origin, config);
}
