import { createHash } from 'node:crypto';
import { RedisRefusal, type RedisArgument, type RedisLink, type RedisReply } from './connect.ts';

/**
 * What must happen as a whole, in Redis itself. Sent by hash (EVALSHA), and in full when the server does not know it: a
 * loaded library of functions would be one round trip too, but needs to be put on every master of a cluster (on new
 * ones as well), needs another permission, and leaves one library behind with each release that changes it.
 *
 * `#!lua` makes Redis check before a script begins whether it may write at all (memory, replica, disk), so that none
 * ends halfway.
 */
export interface Script {
	readonly text: string;
	readonly hash: string;
}

function script(text: string): Script {
	const whole = `#!lua\n${text}`;
	return { text: whole, hash: createHash('sha1').update(whole).digest('hex') };
}

/** Runs where the first key is. Rejects as `RedisLink.run` does. */
export async function runScript(
	link: Pick<RedisLink, 'run'>,
	{ text, hash }: Script,
	keys: readonly [string, ...string[]],
	args: readonly RedisArgument[]
): Promise<RedisReply> {
	const rest = [String(keys.length), ...keys, ...args];
	try {
		return await link.run(keys[0], ['EVALSHA', hash, ...rest]);
	} catch (error) {
		if (!(error instanceof RedisRefusal) || !error.message.startsWith('NOSCRIPT')) throw error;
		return link.run(keys[0], ['EVAL', text, ...rest]);
	}
}

/**
 * KEYS log, meta, owners. ARGV channel, writer, call, mark of a new document, now, number of entries; for each its
 * bytes, the number of its claims, and for each of those client and owner.
 *
 * A writer numbers its calls upwards, so that one that arrives twice (the reply was lost, or a stopped server reads
 * what a broken connection had sent) is carried out once. Answers `{born, positions}`, with `-` for an entry whose
 * claims others have already, or `{born, 'late'}`.
 */
export const APPEND = script(`
local log, metaKey, owners = KEYS[1], KEYS[2], KEYS[3]
local channel, writer, call = ARGV[1], ARGV[2], tonumber(ARGV[3])
local meta = redis.call('HMGET', metaKey, 'born', 'w:' .. writer)
local born = meta[1]
if meta[2] then
	local last, _, answer = string.match(meta[2], '^(%S+) (%S+) (.*)$')
	if tonumber(last) == call then return {born, answer} end
	if tonumber(last) > call then return {born, 'late'} end
end
local id = '1-*'
local new = not born
if new then born = ARGV[4] end
local positions, sizes, bytes = {}, {}, {}
local at = 7
for entry = 1, tonumber(ARGV[6]) do
	local payload, claims = ARGV[at], tonumber(ARGV[at + 1])
	at = at + 2
	local free = true
	for claim = at, at + claims * 2 - 2, 2 do
		local owner = redis.call('HGET', owners, ARGV[claim])
		if owner and owner ~= ARGV[claim + 1] then free = false end
	end
	if free then
		for claim = at, at + claims * 2 - 2, 2 do
			redis.call('HSET', owners, ARGV[claim], ARGV[claim + 1])
		end
		if new then
			redis.call('HSET', metaKey, 'born', born)
			id = '1-1'
			new = false
		end
		positions[entry] = string.sub(redis.call('XADD', log, id, 'e', payload), 3)
		id = '1-*'
		sizes[#sizes + 1] = #payload
		bytes[#bytes + 1] = payload
	else
		positions[entry] = '-'
	end
	at = at + claims * 2
end
local answer = table.concat(positions, ' ')
if #bytes > 0 then
	redis.call('HSET', metaKey, 'w:' .. writer, call .. ' ' .. ARGV[5] .. ' ' .. answer)
	local listening = redis.call('PUBSUB', 'SHARDNUMSUB', channel)[2]
	local head = ' ' .. writer .. ' ' .. call .. ' ' .. born .. ' ' .. answer
	if listening > 1 then
		redis.call('SPUBLISH', channel, 'E' .. head .. '\\n' .. table.concat(sizes, ' ') .. '\\n' .. table.concat(bytes))
	elseif listening == 1 then
		redis.call('SPUBLISH', channel, 'H' .. head)
	end
end
return {born, answer}
`);

/**
 * KEYS meta, log, staged snapshot, the new snapshot, the one before the present one. ARGV generation, upTo, channel,
 * writer, now, writers' calls older than this are forgotten. Answers 1, or 0 when another compaction came first.
 */
export const COMPACT = script(`
local meta = redis.call('HMGET', KEYS[1], 'born', 'generation', 'upTo')
if not meta[1] or (meta[2] or '0') ~= ARGV[1] then
	redis.call('DEL', KEYS[3])
	return 0
end
local held = meta[3] or '0'
local generation = tostring(tonumber(ARGV[1]) + 1)
redis.call('RENAME', KEYS[3], KEYS[4])
redis.call('PERSIST', KEYS[4])
redis.call('HSET', KEYS[1], 'generation', generation, 'upTo', ARGV[2], 'before', held)
redis.call('DEL', KEYS[5])
redis.call('XTRIM', KEYS[2], 'MINID', '=', '1-' .. string.format('%.0f', tonumber(held) + 1))
local fields = redis.call('HGETALL', KEYS[1])
for index = 1, #fields, 2 do
	if string.sub(fields[index], 1, 2) == 'w:' then
		local at = string.match(fields[index + 1], '^%S+ (%S+)')
		if tonumber(at) < tonumber(ARGV[6]) then redis.call('HDEL', KEYS[1], fields[index]) end
	end
end
redis.call('SPUBLISH', ARGV[3], 'C ' .. ARGV[4] .. ' ' .. meta[1] .. ' ' .. generation)
return 1
`);

/** KEYS log, aside, meta. ARGV now, then positions to move out of the log, bytes as they are. Answers how many. */
export const SET_ASIDE = script(`
local moved = 0
redis.call('HSET', KEYS[3], 'lost', ARGV[1])
for index = 2, #ARGV do
	local position = ARGV[index]
	local id = '1-' .. position
	local entry = redis.call('XRANGE', KEYS[1], id, id)[1]
	if entry then
		redis.call('HSET', KEYS[2], position, entry[2][2])
		redis.call('XDEL', KEYS[1], id)
		moved = moved + 1
	end
end
return moved
`);

/** KEYS meta. ARGV channel, writer, the reason or nothing. Only for a document that there is. */
export const QUARANTINE = script(`
if redis.call('HEXISTS', KEYS[1], 'born') == 0 then return 0 end
if ARGV[3] then
	redis.call('HSET', KEYS[1], 'quarantine', ARGV[3])
	redis.call('SPUBLISH', ARGV[1], 'Q ' .. ARGV[2])
else
	redis.call('HDEL', KEYS[1], 'quarantine')
end
return 1
`);

/**
 * KEYS meta, log, owners, staged snapshot, first snapshot. ARGV mark, quarantine or nothing, whether there is a
 * snapshot, number of owners, for each client and owner, then the entries. Answers 0 when there is such a document.
 */
export const RESTORE = script(`
local born = redis.call('HGET', KEYS[1], 'born')
if born then
	redis.call('DEL', KEYS[4])
	return born == ARGV[1] and 1 or 0
end
local generation = '0'
if ARGV[3] == '1' then
	redis.call('RENAME', KEYS[4], KEYS[5])
	redis.call('PERSIST', KEYS[5])
	generation = '1'
end
redis.call('HSET', KEYS[1], 'born', ARGV[1], 'generation', generation, 'upTo', '1', 'before', '0')
if ARGV[2] ~= '' then redis.call('HSET', KEYS[1], 'quarantine', ARGV[2]) end
redis.call('XADD', KEYS[2], '1-1', 'e', '')
redis.call('XDEL', KEYS[2], '1-1')
local at = 5 + tonumber(ARGV[4]) * 2
for index = 5, at - 2, 2 do redis.call('HSET', KEYS[3], ARGV[index], ARGV[index + 1]) end
for index = at, #ARGV do redis.call('XADD', KEYS[2], '1-*', 'e', ARGV[index]) end
return 1
`);

/**
 * KEYS the hash. ARGV key, expected version, JSON, a mark of this call. A record is `version mark JSON`; the mark lets
 * a call whose reply was lost find out, asked again, that it was carried out. Answers the new version, or nothing.
 */
export const PUT_RECORD = script(`
local stored = redis.call('HGET', KEYS[1], ARGV[1])
local version, mark = 0, nil
if stored then
	version, mark = string.match(stored, '^(%d+) (%S+) ')
	version = tonumber(version)
end
local expected = tonumber(ARGV[2])
if version == expected + 1 and mark == ARGV[4] then return version end
if version ~= expected then return false end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', expected + 1) .. ' ' .. ARGV[4] .. ' ' .. ARGV[3])
return expected + 1
`);

/** KEYS the hash. ARGV key, expected version. Answers 1 (removed), 0 (another version), -1 (not there). */
export const REMOVE_RECORD = script(`
local stored = redis.call('HGET', KEYS[1], ARGV[1])
if not stored then return -1 end
if tonumber(string.match(stored, '^%d+')) ~= tonumber(ARGV[2]) then return 0 end
redis.call('HDEL', KEYS[1], ARGV[1])
return 1
`);

/**
 * KEYS identity, incident. ARGV identity now, seconds that an incident is remembered. Answers 1 when the data was
 * somewhere else before.
 */
export const IDENTIFY = script(`
local before = redis.call('GET', KEYS[1])
if before == ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1])
if not before then return 0 end
redis.call('SET', KEYS[2], '1', 'EX', ARGV[2])
return 1
`);

/** KEYS the hash. ARGV key, the record. Answers 0 when there is another one of this key. */
export const RESTORE_RECORD = script(`
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 1 then return 1 end
return redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] and 1 or 0
`);
