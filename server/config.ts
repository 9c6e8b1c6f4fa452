import { isIP } from 'node:net';
import { resolve } from 'node:path';
import * as v from 'valibot';

/** What can be set from outside. This file is the only reader of the environment; README.md repeats the table. */
export interface Config {
	readonly port: number;
	readonly host: string;
	/** Absolute. Without Redis it holds the database and, unless `secret` is set, the file with the cookies' key. */
	readonly dataDir: string;
	/** The client as `npm run build` left it. Absolute. */
	readonly buildDir: string;
	/** `scheme://host[:port]`; `null`: whatever host the request names. */
	readonly publicOrigin: string | null;
	readonly trustProxy: boolean;
	/** Signs the identity cookies; `null`: made at the first start and kept with the data. */
	readonly secret: string | null;
	/** With it this process is one of several equal nodes that share a Redis; `null`: alone, everything in `dataDir`. */
	readonly redisUrl: string | null;
	/** How many replicas must have a write before it counts as saved. */
	readonly redisReplicas: number;
	/** Whether a Redis that may forget everything is good enough. */
	readonly redisThrowAway: boolean;
	readonly logLevel: LogLevel;
	/** The sources of the policy's `frame-ancestors`, as in the header. */
	readonly frameAncestors: string;
	/** Hosts, perhaps with a port, whose Jitsi rooms may be shown beside the boards; always over https. */
	readonly jitsiHosts: readonly string[];
	/** Joins and look-ups a minute that one address may make; a wrong code counts as twenty. */
	readonly joinRate: number;
	readonly shutdownSeconds: number;
	/** What a reader of the metrics must send; `null`: they are for this machine only. */
	readonly metricsToken: string | null;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

interface Setting<T> {
	readonly name: string;
	/** In the environment's own words; `null` where nothing is a value too. */
	readonly fallback: string | null;
	readonly meaning: string;
	/** Completes "PORT must be …". */
	readonly must: string;
	readonly schema: v.GenericSchema<unknown, T>;
}

const wholeNumber = (least: number, most: number) =>
	v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number), v.minValue(least), v.maxValue(most));

const path = v.pipe(
	v.string(),
	v.minLength(1),
	v.check((text) => !text.includes('\0')),
	v.transform((text) => resolve(text))
);

const origin = v.pipe(
	v.string(),
	v.check((text) => URL.canParse(text)),
	v.transform((text) => new URL(text)),
	v.check((url) => url.protocol === 'https:' || url.protocol === 'http:'),
	v.check((url) => url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''),
	v.transform((url) => url.origin)
);

const onOrOff = v.pipe(
	v.picklist(['on', 'off', 'true', 'false', '1', '0']),
	v.transform((text) => ['on', 'true', '1'].includes(text))
);

/** The first address names the scheme; those after it may be `host:port`. Parsed by whoever connects. */
const redisUrl = v.pipe(
	v.string(),
	v.check((text) => {
		const [first = '', ...others] = text.split(',').map((part) => part.trim());
		const all = [first, ...others.map((part) => (part.includes('://') ? part : `redis://${part}`))];
		return all.every((part) => /^rediss?:\/\/./.test(part) && URL.canParse(part));
	})
);
/** Never repeated on a terminal. */
const SECRETS: ReadonlySet<string> = new Set(['SECRET', 'REDIS_URL', 'METRICS_TOKEN']);

const hostName = /^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/;
/** `'self'`, `'none'`, or origins, with spaces between; a `;` or `,` would end the directive or the policy. */
const ancestors = /^('none'|('self'|https?:\/\/[\w*.:-]+)( +('self'|https?:\/\/[\w*.:-]+))*)$/;

/** `meet.example.org`, `meet.example.org:8443`, with spaces or commas between; nothing else may come into the policy. */
const hostList = v.pipe(
	v.nullable(v.string()),
	v.transform((text) =>
		(text ?? '')
			.toLowerCase()
			.split(/[\s,]+/)
			.filter((host) => host !== '')
	),
	v.everyItem((host) => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/.test(host) && host.includes('.'))
);

const setting = <T>(
	name: string,
	fallback: string | null,
	meaning: string,
	must: string,
	schema: v.GenericSchema<unknown, T>
): Setting<T> => ({ name, fallback, meaning, must, schema });

/** Every setting, in the order of README.md's table. */
export const SETTINGS = {
	port: setting(
		'PORT',
		'4600',
		'Port to listen on; 0 takes any that is free',
		'a whole number from 0 to 65535',
		wholeNumber(0, 65_535)
	),
	host: setting(
		'HOST',
		'0.0.0.0',
		'Address to listen on. The default is reachable from other devices, as phones in the room need it; 127.0.0.1 keeps it to this machine',
		'an IP address or a host name',
		v.pipe(
			v.string(),
			v.check((text) => isIP(text) !== 0 || hostName.test(text))
		)
	),
	dataDir: setting('DATA_DIR', './data', 'Folder for everything that is kept', 'the path of a folder', path),
	buildDir: setting('BUILD_DIR', './build', 'Folder with the built client', 'the path of a folder', path),
	publicOrigin: setting(
		'PUBLIC_ORIGIN',
		null,
		'Address that people open, scheme://host[:port]. Unset: the host that each request names',
		'an address like https://commonplace.example.org, without a path',
		v.nullable(origin)
	),
	trustProxy: setting(
		'TRUST_PROXY',
		'off',
		'on: believe X-Forwarded-For, -Host and -Proto. Only behind a reverse proxy that sets them itself',
		'on or off',
		onOrOff
	),
	secret: setting(
		'SECRET',
		null,
		'Signs the identity cookies; all nodes must have the same. Unset: made at the first start and kept in DATA_DIR/secret, or in Redis',
		'at least 32 characters, or unset',
		v.nullable(v.pipe(v.string(), v.minLength(32)))
	),
	redisUrl: setting(
		'REDIS_URL',
		null,
		'Keep everything in this Redis, which other nodes may share: redis:// or rediss://, several addresses of a Redis Cluster with commas. Unset: one node, everything in DATA_DIR',
		'an address like redis://user:password@host:6379/0, or several with commas',
		v.nullable(redisUrl)
	),
	redisReplicas: setting(
		'REDIS_REPLICAS',
		'0',
		'So many replicas of Redis must have a change before people read "Saved"',
		'a whole number from 0 to 10',
		wholeNumber(0, 10)
	),
	redisThrowAway: setting(
		'REDIS_THROW_AWAY',
		'off',
		'on: accept a Redis that keeps nothing over its restart, to try things out',
		'on or off',
		onOrOff
	),
	logLevel: setting(
		'LOG_LEVEL',
		'info',
		`What is logged: ${LOG_LEVELS.join(', ')}`,
		`one of ${LOG_LEVELS.join(', ')}`,
		v.picklist(LOG_LEVELS)
	),
	frameAncestors: setting(
		'FRAME_ANCESTORS',
		"'self'",
		"Sites that may show Commonplace in a frame: 'self', 'none' or origins, with spaces between",
		"'self', 'none' or origins like https://calls.example.org with spaces between",
		v.pipe(v.string(), v.regex(ancestors))
	),
	jitsiHosts: setting(
		'JITSI_HOSTS',
		null,
		'Hosts, with spaces between, whose Jitsi rooms people may open beside the board. Unset: calls open in a tab of their own, and no page asks another site for anything',
		'host names like meet.example.org, with spaces between',
		hostList
	),
	joinRate: setting(
		'JOIN_RATE',
		'600',
		'Joins and code look-ups a minute from one address; a wrong code counts as twenty',
		'a whole number from 20 to 1000000',
		wholeNumber(20, 1_000_000)
	),
	shutdownSeconds: setting(
		'SHUTDOWN_SECONDS',
		'8',
		'Seconds that a stop may take before it is forced',
		'a whole number from 1 to 60',
		wholeNumber(1, 60)
	),
	metricsToken: setting(
		'METRICS_TOKEN',
		null,
		'Whoever sends it as bearer token may read /metrics. Unset: only callers on this machine that no proxy speaks for',
		'at least 16 characters without spaces, or unset',
		v.nullable(v.pipe(v.string(), v.regex(/^[\x21-\x7e]{16,}$/)))
	)
} as const satisfies { readonly [K in keyof Config]: Setting<Config[K]> };

export type ConfigOutcome =
	| { readonly ok: true; readonly config: Config }
	/** One sentence for whoever starts the server. */
	| { readonly ok: false; readonly problem: string };

/** Reads and checks all settings; an empty variable counts as unset. */
export function readConfig(
	environment: Readonly<Record<string, string | undefined>> = process.env
): ConfigOutcome {
	const config: Record<string, unknown> = {};
	for (const [field, { name, fallback, must, schema }] of Object.entries<Setting<unknown>>(SETTINGS)) {
		const given = environment[name]?.trim() || fallback;
		const parsed = v.safeParse(schema, given);
		if (!parsed.success) {
			const shown = SECRETS.has(name) ? '' : `, and not ${JSON.stringify(given)}`;
			return { ok: false, problem: `${name} must be ${must}${shown}.` };
		}
		config[field] = parsed.output;
	}
	return { ok: true, config: config as unknown as Config };
}
