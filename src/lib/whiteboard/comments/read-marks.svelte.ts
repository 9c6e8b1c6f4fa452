import type { CommentId, Thread, ThreadId } from '#model/whiteboard/comments/comments.ts';

type Kept = Pick<Storage, 'getItem' | 'setItem'>;

/** More than anybody reads; what was read first is forgotten first. */
const MOST_KEPT = 2_000;

/**
 * Which comments were read on this device. By their ids and not by their times: those come from other people's clocks.
 */
export class ReadMarks {
	readonly #storage: Kept;
	readonly #key: string;
	readonly #me: string;
	#read = $state.raw<ReadonlySet<CommentId>>(new Set());

	constructor(storage: Kept, document: string, me: string) {
		this.#storage = storage;
		this.#key = `commonplace:read:${document}`;
		this.#me = me;
		this.#read = new Set(parse(storage.getItem(this.#key)));
	}

	/** How much of a thread is new to this device; what I wrote is not. */
	unreadIn({ comments }: Thread): number {
		return comments.filter(({ id, author }) => author !== this.#me && !this.#read.has(id)).length;
	}

	mark(thread: Thread): void {
		if (this.unreadIn(thread) === 0) return;
		const read = [...this.#read, ...thread.comments.map(({ id }) => id)].slice(-MOST_KEPT);
		this.#read = new Set(read);
		try {
			this.#storage.setItem(this.#key, JSON.stringify([...this.#read]));
		} catch {
			// A full device forgets that it was read, and nothing else.
		}
	}

	unreadAmong(threads: ReadonlyMap<ThreadId, Thread>): number {
		let unread = 0;
		for (const thread of threads.values())
			if (thread.resolved === null && this.unreadIn(thread) > 0) unread++;
		return unread;
	}
}

function parse(kept: string | null): CommentId[] {
	try {
		const ids: unknown = JSON.parse(kept ?? '[]');
		return Array.isArray(ids) ? ids.filter((id): id is CommentId => typeof id === 'string') : [];
	} catch {
		return [];
	}
}
