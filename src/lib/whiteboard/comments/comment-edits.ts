import {
	type Claim,
	type Comment,
	createCommentId,
	createThreadId,
	MAX_COMMENT_LENGTH,
	removing,
	resolving,
	type Thread,
	type ThreadId,
	writing
} from '#model/whiteboard/comments/comments.ts';
import type { Pin } from '#model/whiteboard/comments/pin.ts';
import { t } from '$lib/messages/whiteboard-comments.ts';
import type { Editor } from '../editor.svelte.ts';

/** Who writes, for the claim on what they write. */
export interface Writer {
	readonly editor: Editor;
	readonly name: string;
	/** Milliseconds since 1970. */
	readonly now: () => number;
}

/** Begins a thread; returns it, or `null` when there is nothing to write. */
export function beginThread(writer: Writer, pin: Pin, text: string): ThreadId | null {
	const thread = createThreadId();
	return write(writer, { thread, pin }, text) ? thread : null;
}

/** Returns whether there was anything to write. */
export function reply(writer: Writer, { id, pin }: Thread, text: string): boolean {
	return write(writer, { thread: id, pin }, text);
}

export function rewrite(writer: Writer, comment: Comment, text: string): void {
	const words = cleaned(text);
	if (words === '' || words === comment.text) return;
	const edited = { ...comment, text: words, editedAt: writer.now() };
	writer.editor.perform((gesture) => gesture.comment(writing(edited)));
}

export function deleteComment({ editor }: Writer, thread: Thread, comment: Comment): void {
	editor.perform((gesture) => gesture.comment(removing(thread, comment.id)));
	editor.announce(t.deleted);
}

export function setResolved(writer: Writer, thread: Thread, resolved: boolean): void {
	writer.editor.perform((gesture) =>
		gesture.comment(resolving(thread.id, resolved ? claimOf(writer) : null))
	);
	writer.editor.announce(resolved ? t.nowResolved : t.nowOpen);
}

function write(writer: Writer, place: Pick<Comment, 'thread' | 'pin'>, text: string): boolean {
	const words = cleaned(text);
	if (words === '' || writer.editor.readonly) return false;
	const comment = { ...place, ...claimOf(writer), id: createCommentId(), text: words, editedAt: null };
	writer.editor.perform((gesture) => gesture.comment(writing(comment)));
	writer.editor.announce(t.written);
	return true;
}

function claimOf({ editor, name, now }: Writer): Claim {
	// What is not to be told is not written down either.
	return { author: editor.me, name: editor.authorship === 'hidden' ? '' : name, at: now() };
}

function cleaned(text: string): string {
	return text.trim().slice(0, MAX_COMMENT_LENGTH);
}
