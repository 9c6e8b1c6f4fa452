import { mergeUpdates, type UpdateBytes } from './merge-updates.ts';
import { updateMessage, type WebSocketMessage } from './websocket-message.ts';

/** One or several updates as one, ready to be sent and, as a view into the same bytes, to be read. */
interface TailEntry extends UpdateBytes {
	readonly message: WebSocketMessage;
	/** How many updates had been added when this one had. */
	readonly end: number;
}

/** So many small entries become one, so that a join takes a few messages and not thousands. */
const MERGE_ENTRIES = 32;

/** The updates since the snapshot, in order. */
export class Tail implements Iterable<TailEntry> {
	#entries: TailEntry[] = [];
	/** From here on, entries are as they came. */
	#unmerged = 0;
	#first = 0;
	#added = 0;
	#bytes = 0;
	#appended = 0;

	[Symbol.iterator](): Iterator<TailEntry> {
		return this.#entries[Symbol.iterator]();
	}

	/** Updates ever added. */
	get added(): number {
		return this.#added;
	}

	/** Updates held. */
	get updates(): number {
		return this.#added - this.#first;
	}

	/** How many calls of `add` brought them: entries of the log. */
	get entries(): number {
		return this.#appended;
	}

	get bytes(): number {
		return this.#bytes;
	}

	add(updates: readonly UpdateBytes[]): void {
		if (updates.length === 0) return;
		this.#appended += 1;
		const merged = updates.length > 1 ? mergeUpdates(updates) : null;
		for (const each of merged === null ? updates : [merged]) {
			this.#added += merged === null ? 1 : updates.length;
			this.#entries.push(entryOf(each, this.#added));
			this.#bytes += each.update.length;
		}
		if (this.#entries.length - this.#unmerged >= MERGE_ENTRIES) this.#merge();
	}

	/** What was added after `mark`, and perhaps a little more; `null` when that is no longer told apart. */
	since(mark: number): Iterable<WebSocketMessage> | null {
		if (mark < this.#first) return null;
		return this.#entries.filter(({ end }) => end > mark).map(({ message }) => message);
	}

	/** From here on, what is added is not merged with what is here. A mark for `dropUpTo`. */
	cut(): number {
		this.#unmerged = this.#entries.length;
		return this.#added;
	}

	dropUpTo(mark: number): void {
		const dropped = this.#entries.filter(({ end }) => end <= mark);
		this.#entries.splice(0, dropped.length);
		this.#unmerged = Math.max(0, this.#unmerged - dropped.length);
		for (const { update } of dropped) this.#bytes -= update.length;
		this.#first = mark;
		this.#appended = this.#entries.length;
	}

	#merge(): void {
		const merged = mergeUpdates(this.#entries.slice(this.#unmerged));
		if (merged !== null) {
			const entry = entryOf(merged, this.#added);
			for (const { update } of this.#entries.splice(this.#unmerged)) this.#bytes -= update.length;
			this.#bytes += entry.update.length;
			this.#entries.push(entry);
		}
		this.#unmerged = this.#entries.length;
	}
}

/** Copies: what came from a socket may be a corner of a large buffer. */
function entryOf({ update, scanned }: UpdateBytes, end: number): TailEntry {
	const message = updateMessage(update);
	return {
		message,
		update: message.subarray(message.length - update.length),
		scanned: { blocks: scanned.blocks, deletes: scanned.deletes },
		end
	};
}
