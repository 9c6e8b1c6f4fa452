import * as v from 'valibot';
import { isId, type BoardId, type IdentityId, type ReadyCheckId, type SessionId } from '#model/ids.ts';
import { NO_SIGNALS, REACTIONS, type Signals } from '#protocol/session.ts';
import type { NodeId } from './channels.ts';
import { NAMES, type ClusterRedis } from './redis.ts';

/** Where somebody is on one node. */
export interface Shown {
	readonly place: BoardId | null;
	readonly away: boolean;
	/** When they last used it; milliseconds since the epoch, by that node's clock. */
	readonly at: number;
	readonly signals: Signals;
	/** When they last signalled, by that node's clock; 0: never. */
	readonly signalledAt: number;
}

/** What changed for one person on one node; `null`: they are not there any more. */
export type ShownChange = readonly [IdentityId, Shown | null];

const identityId = v.custom<IdentityId>(isId);
const time = v.nullable(v.number());
const Shows = v.object({
	hand: time,
	help: time,
	ready: v.nullable(v.custom<ReadyCheckId>(isId)),
	/** Nodes of before say nothing of it. */
	done: v.optional(v.nullable(v.custom<ReadyCheckId>(isId)), null),
	reaction: v.fallback(v.nullable(v.object({ kind: v.picklist(REACTIONS), at: v.number() })), null)
});
const Place = v.object({
	place: v.nullable(v.custom<BoardId>(isId)),
	away: v.boolean(),
	at: v.number(),
	// An earlier release says nothing of signals.
	signals: v.optional(Shows, NO_SIGNALS),
	signalledAt: v.optional(v.number(), 0)
});
const StoredPlace = v.pipe(v.string(), v.parseJson(), Place);
const Message = v.pipe(
	v.string(),
	v.parseJson(),
	v.object({ seq: v.number(), changes: v.nullable(v.array(v.tuple([identityId, v.nullable(Place)]))) })
);

/** What a node tells the others after it wrote its key. */
export interface RosterMessage {
	/** One more with every message of this node about this session. */
	readonly seq: number;
	/** `null`: read the key. */
	readonly changes: readonly ShownChange[] | null;
}

export interface NodeRoster {
	readonly seq: number;
	readonly people: ReadonlyMap<IdentityId, Shown>;
}

/** Without renewal the people of a dead node vanish after this time. */
export const EXPIRE_AFTER_MS = 10_000;
/** The field that is nobody. */
const SEQ = '#';

/** The keys: of this node, of the session, which is also the channel's name. An empty value takes a field away. */
const WRITE = `
if ARGV[1] == '1' then redis.call('DEL', KEYS[1]) end
for i = 5, #ARGV, 2 do
	if ARGV[i + 1] == '' then redis.call('HDEL', KEYS[1], ARGV[i])
	else redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
redis.call('SADD', KEYS[2], ARGV[3])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
redis.call('SPUBLISH', KEYS[2], ARGV[4])`;

const REMOVE = `
redis.call('DEL', KEYS[1])
redis.call('SREM', KEYS[2], ARGV[1])`;

/** One hash for each session and node, which only that node writes, and a set of the nodes that have one. */
export class RosterKeys {
	readonly #redis: Pick<ClusterRedis, 'run'>;
	readonly #node: NodeId;

	constructor(redis: Pick<ClusterRedis, 'run'>, node: NodeId) {
		this.#redis = redis;
		this.#node = node;
	}

	/**
	 * Writes what changed, or with `replace` all that there is in place of whatever there was, and tells the others, in
	 * one step: whoever hears the message finds its key so. Rejects when Redis is away.
	 */
	async write(
		session: SessionId,
		{ seq, changes, replace }: { seq: number; changes: readonly ShownChange[]; replace: boolean },
		message: Buffer
	): Promise<void> {
		const key = keyOf(session, this.#node);
		const here = NAMES.here(session);
		const fields = changes.flatMap(([id, shown]) => [id, shown === null ? '' : JSON.stringify(shown)]);
		const settings = [replace ? '1' : '0', String(EXPIRE_AFTER_MS), this.#node, message];
		await this.#redis.run(key, ['EVAL', WRITE, '2', key, here, ...settings, SEQ, String(seq), ...fields]);
	}

	/** False when the key was gone: it must be written anew. */
	async renew(session: SessionId, expireAfterMs = EXPIRE_AFTER_MS): Promise<boolean> {
		const key = keyOf(session, this.#node);
		const [kept] = await Promise.all([
			this.#redis.run(key, ['PEXPIRE', key, String(expireAfterMs)]),
			this.#redis.run(key, ['PEXPIRE', NAMES.here(session), String(EXPIRE_AFTER_MS)])
		]);
		return Number(kept) === 1;
	}

	async remove(session: SessionId): Promise<void> {
		const key = keyOf(session, this.#node);
		await this.#redis.run(key, ['EVAL', REMOVE, '2', key, NAMES.here(session), this.#node]);
	}

	/** The other nodes that have, or lately had, somebody in a session. */
	async nodes(session: SessionId): Promise<NodeId[]> {
		const reply = texts(await this.#redis.run(NAMES.here(session), ['SMEMBERS', NAMES.here(session)]));
		return reply.filter((node): node is NodeId => isId(node) && node !== this.#node);
	}

	/** `null` when the node has nobody there, or is dead. */
	async read(session: SessionId, node: NodeId): Promise<NodeRoster | null> {
		const key = keyOf(session, node);
		const reply = texts(await this.#redis.run(key, ['HGETALL', key]));
		if (reply.length === 0) return null;
		let seq = 0;
		const people = new Map<IdentityId, Shown>();
		for (let at = 0; at + 1 < reply.length; at += 2) {
			const field = reply[at]!;
			const value = reply[at + 1]!;
			const shown = v.safeParse(StoredPlace, value);
			if (field === SEQ) seq = Number(value);
			else if (isId(field) && shown.success) people.set(field as IdentityId, shown.output);
		}
		return { seq, people };
	}
}

export function encodeRosterMessage(message: RosterMessage): Uint8Array {
	return Buffer.from(JSON.stringify(message));
}

/** `null` for what another version of this program may have meant. */
export function parseRosterMessage(payload: Uint8Array): RosterMessage | null {
	const parsed = v.safeParse(Message, Buffer.from(payload).toString());
	return parsed.success ? parsed.output : null;
}

function keyOf(session: SessionId, node: NodeId): string {
	return `${NAMES.here(session)}:${node}`;
}

/** Lists come flat, with texts as bytes. */
function texts(reply: unknown): string[] {
	return Array.isArray(reply) ? reply.map((item: unknown) => String(item)) : [];
}
