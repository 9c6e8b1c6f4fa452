import { textOrNull } from './reply.ts';
import type { RedisLink } from './connect.ts';

/** How entries, snapshots and records lie in Redis; one more with every change that an older release cannot read. */
const FORMAT = '1';
const FORMAT_KEY = 'cp:format';

/**
 * Marks an empty Redis with the format of this release. Rejects with one sentence when another format is there: what an
 * unknown release wrote must never be taken for damage.
 */
export async function claimFormat(link: Pick<RedisLink, 'run' | 'address'>): Promise<void> {
	await link.run(FORMAT_KEY, ['SET', FORMAT_KEY, FORMAT, 'NX']);
	const found = textOrNull(await link.run(FORMAT_KEY, ['GET', FORMAT_KEY]));
	if (found === FORMAT) return;
	throw new Error(
		`Redis at ${link.address} holds data in format ${found ?? 'unknown'}, and this release knows ${FORMAT}: ` +
			'start the release that wrote it, or restore a backup into an empty Redis'
	);
}
