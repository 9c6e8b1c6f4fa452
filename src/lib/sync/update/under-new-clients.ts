import * as Y from 'yjs';
import { deletedRanges, structEncoder, UpdateWriter, type DeletedRange } from './update-writer.ts';

interface NewClient {
	readonly client: number;
	/** The first clock that was renamed: it becomes 0. */
	readonly since: number;
}

/**
 * The same changes as if other clients had made them: every client of whom `update` has structs is replaced by a new one,
 * from its first clock in the update on. For changes that nobody else has: whoever has them would get them twice.
 */
export function underNewClients(update: Uint8Array, newClient: () => number): Uint8Array<ArrayBuffer> {
	const { structs, ds } = Y.decodeUpdate(update);
	const renamed = new Map<number, NewClient>();
	for (const { id } of structs) {
		if (!renamed.has(id.client)) renamed.set(id.client, { client: newClient(), since: id.clock });
	}
	const rename = <T extends Y.Item['parent']>(id: T): T | Y.ID => {
		if (!(id instanceof Y.ID)) return id;
		const to = renamed.get(id.client);
		return to === undefined || id.clock < to.since ? id : Y.createID(to.client, id.clock - to.since);
	};
	const writer = new UpdateWriter();
	const encode = structEncoder();
	for (const struct of structs) {
		struct.id = rename(struct.id);
		if (struct instanceof Y.Item) {
			struct.origin = rename(struct.origin);
			struct.rightOrigin = rename(struct.rightOrigin);
			struct.parent = rename(struct.parent);
		}
		writer.struct(struct, encode(struct));
	}
	for (const range of deletedRanges(ds)) {
		for (const part of partsOf(range, renamed.get(range.client))) writer.deleted(part);
	}
	return writer.finish();
}

/** What was deleted of the clocks that keep their client, and of those that do not. */
function* partsOf(range: DeletedRange, to: NewClient | undefined): Generator<DeletedRange> {
	const end = range.clock + range.length;
	const since = Math.max(range.clock, to?.since ?? Infinity);
	if (range.clock < since) yield { ...range, length: Math.min(since, end) - range.clock };
	if (to !== undefined && since < end) {
		yield { client: to.client, clock: since - to.since, length: end - since };
	}
}
