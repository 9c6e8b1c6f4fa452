import type { Log } from '../../log.ts';
import { RedisAway, type RedisLink } from './connect.ts';
import { INCIDENT, SERVER_IDENTITY } from './keys.ts';
import { numberOf, textOf } from './reply.ts';
import { IDENTIFY, runScript } from './scripts.ts';

const ASK_AGAIN_MS = 250;
/** For so long, those who saw what was lost may bring it back. */
const INCIDENT_SECONDS = 24 * 60 * 60;

/** Which server a connection leads to: another one, after a failover or a restart, may not have all that this one had. */
export interface ServerIdentity {
	/** `null` while nobody knows: then nothing may be written. */
	current(): string | null;
	/** Told whenever it is known again after a connection broke. `changed`: it is another one than before. */
	onKnown(listener: (changed: boolean) => void): void;
	close(): void;
}

export interface IdentityOptions {
	/** Whether to leave a mark in Redis for all nodes, also later ones, when the data has come to another server. */
	readonly remember: boolean;
	/** Rejects with a sentence when another server than at the start is not fit for what was promised. */
	readonly examine?: () => Promise<void>;
}

/** Asks after every connect. Resolves when it is known for the first time. */
export async function watchIdentity(
	link: RedisLink,
	log: Log,
	{ remember, examine }: IdentityOptions
): Promise<ServerIdentity> {
	const listeners: ((changed: boolean) => void)[] = [];
	let current: string | null = null;
	let last: string | null = null;
	let asking = false;
	let timer: NodeJS.Timeout | null = null;
	let isClosed = false;
	let complaint = '';

	async function ask(): Promise<string> {
		const masters = [];
		for (const send of link.masters()) {
			const info = readInfo(textOf(await send(['INFO'])));
			if (info.get('role') !== 'master') {
				link.renew();
				throw new RedisAway(`${link.address} is a replica`);
			}
			masters.push(`${info.get('run_id') ?? ''}:${info.get('master_replid') ?? ''}`);
		}
		const identity = masters.sort().join(' ');
		if (last !== null && identity !== last) await examine?.();
		if (remember) {
			const keys = [SERVER_IDENTITY, INCIDENT] as const;
			const isIncident = numberOf(
				await runScript(link, IDENTIFY, [...keys], [identity, String(INCIDENT_SECONDS)])
			);
			if (isIncident === 1) {
				log.warn(
					{ redis: link.address },
					'the data is on another Redis, or it was restarted: it may have lost some'
				);
			}
		}
		return identity;
	}

	/** Until it is known, or somebody else asks. */
	async function learn(): Promise<void> {
		current = null;
		if (asking || isClosed) return;
		asking = true;
		const at = link.epoch();
		try {
			const identity = await ask();
			if (link.epoch() !== at) throw new RedisAway('connected anew meanwhile');
			const changed = last !== null && last !== identity;
			complaint = '';
			current = last = identity;
			for (const listener of listeners) listener(changed);
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			if (!(error instanceof RedisAway) && reason !== complaint) {
				complaint = reason;
				log.error({ redis: link.address, reason }, 'this Redis is not used');
			}
			timer ??= setTimeout(() => {
				timer = null;
				if (link.isReady()) void learn();
			}, ASK_AGAIN_MS);
		} finally {
			asking = false;
		}
	}

	link.onAway(() => {
		if (!link.isCluster) current = null;
	});
	link.onReady(() => void learn());
	await learn();
	return {
		current: () => current,
		onKnown: (listener) => void listeners.push(listener),
		close() {
			isClosed = true;
			if (timer !== null) clearTimeout(timer);
		}
	};
}

/** The lines `name:value` of INFO. */
export function readInfo(text: string): Map<string, string> {
	const info = new Map<string, string>();
	for (const line of text.split('\r\n')) {
		const colon = line.indexOf(':');
		if (colon > 0) info.set(line.slice(0, colon), line.slice(colon + 1));
	}
	return info;
}
