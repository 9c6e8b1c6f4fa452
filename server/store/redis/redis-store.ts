import { randomBytes } from 'node:crypto';
import type { Log } from '../../log.ts';
import type { Store } from '../store.ts';
import { createArchive } from './archive.ts';
import { createBlobs } from './blobs.ts';
import { CONFIRM_AT_ONCE, createConfirmer, type Confirmer } from './confirm.ts';
import { connectRedis, type RedisLink } from './connect.ts';
import { createDocuments } from './documents.ts';
import { closed, patiently, type Ground } from './ground.ts';
import { watchIdentity, type ServerIdentity } from './identity.ts';
import { CHECK } from './keys.ts';
import { createRecords } from './records.ts';
import { claimFormat } from './format.ts';
import { inspectRedis } from './startup.ts';

const PATIENCE_MS = 10_000;
const DOCUMENT_BYTES = 16 * 1024 * 1024;
const ALL_BYTES = 128 * 1024 * 1024;
const CLOSING_MS = 15_000;

export interface RedisStoreOptions {
	/** See `RedisLinkOptions.url`. */
	readonly url: string;
	readonly log: Log;
	/** What others see of this process in Redis; for operators only. */
	readonly node: string;
	/** Also take a Redis that keeps nothing over a restart or that evicts. */
	readonly allowThrowAway?: boolean;
	/** So many replicas must have a write before it counts as durable. */
	readonly replicas?: number;
	/** How long appends, reads and changes wait for a Redis that is away. */
	readonly patienceMs?: number;
	/** How long the first connection may take. */
	readonly connectWithinMs?: number;
	/** How long one reply may take until the connection counts as broken. */
	readonly replyWithinMs?: number;
	/** Bytes of appends that wait for an answer; above it they fail with `unavailable`. */
	readonly waitingBytes?: { readonly document: number; readonly all: number };
	/** For tests: between the connections and the store. */
	readonly tamper?: (link: RedisLink, purpose: LinkPurpose) => RedisLink;
}

export type LinkPurpose = 'commands' | 'feed' | 'confirm';

/**
 * Opens the store in Redis, for any number of nodes at once. Rejects with one sentence when nothing answers there, or
 * when that Redis is not fit for it (see startup.ts).
 *
 * Durability. `written`: Redis has it, so another node that loads sees it, and the end of this process does not matter.
 * `durable`: with `appendfsync always`, or with WAITAOF where the server has it, it is synced to the disk (`promises`
 * is `saved`); else it is in the memory of Redis and on the disk a second later (`received`). With `replicas`, so many
 * replicas have it too: then a failover to one of those loses nothing that was called durable. When they do not say so
 * within the patience, or the data has meanwhile moved to another server, the append ends with `failed`: it may or may
 * not survive, and whoever made it must bring it again.
 */
export async function createRedisStore(options: RedisStoreOptions): Promise<Store> {
	const { url, log, node, allowThrowAway = false, replicas = 0, patienceMs = PATIENCE_MS } = options;
	const links: RedisLink[] = [];
	const connect = async (purpose: LinkPurpose): Promise<RedisLink> => {
		const link = await connectRedis({
			url,
			name: `commonplace:${node}:${purpose}`,
			log,
			...(options.connectWithinMs === undefined ? {} : { connectWithinMs: options.connectWithinMs }),
			...(options.replyWithinMs === undefined ? {} : { replyWithinMs: options.replyWithinMs })
		});
		links.push(link);
		return options.tamper?.(link, purpose) ?? link;
	};
	try {
		const link = await connect('commands');
		const { promises, durability } = await inspectRedis(link, { allowThrowAway, replicas, log });
		await claimFormat(link);
		const identity = await watchIdentity(link, log, {
			remember: true,
			async examine() {
				const now = await inspectRedis(link, { allowThrowAway, replicas, log });
				if (now.promises === promises && now.durability.kind === durability.kind) return;
				throw new Error(
					`Redis at ${link.address} keeps changes as "${now.promises}", the one before as "${promises}": ` +
						'give it the same appendfsync, or restart the server'
				);
			}
		});
		const feedLink = await connect('feed');
		const clock = () => performance.now();
		let confirmer: Confirmer = CONFIRM_AT_ONCE;
		const watches: ServerIdentity[] = [identity];
		if (durability.kind !== 'reply') {
			const confirmLink = await connect('confirm');
			const confirmIdentity = await watchIdentity(confirmLink, log, { remember: false });
			watches.push(confirmIdentity);
			confirmer = createConfirmer({
				link: confirmLink,
				identity: confirmIdentity,
				durability,
				giveUpMs: patienceMs,
				clock
			});
		}
		let phase: 'open' | 'closing' | 'closed' = 'open';
		const ground: Ground = {
			link,
			feedLink,
			identity,
			confirmer,
			writer: `${node.replace(/[^A-Za-z0-9_.-]/g, '-')}.${randomBytes(6).toString('hex')}`,
			log,
			now: () => Date.now(),
			clock,
			patienceMs,
			isClosed: () => phase !== 'open'
		};
		const documents = createDocuments(ground, {
			documentBytes: options.waitingBytes?.document ?? DOCUMENT_BYTES,
			allBytes: options.waitingBytes?.all ?? ALL_BYTES
		});
		const ended = Promise.withResolvers<void>();

		async function end(): Promise<void> {
			await documents.settled();
			const last = clock() + CLOSING_MS;
			while (!confirmer.isIdle() && clock() < last) await new Promise((resolve) => setTimeout(resolve, 5));
			documents.close();
			confirmer.close();
			for (const watch of watches) watch.close();
			await Promise.all(links.map((each) => each.close()));
			phase = 'closed';
			ended.resolve();
		}

		return {
			promises,
			documents,
			records: createRecords(ground),
			blobs: createBlobs(ground),
			archive: createArchive(ground),
			async check() {
				if (phase !== 'open') throw closed();
				await patiently({ ...ground, patienceMs: 0 }, () =>
					link.run(CHECK, ['SET', CHECK, '1', 'PX', '60000'])
				);
			},
			async close() {
				if (phase === 'open') {
					phase = 'closing';
					void end();
				}
				await ended.promise;
			}
		};
	} catch (error) {
		await Promise.all(links.map((link) => link.close()));
		throw error;
	}
}
