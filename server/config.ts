import { isIP } from 'node:net';
import { resolve } from 'node:path';
import * as v from 'valibot';

/** What can be set from outside. This file is the only reader of the environment; README.md repeats the table. */
export interface Config {
	readonly port: number;
	readonly host: string;
	/** Absolute. Holds the database and, unless `secret` is set, the file with the cookies' key. */
	readonly dataDir: string;
	/** The client as `npm run build` left it. Absolute. */
	readonly buildDir: string;
	/** `scheme://host[:port]`; `null`: whatever host the request names. */
	readonly publicOrigin: string | null;
	readonly trustProxy: boolean;
	/** Signs the identity cookies; `null`: made at the first start and kept in `dataDir`. */
	readonly secret: string | null;
	readonly logLevel: LogLevel;
	/** The sources of the policy's `frame-ancestors`, as in the header. */
	readonly frameAncestors: string;
	/** Joins and look-ups a minute that one address may make; a wrong code counts as twenty. */
	readonly joinRate: number;
	readonly shutdownSeconds: number;
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

const hostName = /^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/;
/** `'self'`, `'none'`, or origins, with spaces between; a `;` or `,` would end the directive or the policy. */
const ancestors = /^('none'|('self'|https?:\/\/[\w*.:-]+)( +('self'|https?:\/\/[\w*.:-]+))*)$/;

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
		v.pipe(
			v.picklist(['on', 'off', 'true', 'false', '1', '0']),
			v.transform((text) => ['on', 'true', '1'].includes(text))
		)
	),
	secret: setting(
		'SECRET',
		null,
		'Signs the identity cookies. Unset: made at the first start and kept in DATA_DIR/secret',
		'at least 32 characters, or unset',
		v.nullable(v.pipe(v.string(), v.minLength(32)))
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
		// A secret is never repeated on a terminal.
		if (!parsed.success) {
			const shown = name === 'SECRET' ? '' : `, and not ${JSON.stringify(given)}`;
			return { ok: false, problem: `${name} must be ${must}${shown}.` };
		}
		config[field] = parsed.output;
	}
	return { ok: true, config: config as unknown as Config };
}
