import { readThreads, type Thread, type ThreadId } from '#model/whiteboard/comments/comments.ts';
import type { Board } from '#model/whiteboard/board.ts';

/** The threads of a board as they are now, for components. Call it while one is made; it ends with it. */
export function followThreads(board: Board): {
	readonly all: ReadonlyMap<ThreadId, Thread>;
	readonly open: readonly Thread[];
	readonly resolved: readonly Thread[];
} {
	let all = $state.raw(readThreads(board.comments));
	const newestFirst = $derived([...all.values()].sort((a, b) => lastOf(b).at - lastOf(a).at));
	const open = $derived(newestFirst.filter(({ resolved }) => resolved === null));
	const resolved = $derived(newestFirst.filter((thread) => thread.resolved !== null));
	$effect(() => board.comments.observe(() => (all = readThreads(board.comments))));
	return {
		get all() {
			return all;
		},
		get open() {
			return open;
		},
		get resolved() {
			return resolved;
		}
	};
}

function lastOf(thread: Thread) {
	return thread.comments.at(-1)!;
}
