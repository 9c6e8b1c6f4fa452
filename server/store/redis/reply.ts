import type { RedisReply } from './connect.ts';

/** Reading replies: what a server sends that is not what the command answers is a bug, and throws. */

export function textOf(reply: RedisReply): string {
	if (Buffer.isBuffer(reply)) return reply.toString();
	if (typeof reply === 'string' || typeof reply === 'number') return String(reply);
	throw new TypeError(`Redis answered ${typeof reply} instead of a text`);
}

export function textOrNull(reply: RedisReply): string | null {
	return reply === null || reply === undefined ? null : textOf(reply);
}

export function bytesOrNull(reply: RedisReply): Buffer | null {
	if (reply === null || reply === undefined) return null;
	if (Buffer.isBuffer(reply)) return reply;
	throw new TypeError(`Redis answered ${typeof reply} instead of bytes`);
}

export function numberOf(reply: RedisReply): number {
	const number = Number(Buffer.isBuffer(reply) ? reply.toString() : reply);
	if (Number.isNaN(number)) throw new TypeError('Redis answered something else than a number');
	return number;
}

export function listOf(reply: RedisReply): readonly RedisReply[] {
	if (Array.isArray(reply)) return reply as readonly RedisReply[];
	throw new TypeError(`Redis answered ${typeof reply} instead of a list`);
}

/** The names and values of a hash, or of anything else that comes as a flat list of pairs. */
export function* pairsOf(reply: RedisReply): Generator<readonly [name: string, value: RedisReply]> {
	const list = listOf(reply);
	for (let index = 0; index + 1 < list.length; index += 2) yield [textOf(list[index]), list[index + 1]];
}

/** The entries of XRANGE: position and the value of the first field, which is the only one. */
export function* entriesOf(reply: RedisReply): Generator<readonly [position: number, bytes: Buffer]> {
	for (const entry of listOf(reply)) {
		const [id, fields] = listOf(entry);
		yield [positionOf(id), bytesOrNull(listOf(fields)[1]) ?? Buffer.alloc(0)];
	}
}

/** The second part of a stream's id. */
export function positionOf(id: RedisReply): number {
	const text = textOf(id);
	return Number(text.slice(text.indexOf('-') + 1));
}
