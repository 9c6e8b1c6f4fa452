import type * as Y from 'yjs';
import type { Credentials } from '$lib/sync/credentials.ts';
import type { BoardId } from '#model/ids.ts';
import { readPage } from '#model/page/read-page.ts';
import { ProblemBoard } from '#model/problem/board.ts';
import type { Method, MethodRef } from '#model/problem/method.ts';
import type { BoardKind, Member } from '#model/session/session.ts';
import { unreachable } from '#model/unreachable.ts';
import { openFromAfar } from './read-document.ts';

/** Something that can be ticked: a shape with words, or a lane with its cards. */
export interface Offered {
	readonly id: string;
	readonly text: string;
	/** Stamps on it, or cards in it. */
	readonly count: number;
}

/** What is on a board. */
interface Content {
	/** `null`: it could not be read in time. */
	readonly items: readonly Offered[] | null;
	/** How much more there is on a whiteboard that has no words of its own, and comes only with everything. */
	readonly drawn: number;
}

/** What one group has to give. */
export interface Offer extends Content {
	readonly title: string;
	readonly board: BoardId;
}

const UNREAD: Content = { items: null, drawn: 0 };

/** Nobody waits longer than this for a board that does not come. */
const COMES_WITHIN_MS = 10_000;

/** Writing comes in many small changes. */
const AGAIN_AFTER_MS = 300;

/** Follows what groups have on their boards, to be chosen from; whatever is chosen, the server fetches itself. */
export class Offers {
	readonly #me: Member;
	readonly #credentials: Credentials;
	#method: MethodRef | null = null;
	#read = $state.raw<readonly Offer[] | null>(null);
	/** Ends what was read before: another kind of board may be asked for meanwhile. */
	#stop = new AbortController();

	constructor(me: Member, credentials: Credentials) {
		this.#me = me;
		this.#credentials = credentials;
	}

	/** `null` while they are being read. */
	get all(): readonly Offer[] | null {
		return this.#read;
	}

	/**
	 * The copy on this device may be older than the board: what comes later is shown, too. `method`: what the groups worked
	 * in, for the lanes of their boards.
	 */
	async follow(
		kind: BoardKind,
		groups: readonly { readonly title: string; readonly board: BoardId }[],
		method: MethodRef | null
	): Promise<void> {
		this.close();
		this.#method = method;
		this.#stop = new AbortController();
		const { signal } = this.#stop;
		this.#read = null;
		const offers = await Promise.all(
			groups.map(async (group) => ({ ...group, ...(await this.#open(kind, group.board, signal)) }))
		);
		if (!signal.aborted) this.#read = offers;
	}

	close(): void {
		this.#stop.abort();
	}

	async #open(kind: BoardKind, board: BoardId, signal: AbortSignal): Promise<Content> {
		const document = openFromAfar(board, this.#me, this.#credentials);
		let again: ReturnType<typeof setTimeout> | undefined;
		signal.addEventListener('abort', () => {
			clearTimeout(again);
			document.close();
		});
		document.doc.on('update', () => {
			clearTimeout(again);
			again = setTimeout(() => void this.#readAgain(kind, board, document.doc, signal), AGAIN_AFTER_MS);
		});
		return (await within(document.loaded)) ? contentOf(kind, document.doc, this.#method) : UNREAD;
	}

	async #readAgain(kind: BoardKind, board: BoardId, doc: Y.Doc, signal: AbortSignal): Promise<void> {
		const content = await contentOf(kind, doc, this.#method);
		if (signal.aborted || this.#read === null) return;
		this.#read = this.#read.map((offer) => (offer.board === board ? { ...offer, ...content } : offer));
	}
}

async function contentOf(kind: BoardKind, doc: Y.Doc, method: MethodRef | null): Promise<Content> {
	switch (kind) {
		case 'whiteboard': {
			// The model of whiteboards is more than all the rest of this page.
			const { shapesOn, wordedOn } = await import('#model/whiteboard/harvest.ts');
			const items = wordedOn(doc).map(({ id, text, marks }) => ({ id, text, count: marks }));
			return { items, drawn: shapesOn(doc) - items.length };
		}
		case 'problem': {
			const board = new ProblemBoard(doc, method && (await wordsOf(method)));
			const lanes = board.method.lanes.map(({ id, title }) => ({
				id,
				text: title,
				count: board.lane(id).length
			}));
			board.destroy();
			return { items: lanes, drawn: 0 };
		}
		case 'page': {
			const items = readPage(doc).blocks.flatMap((block) => {
				const text = block.type === 'text' ? block.runs.map((run) => run.text).join('') : '';
				return text.trim() === '' ? [] : [{ id: block.id, text, count: 0 }];
			});
			return { items, drawn: 0 };
		}
		default:
			return unreachable(kind);
	}
}

/** `null`: those of a board without a method. All methods together are large. */
async function wordsOf({ from, id, version }: MethodRef): Promise<Method | null> {
	if (from === 'session') return null;
	const { findMethod } = await import('#model/problem/methods/registry.ts');
	return findMethod(id, version);
}

async function within(loaded: Promise<void>): Promise<boolean> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), COMES_WITHIN_MS)));
	try {
		return await Promise.race([loaded.then(() => true), late]);
	} catch {
		return false;
	} finally {
		clearTimeout(timer);
	}
}
