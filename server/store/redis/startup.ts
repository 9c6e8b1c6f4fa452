import type { Log } from '../../log.ts';
import type { Durability } from './confirm.ts';
import { RedisRefusal, type RedisArgument, type RedisLink, type RedisReply } from './connect.ts';
import { readInfo } from './identity.ts';
import { listOf, pairsOf, textOf } from './reply.ts';

export interface Inspection {
	readonly promises: 'saved' | 'received';
	readonly durability: Durability;
}

type Send = (args: readonly RedisArgument[]) => Promise<RedisReply>;

/** What counts, of one server; `null`: it does not tell. */
interface Settings {
	readonly version: string;
	readonly isReplica: boolean;
	readonly eviction: string | null;
	readonly appendOnly: boolean | null;
	readonly sync: string | null;
	readonly canWaitForSync: boolean;
}

const LEAST_VERSION = 7;
const EVEN_SO = 'or set REDIS_THROW_AWAY=on if losing everything is acceptable';

/**
 * Whether this Redis may be trusted with what people make, and what its answers mean. Rejects with one sentence that
 * says what to change.
 * @param replicas how many must have a write before it counts.
 */
export async function inspectRedis(
	link: RedisLink,
	options: { readonly allowThrowAway: boolean; readonly replicas: number; readonly log: Log }
): Promise<Inspection> {
	const { allowThrowAway, replicas, log } = options;
	if (link.isCluster && replicas > 0) {
		throw new Error('waiting for replicas is not supported with a Redis Cluster: leave REDIS_REPLICAS at 0');
	}
	const servers = await Promise.all(link.masters().map(readSettings));
	for (const settings of servers) {
		const problem = problemOf(settings, link.address);
		if (problem === null) continue;
		if (!allowThrowAway || problem.at === 'kind') throw new Error(problem.sentence);
		log.warn({ redis: link.address }, `running on a throw-away Redis: ${problem.sentence}`);
	}
	return inspectionOf(servers, replicas, link.isCluster);
}

/** What the answers of these servers mean. */
export function inspectionOf(
	servers: readonly Pick<Settings, 'appendOnly' | 'sync' | 'canWaitForSync'>[],
	replicas: number,
	isCluster: boolean
): Inspection {
	const all = (condition: (settings: (typeof servers)[number]) => boolean) => servers.every(condition);
	const atReply: Durability = replicas > 0 ? { kind: 'replicas', replicas } : { kind: 'reply' };
	if (all(({ appendOnly, sync }) => appendOnly === true && sync === 'always')) {
		return { promises: 'saved', durability: atReply };
	}
	// In a cluster it would have to be asked of each master by itself.
	const canWait = all(
		({ appendOnly, sync, canWaitForSync }) => appendOnly === true && sync === 'everysec' && canWaitForSync
	);
	if (canWait && !isCluster) return { promises: 'saved', durability: { kind: 'synced', replicas } };
	return { promises: 'received', durability: atReply };
}

function problemOf(
	{ version, isReplica, eviction, appendOnly }: Settings,
	address: string
): { at: 'kind' | 'safety'; sentence: string } | null {
	if (Number.parseInt(version, 10) < LEAST_VERSION) {
		return { at: 'kind', sentence: `Redis at ${address} is version ${version}; 7.0 or later is needed` };
	}
	if (isReplica) return { at: 'kind', sentence: `Redis at ${address} is a replica: name the primary` };
	const unsafe = (sentence: string) => ({
		at: 'safety' as const,
		sentence: `Redis at ${address} ${sentence}, ${EVEN_SO}`
	});
	if (eviction === null) return unsafe('does not tell its maxmemory-policy: allow CONFIG GET');
	if (eviction !== 'noeviction') {
		return unsafe(
			`would delete documents when memory is short: set maxmemory-policy noeviction (it is ${eviction})`
		);
	}
	if (appendOnly === null)
		return unsafe('does not tell whether it keeps an append-only file: allow CONFIG GET');
	if (!appendOnly) return unsafe('keeps nothing over a restart: set appendonly yes');
	return null;
}

async function readSettings(send: Send): Promise<Settings> {
	const [infoReply, config, waitAof] = await Promise.all([
		send(['INFO']),
		answerOrNull(send(['CONFIG', 'GET', 'maxmemory-policy', 'appendonly', 'appendfsync'])),
		answerOrNull(send(['COMMAND', 'INFO', 'WAITAOF']))
	]);
	const info = readInfo(textOf(infoReply));
	const set = new Map(
		config === null ? [] : [...pairsOf(config)].map(([name, value]) => [name, textOf(value)])
	);
	const aofEnabled = info.get('aof_enabled');
	const appendOnly = set.get('appendonly');
	return {
		version: info.get('redis_version') ?? '0',
		isReplica: info.get('role') !== 'master',
		eviction: set.get('maxmemory-policy') ?? info.get('maxmemory_policy') ?? null,
		appendOnly:
			appendOnly === undefined
				? aofEnabled === undefined
					? null
					: aofEnabled === '1'
				: appendOnly === 'yes',
		sync: set.get('appendfsync') ?? null,
		canWaitForSync: waitAof !== null && listOf(waitAof)[0] != null
	};
}

/** `null` where the command is forbidden or unknown. */
async function answerOrNull(reply: Promise<RedisReply>): Promise<RedisReply> {
	try {
		return await reply;
	} catch (error) {
		if (error instanceof RedisRefusal) return null;
		throw error;
	}
}
