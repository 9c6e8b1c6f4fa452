export interface RedisAddress {
	readonly host: string;
	readonly port: number;
	readonly tls: boolean;
	readonly username: string | null;
	readonly password: string | null;
	readonly database: number;
}

/**
 * Parses one or several addresses with commas between them; those after the first take over its scheme and credentials
 * when they have none. `shown` has no credentials.
 * @throws with a sentence that names no secret.
 */
export function parseRedisUrl(text: string): {
	readonly addresses: readonly [RedisAddress, ...RedisAddress[]];
	readonly shown: string;
} {
	const [firstText = '', ...others] = text.split(',').map((part) => part.trim());
	const first = parseAddress(firstText);
	const addresses = others.map((part) => {
		if (part.includes('://')) return parseAddress(part);
		const { host, port } = parseAddress(`redis://${part}`);
		return { ...first, host, port };
	});
	if (addresses.length > 0 && first.database !== 0) {
		throw new Error('a Redis Cluster has no databases: leave the number away from REDIS_URL');
	}
	const all: readonly [RedisAddress, ...RedisAddress[]] = [first, ...addresses];
	return { addresses: all, shown: all.map(({ host, port }) => `${host}:${port}`).join(',') };
}

function parseAddress(text: string): RedisAddress {
	const url = URL.parse(text);
	const database = Number(url?.pathname.slice(1) ?? '');
	if (
		url === null ||
		!['redis:', 'rediss:'].includes(url.protocol) ||
		url.hostname === '' ||
		!Number.isInteger(database)
	) {
		throw new Error('REDIS_URL must look like redis://host:6379 or rediss://user:password@host:6379/0');
	}
	return {
		host: url.hostname.replace(/^\[|\]$/g, ''),
		port: url.port === '' ? 6379 : Number(url.port),
		tls: url.protocol === 'rediss:',
		username: url.username === '' ? null : decodeURIComponent(url.username),
		password: url.password === '' ? null : decodeURIComponent(url.password),
		database
	};
}
