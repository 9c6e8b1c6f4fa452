import type { IdentityId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { StoreError, type LogPosition, type StoredDocument, type StoredEntry } from '../store.ts';
import type { RedisLink } from './connect.ts';
import { readEntryBytes, readSnapshotBytes } from './entries.ts';
import { readLast, type LogEnd } from './feed.ts';
import { documentKeys, INCIDENT, type DocumentKeys } from './keys.ts';
import { bytesOrNull, entriesOf, listOf, numberOf, pairsOf, textOf, textOrNull } from './reply.ts';
import { runScript, SET_ASIDE } from './scripts.ts';

export interface LoadedDocument {
	readonly stored: StoredDocument | null;
	readonly end: LogEnd;
	/** Positions in the log that are damaged, and what follows them. */
	readonly damaged: readonly number[];
}

interface Meta {
	readonly born: string | null;
	readonly generation: number;
	readonly upTo: number;
	/** What the snapshot before held. */
	readonly before: number;
	readonly quarantine: string | null;
	/** When entries were last set aside; 0: never. */
	readonly lostAt: number;
}

/** A compaction may come between two reads; more than so many in a row do not. */
const ATTEMPTS = 5;
/** For so long, those who saw what was set aside may bring it back. */
const LOSS_MS = 24 * 60 * 60 * 1000;

/** Rejects as `RedisLink.run` does, and with `StoreError` `corrupt` when no good snapshot is left. */
export async function loadDocument(
	link: Pick<RedisLink, 'run'>,
	name: DocumentName,
	now: number
): Promise<LoadedDocument> {
	const keys = documentKeys(name);
	for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
		const meta = await readMeta(link, keys);
		if (meta.born === null) return { stored: null, end: { born: null, last: 0 }, damaged: [] };
		const [bytes, last, log, owners, incident, after] = await Promise.all([
			meta.generation === 0 ? null : link.run(keys.meta, ['GET', keys.snapshot(meta.generation)]),
			readLast(link, keys.log),
			readLog(link, keys, meta.upTo),
			// After the log, so that it has the claims of all that was read there.
			link.run(keys.owners, ['HGETALL', keys.owners]),
			link.run(INCIDENT, ['EXISTS', INCIDENT]),
			readMeta(link, keys)
		]);
		// Two compactions later, what was read may not fit together.
		if (after.born !== meta.born || after.generation > meta.generation + 1) continue;
		const base = await goodBase(link, name, keys, meta, bytesOrNull(bytes), log);
		const { tail, damaged } = readTail(name, base.log);
		const [firstDamaged] = damaged;
		const harm = [
			...(base.damage === null ? [] : [base.damage]),
			...(firstDamaged === undefined
				? []
				: [`log entry ${firstDamaged} is damaged and was left out with the ${damaged.length - 1} after it`])
		];
		return {
			stored: {
				generation: meta.generation,
				snapshot: base.snapshot,
				tail,
				owners: readOwners(owners),
				mayHaveLost: numberOf(incident) === 1 || harm.length > 0 || now - meta.lostAt < LOSS_MS,
				damage: harm.length === 0 ? null : `document ${name}: ${harm.join('; ')}`,
				quarantine: meta.quarantine
			},
			end: { born: meta.born, last: Math.max(last, log.at(-1)?.[0] ?? 0, meta.upTo) },
			damaged
		};
	}
	throw new StoreError('unavailable', `document ${name} is compacted faster than it can be read`);
}

/** Moves damaged entries out of the way of those to come; their bytes are kept for an operator. */
export async function setAside(
	link: Pick<RedisLink, 'run'>,
	name: DocumentName,
	positions: readonly number[],
	now: number
): Promise<void> {
	if (positions.length === 0) return;
	const { log, aside, meta } = documentKeys(name);
	await runScript(link, SET_ASIDE, [log, aside, meta], [now, ...positions].map(String));
}

async function readMeta(link: Pick<RedisLink, 'run'>, keys: DocumentKeys): Promise<Meta> {
	const fields = ['born', 'generation', 'upTo', 'before', 'quarantine', 'lost'];
	const [born, generation, upTo, before, quarantine, lost] = listOf(
		await link.run(keys.meta, ['HMGET', keys.meta, ...fields])
	).map(textOrNull);
	return {
		born: born ?? null,
		generation: Number(generation ?? 0),
		upTo: Number(upTo ?? 0),
		before: Number(before ?? 0),
		quarantine: quarantine ?? null,
		lostAt: Number(lost ?? 0)
	};
}

type LogBytes = readonly (readonly [position: number, bytes: Buffer])[];

async function readLog(link: Pick<RedisLink, 'run'>, keys: DocumentKeys, after: number): Promise<LogBytes> {
	return [...entriesOf(await link.run(keys.log, ['XRANGE', keys.log, `1-${after + 1}`, '+']))];
}

interface Base {
	readonly snapshot: Uint8Array | null;
	readonly log: LogBytes;
	readonly damage: string | null;
}

/** The present snapshot, or the one before with the log between the two. */
async function goodBase(
	link: Pick<RedisLink, 'run'>,
	name: DocumentName,
	keys: DocumentKeys,
	meta: Meta,
	bytes: Buffer | null,
	log: LogBytes
): Promise<Base> {
	const { generation, before } = meta;
	if (generation === 0) return { snapshot: null, log, damage: null };
	const snapshot = bytes === null ? null : readSnapshotBytes(name, generation, bytes);
	if (snapshot !== null) return { snapshot, log, damage: null };
	const earlier = bytesOrNull(await link.run(keys.meta, ['GET', keys.snapshot(generation - 1)]));
	const earlierSnapshot = earlier === null ? null : readSnapshotBytes(name, generation - 1, earlier);
	// Before the first snapshot was the whole log; an archived document came without it.
	const isWhole = earlierSnapshot !== null || (generation === 1 && before === 0);
	const whole = isWhole ? await readLog(link, keys, before) : [];
	if (!isWhole || (whole[0]?.[0] ?? meta.upTo) > before + 1) {
		throw new StoreError('corrupt', `document ${name} has no good snapshot left`);
	}
	const damage = `snapshot ${generation} is damaged; the one before it, with the log since, was taken`;
	return { snapshot: earlierSnapshot, log: whole, damage };
}

/** The good entries, up to the first damaged one. */
function readTail(name: DocumentName, log: LogBytes): { tail: StoredEntry[]; damaged: number[] } {
	const tail: StoredEntry[] = [];
	for (const [index, [position, bytes]] of log.entries()) {
		const entry = readEntryBytes(name, position as LogPosition, bytes);
		if (entry === null) return { tail, damaged: log.slice(index).map(([each]) => each) };
		tail.push(entry);
	}
	return { tail, damaged: [] };
}

function readOwners(reply: Parameters<typeof pairsOf>[0]): Map<number, IdentityId | null> {
	const owners = new Map<number, IdentityId | null>();
	for (const [client, owner] of pairsOf(reply)) {
		const text = textOf(owner);
		owners.set(Number(client), text === '' ? null : (text as IdentityId));
	}
	return owners;
}
