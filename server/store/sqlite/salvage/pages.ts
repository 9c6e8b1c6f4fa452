import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readWal } from './wal-file.ts';

/** What every database of ours has; SQLite's default. */
export const PAGE_BYTES = 4096;
const FIRST_TRUNK_AT = 32;

/** The pages of a database file as far as they can be read, with what its write-ahead log has of them. */
export interface Pages {
	/** Including those that are in neither file. */
	readonly count: number;
	/** `null` when it is in neither file. The buffer is used again by the next call. */
	read(page: number): Buffer | null;
	/** Pages that hold nothing any more, as far as the list of them can be followed. */
	free(): ReadonlySet<number>;
	close(): void;
}

export function openPages(path: string): Pages {
	const main = openOrNull(path);
	const wal = openOrNull(`${path}-wal`);
	const { pages } = readWal(`${path}-wal`, PAGE_BYTES);
	const mainBytes = main === null ? 0 : fstatSync(main).size;
	// A torn page at the end counts, as far as it goes.
	const count = Math.max(Math.ceil(mainBytes / PAGE_BYTES), 0, ...pages.keys());
	const buffer = Buffer.alloc(PAGE_BYTES);

	function read(page: number): Buffer | null {
		const logged = pages.get(page);
		const descriptor = logged === undefined ? main : wal;
		if (descriptor === null || page < 1 || page > count) return null;
		buffer.fill(0);
		try {
			const length = readSync(descriptor, buffer, 0, PAGE_BYTES, logged ?? (page - 1) * PAGE_BYTES);
			return length > 0 ? buffer : null;
		} catch {
			// A bad sector.
			return null;
		}
	}

	return {
		count,
		read,
		free() {
			const free = new Set<number>();
			let trunk = read(1)?.readUInt32BE(FIRST_TRUNK_AT) ?? 0;
			while (trunk > 0 && trunk <= count && !free.has(trunk)) {
				free.add(trunk);
				const page = read(trunk);
				if (page === null) break;
				const leaves = Math.min(page.readUInt32BE(4), PAGE_BYTES / 4 - 2);
				for (let index = 0; index < leaves; index += 1) free.add(page.readUInt32BE(8 + 4 * index));
				trunk = page.readUInt32BE(0);
			}
			return free;
		},
		close() {
			for (const descriptor of [main, wal]) if (descriptor !== null) closeSync(descriptor);
		}
	};
}

function openOrNull(path: string): number | null {
	try {
		return openSync(path, 'r');
	} catch {
		return null;
	}
}
