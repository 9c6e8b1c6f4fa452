import { ByteWriter, uintLength } from '#protocol/bytes.ts';
import type { ClientBlock, ClockRange, ScannedUpdate } from './update-scan.ts';

/** An update with what is known of it. */
export interface UpdateBytes {
	readonly update: Uint8Array;
	readonly scanned: Pick<ScannedUpdate, 'blocks' | 'deletes'>;
}

/** One client's structs of all parts: they follow each other, so one block can hold them. */
interface Run {
	readonly client: number;
	readonly from: number;
	last: number;
	structs: number;
	size: number;
	readonly slices: Uint8Array[];
}

/**
 * One update that holds all of them, made by copying bytes: in time linear in their size, where Yjs's own merge decodes
 * all and is quadratic. `null` when that cannot be: structs of one client that do not follow each other, or holes.
 * The order of the parts is the order in which they were accepted.
 */
export function mergeUpdates(parts: readonly UpdateBytes[]): UpdateBytes | null {
	const [only] = parts;
	if (parts.length === 1 && only !== undefined) return only;
	const runs = collectRuns(parts);
	return runs === null ? null : write(runs, collectDeletes(parts));
}

/** The update without the structs of these blocks and without those behind holes; `null` when nothing is left. */
export function cutUpdate(
	{ update, scanned }: UpdateBytes & { readonly scanned: ScannedUpdate },
	excluded: ReadonlySet<ClientBlock>
): Uint8Array | null {
	const kept = scanned.blocks
		.filter((block) => !excluded.has(block))
		.map(({ client, from, start, structs, end, hole }) => ({
			client,
			from,
			start,
			structs: hole?.structs ?? structs,
			end: hole?.at ?? end
		}))
		.filter(({ structs }) => structs > 0);
	const deletes = update.subarray(scanned.deletesStart);
	if (kept.length === 0 && scanned.deletes.length === 0) return null;
	const size = kept.reduce((sum, block) => sum + headSize(block) + block.end - block.start, 0);
	const writer = new ByteWriter(uintLength(kept.length) + size + deletes.length);
	writer.uint(kept.length);
	for (const { structs, client, from, start, end } of kept) {
		writer.uint(structs).uint(client).uint(from).raw(update.subarray(start, end));
	}
	return writer.raw(deletes).bytes;
}

function collectRuns(parts: readonly UpdateBytes[]): Run[] | null {
	const runs = new Map<number, Run>();
	for (const { update, scanned } of parts) {
		for (const { client, from, to, last, structs, start, end } of scanned.blocks) {
			if (to !== last) return null;
			const slice = update.subarray(start, end);
			const run = runs.get(client);
			if (run === undefined) {
				runs.set(client, { client, from, last, structs, size: slice.length, slices: [slice] });
			} else if (run.last === from) {
				run.last = last;
				run.structs += structs;
				run.size += slice.length;
				run.slices.push(slice);
			} else return null;
		}
	}
	// As Yjs writes them.
	return [...runs.values()].sort((one, other) => other.client - one.client);
}

function collectDeletes(parts: readonly UpdateBytes[]): Map<number, ClockRange[]> {
	const deletes = new Map<number, ClockRange[]>();
	for (const { scanned } of parts) {
		for (const range of scanned.deletes) {
			const ranges = deletes.get(range.client);
			if (ranges === undefined) deletes.set(range.client, [range]);
			else ranges.push(range);
		}
	}
	return deletes;
}

function write(runs: readonly Run[], deletes: ReadonlyMap<number, readonly ClockRange[]>): UpdateBytes {
	const writer = new ByteWriter(sizeOf(runs, deletes));
	const blocks: ClientBlock[] = [];
	writer.uint(runs.length);
	for (const { client, from, last, structs, slices } of runs) {
		writer.uint(structs).uint(client).uint(from);
		const start = writer.at;
		for (const slice of slices) writer.raw(slice);
		blocks.push({ client, from, to: last, last, structs, start, end: writer.at });
	}
	writer.uint(deletes.size);
	for (const [client, ranges] of deletes) {
		writer.uint(client).uint(ranges.length);
		for (const { from, to } of ranges) writer.uint(from).uint(to - from);
	}
	return { update: writer.bytes, scanned: { blocks, deletes: [...deletes.values()].flat() } };
}

function sizeOf(runs: readonly Run[], deletes: ReadonlyMap<number, readonly ClockRange[]>): number {
	let size = uintLength(runs.length) + uintLength(deletes.size);
	for (const run of runs) size += headSize(run) + run.size;
	for (const [client, ranges] of deletes) {
		size += uintLength(client) + uintLength(ranges.length);
		for (const { from, to } of ranges) size += uintLength(from) + uintLength(to - from);
	}
	return size;
}

function headSize({ structs, client, from }: Pick<ClientBlock, 'structs' | 'client' | 'from'>): number {
	return uintLength(structs) + uintLength(client) + uintLength(from);
}
