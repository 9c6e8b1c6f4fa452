import type { Brand } from '../../brand.ts';
import { createId } from '../../ids.ts';
import type { KeyedList } from '../../yjs/keyed-list.ts';
import { FARTHEST, type Point } from '../geometry.ts';
import type { FindShape } from '../arrow-end.ts';
import { KEYS } from './entries.ts';
import { parsePin, type Pin, pointOn, storePin } from './pin.ts';

export type ThreadId = Brand<string, 'ThreadId'>;
export type CommentId = Brand<string, 'CommentId'>;

/** Who did something and when, as their own client says it: shown, never relied on. */
export interface Claim {
	readonly author: string;
	/** The name that they had then, for when they are not here. */
	readonly name: string;
	/** Milliseconds since 1970. */
	readonly at: number;
}

export interface Comment extends Claim {
	readonly id: CommentId;
	readonly thread: ThreadId;
	/** Each comment knows it, so that a thread stays where it is when its first one is taken back. */
	readonly pin: Pin;
	readonly text: string;
	/** `null`: as it was first written. */
	readonly editedAt: number | null;
}

/** Comments about one place, the oldest first; never empty. */
export interface Thread {
	readonly id: ThreadId;
	readonly comments: readonly Comment[];
	readonly pin: Pin;
	readonly resolved: Claim | null;
	/** Where the pin stayed when its shape was deleted. */
	readonly leftAt: Point | null;
}

/** What one gesture writes: entries by key, `undefined` to remove. */
export type CommentWrites = readonly (readonly [string, unknown])[];

export const MAX_COMMENT_LENGTH = 2_000;
const MAX_NAME_LENGTH = 60;
const MAX_ID_LENGTH = 64;

export function createThreadId(): ThreadId {
	return createId<ThreadId>().slice(0, 12) as ThreadId;
}

export function createCommentId(): CommentId {
	return createId<CommentId>().slice(0, 12) as CommentId;
}

/** The entry of a comment, new or edited. */
export function writing(comment: Comment): CommentWrites {
	const { id, thread, pin, author, name, at, text, editedAt } = comment;
	const entry = { t: thread, ...storePin(pin), by: author, n: name, at, w: text };
	return [[KEYS.comment(id), editedAt === null ? entry : { ...entry, e: editedAt }]];
}

/** Takes one comment away; with the last of a thread goes all that is kept of it. */
export function removing(thread: Thread, id: CommentId): CommentWrites {
	const gone: CommentWrites = [[KEYS.comment(id), undefined]];
	if (thread.comments.some((comment) => comment.id !== id)) return gone;
	return [...gone, [KEYS.resolved(thread.id), undefined], [KEYS.left(thread.id), undefined]];
}

export function resolving(thread: ThreadId, by: Claim | null): CommentWrites {
	const entry = by === null ? undefined : { by: by.author, n: by.name, at: by.at };
	return [[KEYS.resolved(thread), entry]];
}

/** Where a thread's pin is now: with its shape, or where that left it. */
export function placeOf({ pin, leftAt }: Pick<Thread, 'pin' | 'leftAt'>, find: FindShape): Point {
	const shape = pin.on === null ? undefined : find(pin.on.shape);
	if (shape !== undefined && pin.on !== null) return pointOn(shape, pin.on.at);
	return leftAt ?? pin.point;
}

/** Reads all threads. Anybody who may write can have written anything; what makes no sense is skipped. */
export function readThreads(list: Pick<KeyedList<unknown>, 'entries' | 'get'>): Map<ThreadId, Thread> {
	const found = new Map<ThreadId, Comment[]>();
	for (const [key, entry] of list.entries()) {
		if (!key.startsWith('c:')) continue;
		const comment = parseComment(key.slice(2) as CommentId, entry);
		if (comment === null) continue;
		const known = found.get(comment.thread);
		if (known === undefined) found.set(comment.thread, [comment]);
		else known.push(comment);
	}
	const threads = new Map<ThreadId, Thread>();
	for (const [id, comments] of found) {
		comments.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
		const resolved = parseClaim(list.get(KEYS.resolved(id)));
		const leftAt = parsePoint(list.get(KEYS.left(id)));
		threads.set(id, { id, comments, pin: comments[0]!.pin, resolved, leftAt });
	}
	return threads;
}

function parseComment(id: CommentId, stored: unknown): Comment | null {
	if (typeof stored !== 'object' || stored === null || !isIdLike(id)) return null;
	const entry = stored as Record<string, unknown>;
	const { t: thread, w: text, e: editedAt } = entry;
	const claim = parseClaim(entry);
	const pin = parsePin(entry);
	if (claim === null || pin === null || !isIdLike(thread) || typeof text !== 'string' || text.trim() === '')
		return null;
	return {
		...claim,
		id,
		thread: thread as ThreadId,
		pin,
		text: text.slice(0, MAX_COMMENT_LENGTH),
		editedAt: isTime(editedAt) ? editedAt : null
	};
}

function parseClaim(stored: unknown): Claim | null {
	if (typeof stored !== 'object' || stored === null) return null;
	const { by, n, at } = stored as Record<string, unknown>;
	if (typeof by !== 'string' || by.length > MAX_ID_LENGTH || typeof n !== 'string' || !isTime(at))
		return null;
	return { author: by, name: n.slice(0, MAX_NAME_LENGTH), at };
}

function parsePoint(stored: unknown): Point | null {
	if (typeof stored !== 'object' || stored === null) return null;
	const { x, y } = stored as Record<string, unknown>;
	const isPlace = (value: unknown): value is number =>
		typeof value === 'number' && Math.abs(value) <= FARTHEST;
	return isPlace(x) && isPlace(y) ? { x, y } : null;
}

function isIdLike(value: unknown): value is string {
	return typeof value === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(value);
}

/** What `Date` can show. */
function isTime(value: unknown): value is number {
	return typeof value === 'number' && Math.abs(value) <= 8.64e15;
}
