import {
	type CommentWrites,
	createCommentId,
	createThreadId,
	readThreads,
	resolving,
	type Thread,
	type ThreadId,
	writing
} from '#model/whiteboard/comments/comments.ts';
import { KEYS } from '#model/whiteboard/comments/entries.ts';
import type { Point } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';

/** Of one file; more is no board that people talked about. */
const MAX_ENTRIES = 20_000;

/** Threads as files have them: each entry as it lies in the document. */
export function storedComments(threads: readonly Thread[]): Readonly<Record<string, unknown>> {
	return Object.fromEntries(threads.flatMap(entriesOf));
}

function entriesOf({ id, comments, resolved, leftAt }: Thread): CommentWrites {
	return [
		...comments.flatMap(writing),
		...(resolved === null ? [] : resolving(id, resolved)),
		...(leftAt === null ? [] : [[KEYS.left(id), leftAt] as const])
	];
}

/** Reads what `storedComments` wrote, or anybody else: through the document's own door. */
export function readComments(stored: unknown): readonly Thread[] {
	if (typeof stored !== 'object' || stored === null) return [];
	const entries = new Map<string, unknown>(Object.entries(stored).slice(0, MAX_ENTRIES));
	return [...readThreads(entries).values()];
}

interface Arriving {
	/** What the shapes of the file are called on the board. */
	readonly names: ReadonlyMap<ShapeId, ShapeId>;
	readonly by: Point;
	readonly me: string;
}

/**
 * What a gesture writes to have the threads of a file on a board, moved along with its shapes. Who wrote them is shown by name
 * alone: a file can say anything of anybody, and only what I wrote stays mine.
 */
export function commentsAt(threads: readonly Thread[], { names, by, me }: Arriving): CommentWrites {
	const there = ({ x, y }: Point): Point => ({ x: x + by.x, y: y + by.y });
	const from = <T extends { readonly author: string }>(claim: T): T =>
		claim.author === me ? claim : { ...claim, author: '' };
	return threads.flatMap((thread) => {
		const id: ThreadId = createThreadId();
		return entriesOf({
			...thread,
			id,
			comments: thread.comments.map((comment) => {
				const { point, on } = comment.pin;
				const shape = on === null ? undefined : names.get(on.shape);
				const pin = { point: there(point), on: shape === undefined ? null : { ...on!, shape } };
				return { ...from(comment), id: createCommentId(), thread: id, pin };
			}),
			resolved: thread.resolved && from(thread.resolved),
			leftAt: thread.leftAt && there(thread.leftAt)
		});
	});
}
